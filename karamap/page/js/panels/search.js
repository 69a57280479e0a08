/**
 * The search box: finds places and districts under any spelling in any script, as the reader types.
 */
(function (karamap) {
  "use strict";

  const NEAR = 1; // zooms short of which a view of villages is near enough
  const { element, isolated } = karamap.nodes;
  const MOST = 12; // hits that are shown
  const REST = 300; // milliseconds from the first picture until names are read for searching
  const UNNOTICED = 40; // milliseconds of reading that a letter may wait for
  const LONGEST = 100;
  const SHORTEST_BEGINNING = 2; // letters from which the beginning of a name is enough
  const SHORTEST_NEAR = 5; // phonemes from which a key may differ in one
  const DISTRICT_RANK = 4; // districts come after places
  let boxes = 0;

  /** How good a kind of evidence is; less is better. Places that the command would name come before all. */
  const SCORES = {
    meant: -1, spelling: 0, key: 1, taken: 2, beginning: 3, keyBeginning: 4, tagged: 5, level2: 6, near: 7 };

  /** A key without its tags. @param {string} key */
  const bareOf = (key) => key.slice(key.lastIndexOf(":") + 1);

  /**
   * Every spelling and key with where it leads: of districts at once, of places as what adds them goes on.
   * @param {App} app
   */
  function begin({ model, document: drawing }) {
    const { index, adding } = karamap.nameSearch.begin(model, drawing.keys);
    /** @type {DistrictEntry[]} */
    const districts = [];
    for (const district of model.districts) {
      /** @type {SearchTarget} */
      const target = { kind: "district", id: district.id, rank: DISTRICT_RANK };
      for (const [language, text] of Object.entries(district.names)) {
        const written = { text, lang: language === "und" ? "" : language };
        const keys = index.folder.keys(index.folder.form(text), language);
        districts.push({ target, written, spelling: karamap.nameKeys.fold(text), keys });
      }
    }
    return { index: { ...index, districts }, adding };
  }

  /** The whole index. @type {Karamap["search"]["indexOf"]} */
  function indexOf(app) {
    const { index, adding } = begin(app);
    while (!adding.next().done);
    return index;
  }

  /** The best score of each target. */
  function scores() {
    /** @type {Map<SearchTarget, Hit>} */
    const best = new Map();
    return {
      /** @param {{target: SearchTarget, written: Named|null}[]|undefined} entries @param {number} score */
      note(entries, score) {
        for (const { target, written } of entries ?? []) {
          const before = best.get(target);
          if (!before || before.score > score) best.set(target, { target, written, score });
        }
      },
      isEmpty: () => best.size === 0,
      sorted: () => [...best.values()].sort((a, b) => a.score - b.score || a.target.rank - b.target.rank),
    };
  }

  /**
   * How well keys begin with one of those that are asked for, if they do.
   * @param {string[]} asked
   * @returns {(key: string) => number|null}
   */
  function beginningScores(asked) {
    const beginnings = asked.filter((own) => own.length >= SHORTEST_BEGINNING);
    const bares = asked.map(bareOf).filter((own) => own.length > SHORTEST_BEGINNING);
    return (key) => {
      if (beginnings.some((own) => key.startsWith(own))) return SCORES.keyBeginning;
      const bare = bareOf(key);
      return bares.some((own) => bare.startsWith(own)) ? SCORES.tagged : null;
    };
  }

  /** @typedef {ReturnType<typeof scores>["note"]} Note */

  /**
   * What has a key of the spelling as it stands, or taken apart.
   * @param {SearchIndex} index
   * @param {string} query
   * @param {string[]} asked its keys
   * @param {Note} note
   */
  function noteWhole({ folder, keys }, query, asked, note) {
    for (const key of asked) note(keys.get(key), SCORES.key);
    for (const form of folder.forms(query)) {
      if (form.how) for (const key of folder.keys(form)) note(keys.get(key), SCORES.taken);
    }
  }

  /**
   * What begins so, or has a key that does.
   * @param {SearchIndex} index
   * @param {string} folded
   * @param {string[]} asked
   * @param {Note} note
   */
  function noteBeginnings({ folder, spellings, keys, seconds }, folded, asked, note) {
    for (const [spelling, targets] of spellings) {
      if (spelling.startsWith(folded) || spelling.includes(` ${folded}`)) note(targets, SCORES.beginning);
    }
    const scoreOf = beginningScores(asked);
    for (const [key, targets] of keys) {
      const score = scoreOf(key);
      if (score !== null) note(targets, score);
    }
    for (const key of folder.coarsened(asked, 2)) note(seconds.get(key), SCORES.level2);
  }

  /**
   * What has a key that differs in one phoneme.
   * @param {SearchIndex} index
   * @param {string[]} asked
   * @param {Note} note
   */
  function noteNear({ keys }, asked, note) {
    const long = asked.filter((key) => key.length >= SHORTEST_NEAR);
    for (const [key, entries] of keys) {
      if (long.some((own) => karamap.nameSearch.differByOne(own, key))) note(entries, SCORES.near);
    }
  }

  /**
   * Districts called so, or with a name that begins so.
   * @param {SearchIndex} index
   * @param {string} folded
   * @param {string[]} asked
   * @param {Note} note
   */
  function noteDistricts({ districts }, folded, asked, note) {
    const scoreOf = beginningScores(asked);
    for (const entry of districts) {
      if (entry.spelling === folded) note([entry], SCORES.spelling);
      if (entry.keys.some((key) => asked.includes(key))) note([entry], SCORES.key);
      if (folded.length < SHORTEST_BEGINNING) continue;
      if (entry.spelling.startsWith(folded)) note([entry], SCORES.beginning);
      if (entry.keys.some((key) => scoreOf(key) !== null)) note([entry], SCORES.keyBeginning);
    }
  }

  /** Where a spelling leads: what the command would name, then the rest. @type {Karamap["search"]["find"]} */
  function find(index, query) {
    const folded = karamap.nameKeys.fold(query.slice(0, LONGEST));
    if (!folded) return [];
    const { note, isEmpty, sorted } = scores();
    const asked = index.folder.keys(index.folder.form(query));
    const meant = karamap.nameSearch.meant(index, query.slice(0, LONGEST));
    note(index.spellings.get(folded), SCORES.spelling);
    noteWhole(index, query, asked, note);
    noteDistricts(index, folded, asked, note);
    if (folded.length >= SHORTEST_BEGINNING) noteBeginnings(index, folded, asked, note);
    if (isEmpty() && !meant.length) noteNear(index, asked, note);
    const named = new Set(meant.map(({ target }) => target));
    const first = meant.map(({ target, written }) => ({ target, written, score: SCORES.meant }));
    return [...first, ...sorted().filter(({ target }) => !named.has(target))];
  }

  /** @param {I18n} i18n @param {string} id @returns {Named} */
  function districtName(i18n, id) {
    const { text, lang } = i18n.district(id);
    return { text: i18n.t("panel.district", { district: text }), lang };
  }

  /**
   * A hit as an option of the list: the name, what and where it is, and how it is written where it was found.
   * @param {App} app
   * @param {Hit} hit
   */
  function optionOf({ model, i18n }, { target, written }) {
    const place = target.kind === "place" ? model.place(target.id) : null;
    if (!place) return element("li", "hit", i18n.bdi(districtName(i18n, target.id), "hit-name"));
    const district = place.district ? districtName(i18n, place.district).text : "";
    const where = [i18n.kind(place), isolated(district, i18n.direction())].filter(Boolean).join(i18n.comma());
    const shown = [i18n.name(place).text, i18n.counterpart(place)?.text];
    const isOther = written && !shown.includes(written.text);
    const other = isOther
      ? element("span", "hit-written", ...i18n.nodes("search.as", { name: i18n.bdi(written) })) : null;
    const name = element("span", "hit-name", ...i18n.bothNodes(place));
    return element("li", "hit", name, element("span", "hit-where", where), other);
  }

  /** @param {Element} node @param {Record<string, string>} attributes */
  function setAttributes(node, attributes) {
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  }

  /** The box with its list, as a combobox. @param {HTMLElement} container */
  function draw(container) {
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
    setAttributes(input, {
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
    container.setAttribute("role", "search");
    container.append(element("div", "search", label, input, list, status));
    return { label, input, list, status };
  }

  /**
   * The options of the list and the chosen one among them.
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   */
  function choiceIn(input, list) {
    let chosen = -1;

    /** @param {number} at */
    function choose(at) {
      chosen = at;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      const option = list.children[at];
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    /** @param {Node[]} options */
    function replace(options) {
      list.replaceChildren(...options);
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      choose(-1);
    }

    return {
      replace,
      chosen: () => chosen,
      /** @param {string} key */
      move(key) {
        const count = list.children.length;
        if (!count) return;
        if (key === "ArrowDown") choose((chosen + 1) % count);
        else choose((chosen <= 0 ? count : chosen) - 1);
      },
    };
  }

  /**
   * What the status below the box says.
   * @param {I18n} i18n
   * @param {string} query
   * @param {number} count of hits
   * @param {boolean} isWhole whether all names have been read
   */
  function statusText(i18n, query, count, isWhole) {
    if (!query.trim()) return "";
    if (!isWhole) return i18n.t("search.reading");
    return count ? i18n.n("search.found", count) : i18n.t("search.none");
  }

  /**
   * The index: it is made while the browser is at rest, once the map stands, and can be asked before it is whole.
   * @param {App} app
   * @param {() => void} whenWhole
   */
  function indexing(app, whenWhole) {
    /** @type {{index: SearchIndex, work: ReturnType<Karamap["work"]["inSlices"]>}|null} */
    let begun = null;

    function begunNow() {
      if (!begun) {
        const { index, adding } = begin(app);
        begun = { index, work: karamap.work.inSlices(adding, whenWhole) };
      }
      return begun;
    }

    karamap.nodes.afterPaint(() => window.setTimeout(begunNow, REST))();
    return {
      isWhole: () => begun !== null && begun.work.isDone(),
      /** What there is by now, and what can be added while a reader does not notice. */
      ask() {
        const { index, work } = begunNow();
        work.now(UNNOTICED);
        return index;
      },
    };
  }

  /**
   * The part of the theatre in which a reader sees what was found; nothing where the map is near enough.
   * @param {App} app
   * @param {SearchTarget} target
   * @returns {Partial<State>}
   */
  function closer({ model, map, zooms }, { kind, id }) {
    const [place, district] = kind === "place" ? [model.place(id), null] : [null, model.district(id)];
    if (district) return { crop: karamap.crop.around(district) };
    if (!place || !karamap.geometry.isLocated(place) || map.getZoom() >= zooms.villages - NEAR) return {};
    return { crop: karamap.crop.closeTo(map, place, zooms.villages) };
  }

  /**
   * The hits of what is typed, as options that open.
   * @param {App} app
   * @param {ReturnType<typeof draw>} box
   */
  function hitsOf(app, { input, list, status }) {
    const { store, i18n } = app;
    const choice = choiceIn(input, list);
    const index = indexing(app, () => {
      if (document.activeElement !== input || choice.chosen() >= 0) return;
      const wanted = isAwaited;
      ask(); // what is found by all names
      if (wanted && hits.length) open(hits[0]);
    });
    /** @type {Hit[]} */
    let hits = [];
    let isAwaited = false; // the reader has asked for the first hit, of which there was none yet

    function close() {
      hits = [];
      choice.replace([]);
    }

    /** @param {Hit} hit */
    function open({ target }) {
      close();
      input.value = "";
      status.textContent = "";
      store.set({ ...karamap.panel.NOTHING, [target.kind]: target.id, ...closer(app, target) });
    }

    /** @param {Hit} hit @param {number} number */
    function optionFor(hit, number) {
      const option = optionOf(app, hit);
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => open(hit));
      return option;
    }

    function ask() {
      isAwaited = false;
      const all = input.value.trim() ? find(index.ask(), input.value) : [];
      hits = all.slice(0, MOST);
      choice.replace(hits.map(optionFor));
      status.textContent = statusText(i18n, input.value, all.length, index.isWhole());
      status.classList.toggle("unseen", !input.value.trim() || all.length > 0);
      list.dataset.whole = String(index.isWhole());
    }

    return {
      close,
      ask,
      isEmpty: () => !hits.length,
      openChosen() {
        if (hits.length) open(hits[Math.max(0, choice.chosen())]);
        else isAwaited = !index.isWhole();
      },
      move: choice.move,
    };
  }

  /** Arrows choose, Enter opens, Escape closes. @type {Part["mount"]} */
  function mount(container, app) {
    const { store, i18n } = app;
    const box = draw(container);
    const { label, input, list } = box;
    const hits = hitsOf(app, box);

    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.isComposing) return;
      if (event.key === "Escape" && (input.value || !list.hidden)) {
        event.stopPropagation();
        input.value = "";
        hits.ask();
      } else if (event.key === "Enter" && input.value.trim()) {
        event.preventDefault();
        hits.openChosen();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (hits.isEmpty()) hits.ask();
        hits.move(event.key);
      }
    }

    function updateTexts() {
      label.textContent = i18n.t("search.label");
      input.placeholder = i18n.t("search.hint");
      list.setAttribute("aria-label", i18n.t("search.results"));
      if (!list.hidden) hits.ask();
    }

    input.addEventListener("input", hits.ask);
    input.addEventListener("keydown", onKey);
    input.addEventListener("blur", hits.close);
    updateTexts();
    store.on((state, changed) => {
      if (changed.has("language")) updateTexts();
    });
  }

  karamap.search = { mount, indexOf, find };
})(window.karamap);
