/**
 * What the reader sees at present, who wants to know of it, and how it stands in the address.
 */
(function (karamap) {
  "use strict";

  const VIEWS = ["map", "compare", "table"];
  const REST = 250; // milliseconds without a change after which the address follows

  /** @param {unknown} one @param {unknown} other */
  const isSame = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

  /** @param {State} initial @returns {Store} */
  function create(initial) {
    /** @type {Readonly<State>} */
    let state = Object.freeze({ ...initial });
    /** @type {((state: State, changed: Changed) => void)[]} */
    const listeners = [];

    /** Change some of the state; those who listen are told which keys differ. @param {Partial<State>} patch */
    function set(patch) {
      const next = Object.freeze({ ...state, ...patch });
      const keys = /** @type {(keyof State)[]} */ (Object.keys(patch));
      const changed = new Set(keys.filter((key) => !isSame(state[key], next[key])));
      if (!changed.size) return;
      state = next;
      listeners.forEach((listener) => listener(state, changed));
    }

    return { get: () => state, set, on: (listener) => { listeners.push(listener); } };
  }

  /** The state that the page opens with, before the address has its say. @param {Model} model @returns {State} */
  function initial(model) {
    const { head, language } = model.document;
    return {
      day: head.day,
      known: head.known,
      view: "map",
      place: null,
      district: null,
      spot: null,
      zone: null,
      zones: {},
      language,
      other: null,
      playing: false,
      measuring: false,
      recent: false,
      note: null,
      crop: model.document.view.crop,
    };
  }

  /** A name without case, dots and marks: how people type it. @param {string} name */
  const typed = (name) => karamap.nameKeys.inPlainLetters(karamap.nameKeys.fold(name));

  /**
   * The district that an address means by its id, or by a name that no other district bears.
   * @param {string} text
   * @param {Model} model
   */
  function districtMeant(text, model) {
    const stated = model.district(text);
    if (stated || !text) return stated;
    const wanted = typed(text);
    const named = model.districts.filter(({ names }) => Object.values(names).some((name) => typed(name) === wanted));
    return named.length === 1 ? named[0] : null;
  }

  /**
   * What an address opens beside the map.
   * @param {(key: string) => string} given what the address has under a key
   * @param {Model} model
   */
  function opened(given, model) {
    /** @type {Partial<State>} */
    const patch = {};
    if (model.place(given("p"))) patch.place = given("p");
    const district = districtMeant(given("r"), model);
    if (district) patch.district = district.id;
    if (model.zone(given("z"))) patch.zone = given("z");
    return patch;
  }

  /**
   * What of an address makes sense on this page.
   * @param {string} fragment such as `#d=YYYY-MM-DD&k=shown`
   * @param {Model} model
   */
  function read(fragment, model) {
    const params = new URLSearchParams(String(fragment).replace(/^#/, ""));
    /** @param {string} key */
    const given = (key) => params.get(key) || "";
    /** @type {Partial<State>} */
    const patch = {};
    const day = model.indexOf(given("d"));
    if (day >= 0) patch.day = day;
    if (model.knowledge.includes(given("k"))) patch.known = given("k");
    if (VIEWS.includes(given("v"))) patch.view = given("v");
    Object.assign(patch, opened(given, model));
    if (Object.hasOwn(model.document.texts, given("l"))) patch.language = given("l");
    patch.recent = Boolean(given("f"));
    const area = districtMeant(given("c"), model);
    const crop = karamap.crop.read({ box: given("b"), area, times: given("n") }, model);
    if (crop) patch.crop = crop;
    const other = model.indexOf(given("o"));
    if (other < 0) return patch;
    const known = model.knowledge.includes(given("ok")) ? given("ok") : patch.known || model.knowledge[0];
    return { ...patch, other: { day: other, known } };
  }

  /**
   * The state as a fragment; what is as the page opens with is left out, but for the day.
   * @param {State} state
   * @param {Model} model
   */
  function write(state, model) {
    const usual = initial(model);
    const { other, crop } = state;
    /** @param {"known"|"view"|"language"} key */
    const unusual = (key) => (state[key] === usual[key] ? null : state[key]);
    /** @type {Record<string, string|null>} */
    const told = {
      d: model.days > 1 ? model.iso(state.day) : null,
      k: unusual("known"),
      v: unusual("view"),
      p: state.place,
      r: state.district,
      z: state.zone,
      b: crop && !isSame(crop, usual.crop) ? crop.join(",") : null,
      f: state.recent ? "1" : null,
      l: unusual("language"),
      o: other && model.iso(other.day),
      ok: other && other.known !== state.known ? other.known : null,
    };
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(told)) if (value) params.set(key, value);
    const text = params.toString();
    return text ? `#${text}` : "";
  }

  /**
   * Keep the address and the state in step: a copied link opens on what its giver saw.
   * @param {Store} store
   * @param {Model} model
   */
  function follow(store, model) {
    /** @type {string|null} */
    let written = null;
    let resting = 0;
    const note = () => {
      const fragment = write(store.get(), model);
      if (fragment === written) return;
      written = fragment;
      try {
        window.history.replaceState(null, "", fragment || window.location.pathname + window.location.search);
      } catch { /* some frames have no address of their own */ }
    };
    // An address that follows a playing map day by day would be refused by some browsers.
    store.on((state) => {
      window.clearTimeout(resting);
      if (!state.playing) resting = window.setTimeout(note, REST);
    });
    window.addEventListener("hashchange", () => {
      const fragment = window.location.hash;
      if (fragment === written) return;
      store.set({ ...initial(model), ...read(fragment, model) });
    });
  }

  karamap.store = { create, initial, read, write, follow };
})(window.karamap);
