/**
 * Two moments on one map: the other one left of a divider, the present one right of it, and what changed between them.
 * A time point is a day and a state of knowledge, so this compares two days, or what was known with what is.
 */
(function (karamap) {
  "use strict";

  const { element, svg } = karamap.nodes;
  const STEP = 0.05; // how far an arrow key moves the divider, as a share of the map
  const FAR = 1e5; // beyond every edge of the map, in pixels
  const SHOWN_OPEN = 24; // places from which a list waits to be opened

  const presentOf = ({ day, known }) => ({ day, known });

  /** What to compare with if the reader has not said: the first day, or the other state of knowledge. */
  function usualOther(model, { day, known }) {
    if (model.days > 1) return { day: day === 0 ? model.days - 1 : 0, known };
    return { day, known: model.knowledge.find((other) => other !== known) || known };
  }

  /** Places whose holder differs, by who lost and who gained them. */
  function movesBetween(model, before, after) {
    const [old, now] = [before, after].map(({ known }) => model.at(known));
    const groups = new Map();
    for (const place of model.places) {
      const [from, to] = [old.stateOf(place, before.day).holder, now.stateOf(place, after.day).holder];
      if (from === to) continue;
      const key = `${from}>${to}`;
      if (!groups.has(key)) groups.set(key, { from, to, places: [] });
      groups.get(key).places.push(place);
    }
    return [...groups.values()].sort((a, b) => b.places.length - a.places.length);
  }

  /** A time point in words: the day, and the state of knowledge where that differs from the other's. */
  function named({ model, i18n }, { day, known }, other) {
    const date = i18n.date(model.numberAt(day));
    return other.known === known ? date : i18n.t("compare.moment", { date, known: i18n.t(`known.${known}`) });
  }

  /** Day and knowledge of one side, to choose. @param {string} side "left" or "right" */
  function chooser(app, side, get, set) {
    const { model, i18n } = app;
    const label = element("span", "compare-when");
    const slider = element("input", "slider compare-slider");
    Object.assign(slider, { type: "range", min: "0", max: String(model.days - 1), step: "1", hidden: model.days < 2 });
    slider.addEventListener("input", () => set({ ...get(), day: Number(slider.value) }));
    const known = element("select", "");
    const options = model.knowledge.map((value) => {
      const option = element("option", "");
      option.value = value;
      return option;
    });
    known.append(...options);
    known.addEventListener("change", () => set({ ...get(), known: known.value }));
    const asked = element("span", "");
    const choice = element("label", "compare-known", asked, known);
    choice.hidden = model.knowledge.length < 2;
    const node = element("div", `compare-side compare-${side}`, label, slider, choice);
    node.setAttribute("role", "group");
    const tell = () => {
      const timePoint = get();
      const date = i18n.date(model.numberAt(timePoint.day));
      node.setAttribute("aria-label", i18n.t(`compare.${side}`));
      label.textContent = date;
      slider.value = String(timePoint.day);
      slider.setAttribute("aria-label", `${i18n.t(`compare.${side}`)}: ${i18n.t("compare.day")}`);
      slider.setAttribute("aria-valuetext", date);
      asked.textContent = i18n.t("compare.known");
      options.forEach((option) => { option.textContent = i18n.t(`time.known.${option.value}`); });
      known.value = timePoint.known;
    };
    return { node, tell };
  }

  /** The divider: dragged, or moved by the arrow keys. @param {(share: number) => void} moved */
  function makeDivider(container, moved) {
    const arrows = svg("path", { d: "M9 6L3 12L9 18Z M15 6L21 12L15 18Z" });
    const picture = svg("svg", { viewBox: "0 0 24 24", width: 24, height: 24 }, [arrows]);
    const handle = element("span", "compare-handle", picture);
    const node = element("div", "compare-divider", handle);
    node.tabIndex = 0;
    node.setAttribute("role", "slider");
    node.setAttribute("aria-orientation", "horizontal");
    node.setAttribute("aria-valuemin", "0");
    node.setAttribute("aria-valuemax", "100");
    const shareAt = (event) => {
      const box = container.getBoundingClientRect();
      return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    };
    node.addEventListener("pointerdown", (event) => {
      node.setPointerCapture(event.pointerId);
      event.preventDefault();
      node.focus();
    });
    node.addEventListener("pointermove", (event) => {
      if (node.hasPointerCapture(event.pointerId)) moved(shareAt(event));
    });
    node.addEventListener("keydown", (event) => {
      const now = Number(node.getAttribute("aria-valuenow")) / 100;
      const to = { ArrowLeft: now - STEP, ArrowDown: now - STEP, ArrowRight: now + STEP, ArrowUp: now + STEP,
        PageDown: now - 4 * STEP, PageUp: now + 4 * STEP, Home: 0, End: 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      moved(Math.min(1, Math.max(0, to)));
    });
    return node;
  }

  /** Panes of the map that show one side, cut at the divider. */
  function cut(map, panes, from, to) {
    const [left, right] = [from, to].map((x) => map.containerPointToLayerPoint([x, 0]).x);
    const shape = `polygon(${left}px ${-FAR}px, ${right}px ${-FAR}px, ${right}px ${FAR}px, ${left}px ${FAR}px)`;
    for (const pane of panes) pane.style.clipPath = shape;
  }

  /** The second map of the comparison and the outlines of what differs; made when first needed. */
  function makeMaps(map, app) {
    const panes = ["territory", "front", "points"].map((name) => map.getPane(name));
    const level = (name) => String(Number(map.getPane(name).style.zIndex) + 2);
    const paneOf = (name, like) => {
      const pane = map.createPane(name);
      pane.style.zIndex = level(like);
      return pane;
    };
    const present = app.store.get();
    const ground = app.drawing.layer(app.store.get().other || presentOf(present), "compare");
    const pointPane = paneOf("compare-points", "points");
    const points = karamap.pointLayer.sheet(map, app, "compare-points");
    const outlinePane = paneOf("compare-outlines", "front");
    const frame = svg("path", {});
    const lines = svg("g", { "clip-path": "url(#karamap-compare-frame)" });
    const sheet = svg("svg", { class: "karamap-sheet compare-outlines", width: 1, height: 1 }, [
      svg("defs", {}, [svg("clipPath", { id: "karamap-compare-frame" }, [frame])]), lines]);
    outlinePane.append(sheet);
    const others = [...ground.panes, pointPane];
    return {
      update(before, after) {
        ground.update(before);
        points.update(before);
        frame.setAttribute("d", karamap.groundLayer.outlineData(map, app.document.frame));
        lines.replaceChildren(...app.drawing.difference(before, after).flatMap(({ to, d }) => [
          svg("path", { d, class: "compare-outline-casing" }),
          svg("path", { d, class: "compare-outline", stroke: app.styleOf(to).ink }),
        ]));
      },
      divide(x, width) {
        cut(map, others, -FAR, x);
        cut(map, panes, x, FAR + width);
      },
      show(on) {
        for (const pane of [...others, outlinePane]) pane.style.display = on ? "" : "none";
        if (!on) for (const pane of panes) pane.style.clipPath = "";
      },
    };
  }

  /** What differs, in words and as a list that leads to each place. */
  function listOf(app, before, after) {
    const { model, store, i18n } = app;
    const moves = movesBetween(model, before, after);
    const groups = moves.map(({ from, to, places }) => {
      const items = [...places].sort(i18n.importance).map((place) => {
        const button = element("button", "link", i18n.nameNode(place));
        button.type = "button";
        button.addEventListener("click", () => store.set({ place: place.id, district: null, spot: null }));
        return element("li", "", button);
      });
      const title = i18n.n("compare.moved", places.length, { from: i18n.short(from), to: i18n.short(to) });
      const details = element("details", "", element("summary", "", title), element("ul", "compare-places", ...items));
      details.open = places.length <= SHOWN_OPEN;
      return details;
    });
    const [old, now] = [before, after].map(({ day, known }) => model.at(known).areas(day));
    const km2 = (areas, id) => i18n.t("unit.km2", { count: (areas[id] || [0])[0] });
    const ground = model.parties.filter(({ id }) => (old[id] || [0])[0] || (now[id] || [0])[0]).map(({ id }) =>
      element("li", "", i18n.t("compare.ground", {
        holder: i18n.short(id), before: km2(old, id), after: km2(now, id) })));
    return [
      element("h2", "", i18n.t("compare.title")),
      element("p", "compare-summary", i18n.t("compare.summary", {
        left: named(app, before, after), right: named(app, after, before) })),
      element("ul", "compare-ground", ...ground),
      ...(groups.length ? groups : [element("p", "", i18n.t("compare.none"))]),
    ];
  }

  /** @param {HTMLElement} container over the map @param {object} app */
  function mount(container, app) {
    const { map, model, store, i18n } = app;
    if (!karamap.views.comparable(model)) return;
    let share = 0.5;
    let maps = null;
    let waiting = 0;
    const other = () => store.get().other || usualOther(model, store.get());
    const sides = [
      chooser(app, "left", other, (timePoint) => store.set({ other: timePoint })),
      chooser(app, "right", () => presentOf(store.get()), (timePoint) => store.set({ ...timePoint, playing: false })),
    ];
    const swap = element("button", "compare-swap", "⇄");
    swap.type = "button";
    swap.addEventListener("click", () => store.set({ ...other(), other: presentOf(store.get()), playing: false }));
    const divider = makeDivider(container, (wanted) => { share = wanted; divide(); });
    container.append(divider, element("div", "compare-bar", sides[0].node, swap, sides[1].node));
    const list = element("section", "compare-list");
    const column = document.querySelector(".words");
    column.insertBefore(list, document.getElementById("karamap-legend"));

    function divide() {
      const width = map.getSize().x;
      divider.style.left = `${share * 100}%`;
      divider.setAttribute("aria-valuenow", String(Math.round(share * 100)));
      divider.setAttribute("aria-valuetext", i18n.t("compare.share", {
        count: Math.round(share * 100), date: named(app, other(), presentOf(store.get())) }));
      if (maps) maps.divide(share * width, width);
    }

    const tell = () => {
      divider.setAttribute("aria-label", i18n.t("compare.divider"));
      swap.setAttribute("aria-label", i18n.t("compare.swap"));
      swap.title = i18n.t("compare.swap");
      sides.forEach((side) => side.tell());
      list.replaceChildren(...listOf(app, other(), presentOf(store.get())));
    };

    /** Draw for the state of the page; the list follows a moment later, since a dragged slider need not wait for it. */
    function update() {
      const on = store.get().view === "compare";
      container.hidden = list.hidden = !on;
      if (maps) maps.show(on);
      if (!on) return;
      maps = maps || makeMaps(map, app);
      maps.show(true);
      maps.update(other(), presentOf(store.get()));
      sides.forEach((side) => side.tell());
      divide();
      window.clearTimeout(waiting);
      waiting = window.setTimeout(tell, 60);
    }

    store.on((state, changed) => {
      if (changed.has("view") && state.view === "compare" && !state.other) {
        store.set({ other: usualOther(model, state) });
        return;
      }
      if (["view", "day", "known", "other"].some((key) => changed.has(key))) update();
      if (changed.has("language") && state.view === "compare") tell();
    });
    map.on("move resize viewreset", () => { if (maps && store.get().view === "compare") divide(); });
    map.on("zoomend viewreset", () => {
      if (maps && store.get().view === "compare") maps.update(other(), presentOf(store.get()));
    });
    update();
  }

  karamap.compare = { mount, movesBetween, usualOther };
})(window.karamap);
