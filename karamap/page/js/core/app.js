/**
 * Puts the page together: each part mounts where it belongs and from then on listens to the store.
 */
(function (karamap) {
  "use strict";

  /**
   * Parts of the page, in the order in which they mount, and the element that each one fills: first those around the
   * map, so that it has its size when it is drawn, then those upon it.
   * @type {[Part, string][]}
   */
  const AROUND = [
    [karamap.masthead, "karamap-masthead"],
    [karamap.legend, "karamap-legend"],
    [karamap.zoneLegend, "karamap-legend"],
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
  ];

  /** @param {string} id */
  function elementOf(id) {
    const element = document.getElementById(id);
    if (!element) throw new Error(`the page has no element ${id}`);
    return element;
  }

  /** The document that this page draws. @returns {Drawing} */
  const read = () => JSON.parse(elementOf("karamap-data").textContent ?? "");

  /** @param {[Part, string][]} parts @param {App} app */
  function mountAll(parts, app) {
    for (const [part, id] of parts) part.mount(elementOf(id), app);
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
    karamap.map.prepare(app);
    mountAll(AROUND, app);
    karamap.map.mount(map, app);
    mountAll(UPON, app);
    karamap.store.follow(store, model);
    return app;
  }

  karamap.start = start;
})(window.karamap);
