/**
 * Puts the page together: each part mounts where it belongs and from then on listens to the store.
 */
(function (karamap) {
  "use strict";

  /**
   * Parts of the page, in the order in which they mount, and the element that each one fills: first those around the
   * map, so that it has its size when it is drawn, then those upon it.
   */
  const AROUND = [
    ["masthead", "karamap-masthead"], ["legend", "karamap-legend"], ["timeline", "karamap-time"],
    ["views", "karamap-views"], ["search", "karamap-search"], ["about", "karamap-about"],
  ];
  const UPON = [
    ["panel", "karamap-panel"], ["table", "karamap-table"], ["compare", "karamap-compare"], ["inset", "karamap-inset"],
    ["embed", "karamap-sheet"],
  ];

  /** @returns {object} the document that this page draws */
  function read() {
    return JSON.parse(document.getElementById("karamap-data").textContent);
  }

  /** Sentences by key, where i18n.js does not offer better ones. */
  function plainWords({ document: drawing, store }) {
    return {
      t: (key, values = {}) => ((drawing.texts[store.get().language] || {})[key] || key).replace(/\{(\w+)\}/g,
        (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole)),
    };
  }

  function mountAll(parts, app) {
    for (const [name, id] of parts) {
      if (karamap[name] && karamap[name].mount) karamap[name].mount(document.getElementById(id), app);
    }
  }

  /** Draw the page. @param {object} map of Leaflet */
  function start(map) {
    const drawing = read();
    const model = karamap.model(drawing);
    const store = karamap.store.create({
      ...karamap.store.initial(model), ...karamap.store.read(window.location.hash, model),
    });
    const app = { document: { ...drawing, mesh: model.mesh }, model, store, map, i18n: null };
    app.i18n = karamap.i18n ? karamap.i18n.create(app) : plainWords(app);
    karamap.app = app;
    const show = ({ view }) => { document.body.dataset.view = view; };
    show(store.get());
    store.on((state, changed) => { if (changed.has("view")) show(state); });
    karamap.map.prepare(app);
    mountAll(AROUND, app);
    karamap.map.mount(map, app);
    mountAll(UPON, app);
    karamap.store.follow(store, model);
    return app;
  }

  karamap.read = read;
  karamap.start = start;
})(window.karamap);
