/**
 * Two time points on one map: the other one left of a divider, the present one right of it, and what changed between
 * them. A time point is a day and a state of knowledge, so this compares two days, or what was known with what is.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{from: Control, to: Control, places: Place[]}} Move places, who held them before and who does now
   * @typedef {{get: () => TimePoint, set: (timePoint: TimePoint) => void}} Access to a time point of the store
   */

  const { element, svg } = karamap.nodes;
  const STEP = 0.05; // how far an arrow key moves the divider, as a share of the map
  const FAR = 1e5; // beyond every edge of the map, in pixels
  const SHOWN_OPEN = 24; // places from which a list waits to be opened
  const REST = 60; // milliseconds after which the list follows

  /** @param {State} state @returns {TimePoint} */
  const presentOf = ({ day, known }) => ({ day, known });

  /**
   * What to compare with if the reader has not said: the first day, or the other state of knowledge.
   * @param {Model} model
   * @param {TimePoint} present
   * @returns {TimePoint}
   */
  function usualOther(model, { day, known }) {
    if (model.days > 1) return { day: day === 0 ? model.days - 1 : 0, known };
    return { day, known: model.knowledge.find((other) => other !== known) || known };
  }

  /**
   * Places whose holder differs, the most frequent move first.
   * @param {Model} model
   * @param {TimePoint} before
   * @param {TimePoint} after
   */
  function movesBetween(model, before, after) {
    const [old, now] = [model.at(before.known), model.at(after.known)];
    const later = Math.max(before.day, after.day);
    /** Who a party is by then: that it has become another is no move. @param {string} id */
    const asOfThen = (id) => model.parties[model.ties.partyOn(model.party(id).index, later)]?.id ?? "";
    /** @param {Control} state */
    const held = ({ holder, contested }) => (
      [...new Set((holder ? [holder] : contested).map(asOfThen))].sort().join("+"));
    /** @type {Map<string, Move>} */
    const moves = new Map();
    for (const place of model.places) {
      const [from, to] = [old.stateOf(place, before.day), now.stateOf(place, after.day)];
      const [one, other] = [held(from), held(to)];
      if (one === other) continue;
      const key = `${one}>${other}`;
      const move = moves.get(key) ?? { from, to, places: [] };
      move.places.push(place);
      moves.set(key, move);
    }
    return [...moves.values()].sort((a, b) => b.places.length - a.places.length);
  }

  /**
   * A time point in words: the day, and the state of knowledge where that differs from the other's.
   * @param {App} app
   * @param {TimePoint} timePoint
   * @param {TimePoint} other
   */
  function named({ model, i18n }, { day, known }, other) {
    const date = i18n.date(model.numberAt(day));
    return other.known === known ? date : i18n.t("compare.moment", { date, known: i18n.t(`known.${known}`) });
  }

  /** States of knowledge to choose from. @param {App} app @param {Access} access */
  function knowledgeChoice({ model, i18n }, { get, set }) {
    const options = model.knowledge.map((value) => {
      const option = element("option", "");
      option.value = value;
      return option;
    });
    const select = element("select", "", ...options);
    select.addEventListener("change", () => set({ ...get(), known: select.value }));
    const asked = element("span", "");
    const node = element("label", "compare-known", asked, select);
    node.hidden = model.knowledge.length < 2;
    const update = () => {
      asked.textContent = i18n.t("compare.known");
      for (const option of options) option.textContent = i18n.t(`time.known.${option.value}`);
      select.value = get().known;
    };
    return { node, update };
  }

  /** Day and knowledge of one side, to choose. @param {App} app @param {"left"|"right"} side @param {Access} access */
  function chooser(app, side, access) {
    const { model, i18n } = app;
    const { get, set } = access;
    const label = element("span", "compare-when");
    const slider = element("input", "slider compare-slider");
    Object.assign(slider, { type: "range", min: "0", max: String(model.days - 1), step: "1", hidden: model.days < 2 });
    slider.addEventListener("input", () => set({ ...get(), day: Number(slider.value) }));
    const choice = knowledgeChoice(app, access);
    const node = element("div", `compare-side compare-${side}`, label, slider, choice.node);
    node.setAttribute("role", "group");
    const update = () => {
      const { day } = get();
      const date = i18n.date(model.numberAt(day));
      const name = i18n.t(`compare.${side}`);
      node.setAttribute("aria-label", name);
      label.textContent = date;
      slider.value = String(day);
      slider.setAttribute("aria-label", `${name}: ${i18n.t("compare.day")}`);
      slider.setAttribute("aria-valuetext", date);
      choice.update();
    };
    return { node, update };
  }

  /**
   * Where a key moves the divider.
   * @param {string} key
   * @param {number} now
   * @returns {number|undefined} undefined if it is none of those that do
   */
  function shareAfter(key, now) {
    /** @type {Record<string, number>} */
    const shares = {
      ArrowLeft: now - STEP, ArrowDown: now - STEP, ArrowRight: now + STEP, ArrowUp: now + STEP,
      PageDown: now - 4 * STEP, PageUp: now + 4 * STEP, Home: 0, End: 1,
    };
    return Object.hasOwn(shares, key) ? karamap.geometry.clamp(shares[key], 0, 1) : undefined;
  }

  /**
   * The divider: dragged, or moved by the arrow keys.
   * @param {HTMLElement} container
   * @param {(share: number) => void} moved
   */
  function makeDivider(container, moved) {
    const arrows = svg("path", { d: "M9 6L3 12L9 18Z M15 6L21 12L15 18Z" });
    const picture = svg("svg", { viewBox: "0 0 24 24", width: 24, height: 24 }, [arrows]);
    const node = element("div", "compare-divider", element("span", "compare-handle", picture));
    node.tabIndex = 0;
    node.setAttribute("role", "slider");
    node.setAttribute("aria-orientation", "horizontal");
    node.setAttribute("aria-valuemin", "0");
    node.setAttribute("aria-valuemax", "100");
    node.addEventListener("pointerdown", (event) => {
      node.setPointerCapture(event.pointerId);
      event.preventDefault();
      node.focus();
    });
    node.addEventListener("pointermove", (event) => {
      if (!node.hasPointerCapture(event.pointerId)) return;
      const box = container.getBoundingClientRect();
      moved(karamap.geometry.clamp((event.clientX - box.left) / box.width, 0, 1));
    });
    node.addEventListener("keydown", (event) => {
      const share = shareAfter(event.key, Number(node.getAttribute("aria-valuenow")) / 100);
      if (share === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      moved(share);
    });
    return node;
  }

  /**
   * Panes of the map that show one side, cut at the divider.
   * @param {L.Map} map
   * @param {HTMLElement[]} panes
   * @param {number} from
   * @param {number} to
   */
  function cut(map, panes, from, to) {
    const [left, right] = [from, to].map((x) => map.containerPointToLayerPoint([x, 0]).x);
    const shape = `polygon(${left}px ${-FAR}px, ${right}px ${-FAR}px, ${right}px ${FAR}px, ${left}px ${FAR}px)`;
    for (const pane of panes) pane.style.clipPath = shape;
  }

  /** Outlines of the ground that differs, within the theatre. @param {HTMLElement} pane @param {App} app */
  function outlinesIn(pane, { map, document: drawing, drawing: drawn, styleOf }) {
    const frame = svg("path", {});
    const lines = svg("g", { "clip-path": "url(#karamap-compare-frame)" });
    const clip = svg("defs", {}, [svg("clipPath", { id: "karamap-compare-frame" }, [frame])]);
    pane.append(svg("svg", { class: "karamap-sheet compare-outlines", width: 1, height: 1 }, [clip, lines]));
    return {
      /** @param {TimePoint} before @param {TimePoint} after */
      update(before, after) {
        frame.setAttribute("d", karamap.groundLayer.outlineData(map, drawing.frame));
        lines.replaceChildren(...drawn.difference(before, after).flatMap(({ to, d }) => [
          svg("path", { d, class: "compare-outline-casing" }),
          svg("path", { d, class: "compare-outline", stroke: styleOf(to).ink }),
        ]));
      },
    };
  }

  /** The line of the divider, below points and names, so that it cuts none of them. @param {HTMLElement} pane */
  function lineIn(pane) {
    const lines = ["compare-line-casing", "compare-line"].map((name) => svg("path", { class: name }));
    pane.append(svg("svg", { class: "karamap-sheet", width: 1, height: 1 }, lines));
    return {
      /** @param {number} x of the layer */
      move(x) {
        for (const line of lines) line.setAttribute("d", `M${x} ${-FAR}V${FAR}`);
      },
    };
  }

  /**
   * The second map of the comparison and the outlines of what differs; made when first needed.
   * @param {App} app
   * @param {TimePoint} other
   */
  function makeMaps(app, other) {
    const { map } = app;
    const panes = ["territory", "front", "points"].flatMap((name) => map.getPane(name) ?? []);
    /** A pane above one of the present side. @param {string} name @param {string} like */
    function paneOf(name, like) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(Number(map.getPane(like)?.style.zIndex) + 2);
      return pane;
    }
    const ground = app.drawing.layer(other, "compare");
    const pointPane = paneOf("compare-points", "points");
    const points = karamap.pointLayer.create(map, app, pointPane);
    const outlinePane = paneOf("compare-outlines", "front");
    const outlines = outlinesIn(outlinePane, app);
    const linePane = paneOf("compare-line", "over");
    const line = lineIn(linePane);
    const others = [...ground.panes, pointPane];
    return {
      /** @param {TimePoint} before @param {TimePoint} after */
      update(before, after) {
        ground.update(before);
        points.update(before);
        outlines.update(before, after);
      },
      /** @param {number} x @param {number} width */
      divide(x, width) {
        cut(map, others, -FAR, x);
        cut(map, panes, x, FAR + width);
        line.move(map.containerPointToLayerPoint([x, 0]).x);
      },
      /** @param {boolean} on */
      show(on) {
        for (const pane of [...others, outlinePane, linePane]) pane.style.display = on ? "" : "none";
        if (!on) for (const pane of panes) pane.style.clipPath = "";
      },
    };
  }

  /** A move as a list that leads to each of its places. @param {App} app @param {Move} move */
  function moveList({ store, i18n }, { from, to, places }) {
    const items = [...places].sort(i18n.importance).map((place) => {
      const button = karamap.panel.button("link", i18n.nameNode(place));
      button.addEventListener("click", () => store.set({ ...karamap.panel.NOTHING, place: place.id }));
      return element("li", "", button);
    });
    const title = i18n.n("compare.moved", places.length, { from: i18n.heldShort(from), to: i18n.heldShort(to) });
    const details = element("details", "",
      element("summary", "", title), element("ul", "compare-places", ...items));
    details.open = places.length <= SHOWN_OPEN;
    return details;
  }

  /** Ground by holder at both time points. @param {App} app @param {TimePoint} before @param {TimePoint} after */
  function groundItems({ model, i18n }, before, after) {
    const [old, now] = [before, after].map(({ day, known }) => model.at(known).areas(day));
    return model.parties.flatMap(({ id }) => {
      const [[oldArea], [newArea]] = [old[id] || [0], now[id] || [0]];
      if (!oldArea && !newArea) return [];
      return [element("li", "", i18n.t("compare.ground", {
        holder: i18n.short(id),
        before: i18n.t("unit.km2", { count: oldArea }),
        after: i18n.t("unit.km2", { count: newArea }),
      }))];
    });
  }

  /** What the broken lines on the map are. @param {App} app */
  function outlineKey({ i18n }) {
    const shape = { x: 2, y: 3, width: 38, height: 13 };
    const line = ["compare-outline-casing", "compare-outline"].map((name) => svg("rect", { ...shape, class: name }));
    const sample = svg("svg", { class: "sample", width: 42, height: 19, "aria-hidden": "true" }, line);
    return element("p", "compare-key", sample, element("span", "", i18n.t("compare.outline")));
  }

  /**
   * What differs, in words and as a list that leads to each place.
   * @param {App} app
   * @param {TimePoint} before
   * @param {TimePoint} after
   */
  function listOf(app, before, after) {
    const { model, i18n } = app;
    const moves = movesBetween(model, before, after).map((move) => moveList(app, move));
    const compared = { left: named(app, before, after), right: named(app, after, before) };
    return [
      element("h2", "", i18n.t("compare.title")),
      element("p", "compare-summary", i18n.t("compare.summary", compared)),
      element("ul", "compare-ground", ...groundItems(app, before, after)),
      ...(moves.length ? [outlineKey(app), ...moves] : [element("p", "", i18n.t("compare.none"))]),
    ];
  }

  /**
   * What stands over the map and beside it.
   * @param {HTMLElement} container
   * @param {App} app
   * @param {() => TimePoint} other
   * @param {(share: number) => void} moved
   */
  function drawParts(container, app, other, moved) {
    const { store } = app;
    const present = () => presentOf(store.get());
    const sides = [
      chooser(app, "left", { get: other, set: (timePoint) => store.set({ other: timePoint }) }),
      chooser(app, "right", { get: present, set: (timePoint) => store.set({ ...timePoint, playing: false }) }),
    ];
    const swap = karamap.panel.button("compare-swap", "⇄");
    swap.addEventListener("click", () => store.set({ ...other(), other: present(), playing: false }));
    const divider = makeDivider(container, moved);
    container.append(divider, element("div", "compare-bar", sides[0].node, swap, sides[1].node));
    const list = element("section", "compare-list");
    document.getElementById("karamap-legend")?.before(list);
    return { sides, swap, divider, list };
  }

  /** @type {Part["mount"]} */
  function mount(container, app) {
    const { map, model, store, i18n } = app;
    if (!karamap.views.comparable(model)) return;
    let share = 0.5;
    /** @type {ReturnType<typeof makeMaps>|null} */
    let maps = null;
    let waiting = 0;
    const other = () => store.get().other || usualOther(model, store.get());
    const present = () => presentOf(store.get());
    const isShown = () => store.get().view === "compare";
    const { sides, swap, divider, list } = drawParts(container, app, other, (wanted) => {
      share = wanted;
      divide();
    });

    function divide() {
      const width = map.getSize().x;
      const percent = Math.round(share * 100);
      divider.style.left = `${share * 100}%`;
      divider.setAttribute("aria-valuenow", String(percent));
      divider.setAttribute("aria-valuetext", i18n.t("compare.share", {
        count: percent, date: named(app, other(), present()) }));
      if (maps) maps.divide(share * width, width);
    }

    function updateTexts() {
      divider.setAttribute("aria-label", i18n.t("compare.divider"));
      swap.setAttribute("aria-label", i18n.t("compare.swap"));
      swap.title = i18n.t("compare.swap");
      sides.forEach((side) => side.update());
      list.replaceChildren(...listOf(app, other(), present()));
    }

    /** Draw for the state of the page; the list follows a little later, since a dragged slider need not wait for it. */
    function update() {
      const on = isShown();
      for (const node of [container, list]) karamap.nodes.hide(node, !on);
      if (maps) maps.show(on);
      if (!on) return;
      maps = maps || makeMaps(app, other());
      maps.show(true);
      maps.update(other(), present());
      sides.forEach((side) => side.update());
      divide();
      window.clearTimeout(waiting);
      waiting = window.setTimeout(updateTexts, REST);
    }

    store.on((state, changed) => {
      if (changed.has("view") && isShown() && !state.other) {
        store.set({ other: usualOther(model, state) });
        return;
      }
      if (["view", "day", "known", "other"].some((key) => changed.has(key))) update();
      if (changed.has("language") && isShown()) updateTexts();
    });
    map.on("move resize viewreset", () => {
      if (maps && isShown()) divide();
    });
    map.on("zoomend viewreset", () => {
      if (maps && isShown()) maps.update(other(), present());
    });
    update();
  }

  karamap.compare = { mount };
})(window.karamap);
