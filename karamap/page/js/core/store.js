/**
 * What the reader sees at present, who wants to know of it, and how it stands in the address.
 * @typedef {{day: number, known: string}} TimePoint an index of a day and a state of knowledge
 * @typedef {{day: number, known: string, view: string, place: string|null, district: string|null,
 *   spot: {lon: number, lat: number}|null, language: string, other: TimePoint|null, playing: boolean}} State
 */
(function (karamap) {
  "use strict";

  const VIEWS = ["map", "compare", "table"];

  const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

  /** @param {State} initial */
  function create(initial) {
    let state = Object.freeze({ ...initial });
    const listeners = [];

    /** Change some of the state; those who listen are told which keys differ. @param {Partial<State>} patch */
    function set(patch) {
      const changed = new Set(Object.keys(patch).filter((key) => !same(state[key], patch[key])));
      if (!changed.size) return;
      state = Object.freeze({ ...state, ...patch });
      listeners.forEach((listener) => listener(state, changed));
    }

    return { get: () => state, set, on: (listener) => { listeners.push(listener); } };
  }

  /** The state that the page opens with, before the address has its say. @returns {State} */
  function initial(model) {
    const { head, language } = model.document;
    return { day: head.day, known: head.known, view: "map", place: null, district: null, spot: null, language,
      other: null, playing: false };
  }

  /**
   * What of an address makes sense on this page.
   * @param {string} fragment such as `#d=2020-10-22&k=shown` @returns {Partial<State>}
   */
  function read(fragment, model) {
    const params = new URLSearchParams(String(fragment).replace(/^#/, ""));
    const patch = {};
    const day = model.indexOf(params.get("d"));
    if (day >= 0) patch.day = day;
    if (model.knowledge.includes(params.get("k"))) patch.known = params.get("k");
    if (VIEWS.includes(params.get("v"))) patch.view = params.get("v");
    if (model.place(params.get("p"))) patch.place = params.get("p");
    if (model.district(params.get("r"))) patch.district = params.get("r");
    if (Object.hasOwn(model.document.texts, params.get("l") || "")) patch.language = params.get("l");
    const other = model.indexOf(params.get("o"));
    if (other >= 0) {
      const known = params.get("ok");
      patch.other = { day: other, known: model.knowledge.includes(known) ? known : patch.known || model.knowledge[0] };
    }
    return patch;
  }

  /** The state as a fragment; what is as the page opens with is left out, but for the day. @param {State} state */
  function write(state, model) {
    const usual = initial(model);
    const params = new URLSearchParams();
    if (model.days > 1) params.set("d", model.iso(state.day));
    if (state.known !== usual.known) params.set("k", state.known);
    if (state.view !== usual.view) params.set("v", state.view);
    if (state.place) params.set("p", state.place);
    if (state.district) params.set("r", state.district);
    if (state.language !== usual.language) params.set("l", state.language);
    if (state.other) {
      params.set("o", model.iso(state.other.day));
      if (state.other.known !== state.known) params.set("ok", state.other.known);
    }
    const text = params.toString();
    return text ? `#${text}` : "";
  }

  /** Keep the address and the state in step: a copied link opens on what its giver saw. */
  function follow(store, model) {
    let written = null;
    let waiting = 0;
    const note = () => {
      waiting = 0;
      const fragment = write(store.get(), model);
      if (fragment === written) return;
      written = fragment;
      try {
        window.history.replaceState(null, "", fragment || window.location.pathname + window.location.search);
      } catch { /* some frames have no address of their own */ }
    };
    // An address that follows a playing map day by day would be refused by some browsers.
    store.on((state) => { if (!state.playing && !waiting) waiting = window.setTimeout(note, 250); });
    window.addEventListener("hashchange", () => {
      const fragment = window.location.hash;
      if (fragment === written) return;
      store.set({ ...initial(model), ...read(fragment, model) });
    });
  }

  karamap.store = { create, initial, read, write, follow };
})(window.karamap);
