/**
 * Puts the page together: each part mounts where it belongs and from then on listens to the store.
 */
(function (karamap) {
  "use strict";

  /**
   * Parts of the page, in the order in which they mount, and the element that each one fills: first those around the
   * map, so that it has its size when it is drawn, then those upon it, and once it is seen what explains it.
   * @type {[Part, string][]}
   */
  const AROUND = [
    [karamap.masthead, "karamap-masthead"],
    [karamap.timeline, "karamap-time"],
    [karamap.views, "karamap-views"],
    [karamap.search, "karamap-search"],
    [karamap.about, "karamap-about"],
  ];
  /** @type {[Part, string][]} */
  const UPON = [
    [karamap.panel, "karamap-panel"],
    [karamap.table, "karamap-table"],
    [karamap.compare, "karamap-compare"],
    [karamap.inset, "karamap-sheet"],
    [karamap.embed, "karamap-sheet"],
    [karamap.story, "karamap-story"],
  ];
  /** @type {[Part, string][]} */
  const BESIDE = [
    [karamap.legend, "karamap-legend"],
    [karamap.zoneLegend, "karamap-legend"],
  ];

  /** @param {string} id */
  function elementOf(id) {
    const element = document.getElementById(id);
    if (!element) throw new Error(`the page has no element ${id}`);
    return element;
  }

  /**
   * Lay out the parts of the page, empty. What an earlier run has drawn goes: a page may be saved as it stands in a
   * browser, and opened again. Only the words for those whose browser cannot draw stay until it has.
   * @type {Karamap["lay"]}
   */
  function lay(mapId) {
    const { element } = karamap.nodes;
    /** @typedef {keyof HTMLElementTagNameMap} Tag */
    /** @type {(id: string, name: Tag, className?: string, ...children: Node[]) => HTMLElement} */
    const part = (id, name, className = "", ...children) => (
      Object.assign(element(name, className, ...children), { id: `karamap-${id}` }));
    const kept = [...document.body.children].filter((node) => node.matches("script, #karamap-words"));
    const map = Object.assign(element("div", "karamap"), { id: mapId });
    // As in the style sheet, which Firefox does not ask in a hidden frame, so that Leaflet would say otherwise.
    map.style.position = "absolute";
    for (const root of [document.documentElement, document.body]) {
      for (const name of ["class", "style", "data-view"]) root.removeAttribute(name);
    }
    document.body.replaceChildren(
      part("sheet", "main", "sheet", map, part("compare", "div")),
      part("table", "section", "table"),
      part("time", "div", "time"),
      element(
        "div", "words",
        part("masthead", "header", "masthead"),
        part("story", "section", "story"),
        part("tools", "div", "tools", part("search", "div"), part("views", "div")),
        part("legend", "section", "legend"),
        part("about", "section", "about"),
        part("panel", "aside", "panel"),
      ),
      part("source", "p", "source-line"),
      ...kept,
    );
  }

  /** The document that this page draws. @returns {Drawing} */
  const read = () => karamap.packing.read(elementOf("karamap-data").textContent ?? "");

  /** @param {[Part, string][]} parts @param {App} app */
  function mountAll(parts, app) {
    // Those of a story or a frame are there only in the pages that need them.
    for (const [part, id] of parts) part?.mount(elementOf(id), app);
  }

  /** Draw the page. @param {L.Map} map */
  function start(map) {
    const drawing = read();
    const model = karamap.model(drawing);
    const fromAddress = karamap.store.read(window.location.hash, model);
    const store = karamap.store.create({ ...karamap.store.initial(model), ...fromAddress });
    const i18n = karamap.i18n.create({ document: drawing, model, store });
    /** What is missing is added as the map is prepared and mounted. */
    const app = /** @type {App} */ ({ document: drawing, model, store, map, i18n, opensDistricts: true });
    karamap.app = app;
    const mark = () => {
      document.body.dataset.view = store.get().view;
      document.documentElement.lang = store.get().language;
      document.documentElement.dir = i18n.direction();
    };
    mark();
    store.on((state, changed) => {
      if (changed.has("view") || changed.has("language")) mark();
    });
    document.documentElement.classList.toggle("embed", Boolean(karamap.embed?.isEmbedded(drawing)));
    document.documentElement.classList.toggle("one-day", model.days === 1);
    karamap.map.prepare(app);
    mountAll(AROUND, app);
    karamap.map.mount(map, app);
    mountAll(UPON, app);
    karamap.nodes.afterPaint(() => mountAll(BESIDE, app))();
    karamap.store.follow(store, model);
    document.getElementById("karamap-words")?.remove(); // not before: whatever has failed until here, they say the day
    return app;
  }

  karamap.lay = lay;
  karamap.start = start;
})(window.karamap);
