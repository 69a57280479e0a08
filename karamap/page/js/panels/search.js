/**
 * The search box: finds places and districts under any spelling in any script, as the reader types.
 * @typedef {{kind: "place"|"district", id: string, name: {text: string, lang: string}, rank: number}} Target
 * @typedef {{target: Target, written: {text: string, lang: string}|null, score: number}} Hit
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const MOST = 12; // hits that are shown
  const LONGEST = 100;
  const SHORTEST_BEGINNING = 2; // letters from which the beginning of a name is enough
  const SHORTEST_NEAR = 5; // phonemes from which a key may differ in one
  let boxes = 0;

  /** How good a kind of evidence is; less is better. */
  const SCORES = { spelling: 0, key: 1, taken: 2, beginning: 3, keyBeginning: 4, tagged: 5, level2: 6, near: 7 };

  const bareOf = (key) => key.slice(key.lastIndexOf(":") + 1);

  /** Are two keys the same but for one phoneme? */
  function differByOne(one, other) {
    const [short, long] = one.length <= other.length ? [one, other] : [other, one];
    if (long.length - short.length > 1) return false;
    let at = 0;
    while (at < short.length && short[at] === long[at]) at += 1;
    return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1);
  }

  /** Every spelling and key with where it leads; made once, when the reader first asks. @param {object} app */
  function indexOf(app) {
    const { model } = app;
    const folder = karamap.nameKeys.folder(app.document.keys);
    const [spellings, keys, seconds] = [new Map(), new Map(), new Map()];
    const put = (map, at, target, written) => {
      if (!map.has(at)) map.set(at, new Map());
      if (!map.get(at).has(target)) map.get(at).set(target, written);
    };
    const putKey = (key, target, written) => {
      put(keys, key, target, written);
      put(seconds, folder.coarsened([key], 2)[0], target, written);
    };
    const putName = (name, language, target) => {
      const written = { text: name, lang: language === "und" ? "" : language };
      put(spellings, karamap.nameKeys.fold(name), target, written);
      for (const key of folder.keys(folder.form(name), language)) putKey(key, target, written);
    };
    model.places.forEach((place) => {
      const target = { kind: "place", id: place.id, rank: place.rank };
      place.names.forEach((name) => putName(name.text, name.language, target));
      const further = app.document.keys.further[place.index] || "";
      further.split(" ").filter(Boolean).forEach((key) => putKey(key, target, null));
    });
    model.districts.forEach((district) => {
      const target = { kind: "district", id: district.id, rank: 4 };
      Object.entries(district.names).forEach(([language, name]) => putName(name, language, target));
    });
    return { folder, spellings, keys, seconds };
  }

  /** Where a spelling leads, the best first. @param {object} index @param {string} query @returns {Hit[]} */
  function find({ folder, spellings, keys, seconds }, query) {
    const best = new Map();
    const note = (found, score) => {
      for (const [target, written] of found || []) {
        const before = best.get(target);
        if (!before || before.score > score) best.set(target, { target, written, score });
      }
    };
    const folded = karamap.nameKeys.fold(query.slice(0, LONGEST));
    if (!folded) return [];
    note(spellings.get(folded), SCORES.spelling);
    const plain = folder.keys(folder.form(query));
    plain.forEach((key) => note(keys.get(key), SCORES.key));
    for (const form of folder.forms(query)) {
      if (form.how) folder.keys(form).forEach((key) => note(keys.get(key), SCORES.taken));
    }
    if (folded.length >= SHORTEST_BEGINNING) {
      for (const [spelling, found] of spellings) {
        if (spelling.startsWith(folded) || spelling.includes(` ${folded}`)) note(found, SCORES.beginning);
      }
      for (const [key, found] of keys) {
        if (plain.some((own) => own.length >= SHORTEST_BEGINNING && key.startsWith(own))) note(found, SCORES.keyBeginning);
        else if (plain.some((own) => bareOf(own).length > SHORTEST_BEGINNING && bareOf(key).startsWith(bareOf(own)))) {
          note(found, SCORES.tagged);
        }
      }
      folder.coarsened(plain, 2).forEach((key) => note(seconds.get(key), SCORES.level2));
    }
    if (!best.size) {
      const long = plain.filter((key) => key.length >= SHORTEST_NEAR);
      for (const [key, found] of keys) if (long.some((own) => differByOne(own, key))) note(found, SCORES.near);
    }
    return [...best.values()].sort((a, b) => a.score - b.score || a.target.rank - b.target.rank);
  }

  /** A hit as an option of the list: the name, what and where it is, and how it is written where it was found. */
  function optionOf(app, { target, written }) {
    const { model, i18n } = app;
    if (target.kind === "district") {
      const { text, lang } = i18n.district(target.id);
      return element("li", "hit", i18n.bdi({ text: i18n.t("panel.district", { district: text }), lang }, "hit-name"));
    }
    const place = model.place(target.id);
    const district = place.district ? i18n.district(place.district) : null;
    const where = [i18n.kind(place), district ? i18n.t("panel.district", { district: district.text }) : ""];
    const name = i18n.name(place);
    const other = written && written.text !== name.text
      ? element("span", "hit-written", ...i18n.nodes("search.as", { name: i18n.bdi(written) })) : null;
    return element("li", "hit", i18n.nameNode(place, "hit-name"),
      element("span", "hit-where", where.filter(Boolean).join(", ")), other);
  }

  /**
   * The box as a combobox: arrows choose, Enter opens, Escape closes. @param {Element} container @param {object} app
   */
  function mount(container, app) {
    const { store, i18n } = app;
    boxes += 1;
    const id = `karamap-search-${boxes}`;
    const label = element("label", "unseen");
    const input = element("input", "search-input");
    const list = element("ul", "hits");
    const status = element("p", "unseen");
    Object.assign(input, { id, type: "text", autocomplete: "off", spellcheck: false, maxLength: LONGEST });
    label.htmlFor = id;
    list.id = `${id}-hits`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    status.setAttribute("role", "status");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
      ["aria-controls", list.id]]) input.setAttribute(name, value);
    container.setAttribute("role", "search");
    container.append(element("div", "search", label, input, list, status));
    let index = null;
    let hits = [];
    let chosen = -1;

    const ready = () => { index = index || indexOf(app); };
    input.addEventListener("focus", () => window.setTimeout(ready, 0));

    function choose(at) {
      chosen = at;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      const option = list.children[at];
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    function close() {
      list.hidden = true;
      hits = [];
      list.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function open({ target }) {
      close();
      input.value = "";
      status.textContent = "";
      store.set({ ...karamap.panel.NOTHING, [target.kind]: target.id });
    }

    function ask() {
      ready();
      const found = find(index, input.value);
      hits = found.slice(0, MOST);
      list.replaceChildren(...hits.map((hit, number) => {
        const option = optionOf(app, hit);
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => open(hit));
        return option;
      }));
      const asked = Boolean(input.value.trim());
      list.hidden = !hits.length;
      input.setAttribute("aria-expanded", String(Boolean(hits.length)));
      status.textContent = !asked ? "" : found.length ? i18n.n("search.found", found.length) : i18n.t("search.none");
      status.classList.toggle("unseen", !asked || found.length > 0);
      choose(-1);
    }

    const moves = {
      ArrowDown: () => (chosen + 1) % hits.length, ArrowUp: () => (chosen <= 0 ? hits.length : chosen) - 1,
    };
    input.addEventListener("input", ask);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape" && (input.value || !list.hidden)) {
        event.stopPropagation();
        input.value = "";
        ask();
      } else if (event.key === "Enter" && hits.length) {
        event.preventDefault();
        open(hits[Math.max(0, chosen)]);
      } else if (moves[event.key]) {
        event.preventDefault();
        if (!hits.length) ask();
        if (hits.length) choose(moves[event.key]());
      }
    });
    input.addEventListener("blur", close);
    const tell = () => {
      label.textContent = i18n.t("search.label");
      input.placeholder = i18n.t("search.hint");
      list.setAttribute("aria-label", i18n.t("search.results"));
      if (!list.hidden) ask();
    };
    tell();
    store.on((state, changed) => { if (changed.has("language")) tell(); });
  }

  karamap.search = { mount, indexOf, find };
})(window.karamap);
