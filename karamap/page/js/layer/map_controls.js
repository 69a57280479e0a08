/**
 * What a layer adds to the corners of a map: a legend under the day that is shown, and a slider over the days.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const ROOMY = { x: 760, y: 440 }; // pixels of a map on which the legend opens by itself
  const WIDEST = 620; // pixels of the slider
  const GAP = 10; // pixels between a control and the edge of the map, in Leaflet's style sheet

  /**
   * A control of Leaflet around a part, which keeps clicks and the wheel from the map.
   * @param {HTMLElement} node
   * @param {L.ControlPosition} position
   * @returns {L.Control}
   */
  function controlOf(node, position) {
    const control = new L.Control({ position });
    control.onAdd = () => node;
    L.DomEvent.disableClickPropagation(node).disableScrollPropagation(node);
    return control;
  }

  /**
   * The day that the map shows and in the light of what knowledge; below, when opened, what everything means.
   * @param {App} app
   * @param {LayerOptions} options
   */
  function legend(app, options) {
    const { map, model, store, i18n, document: drawing } = app;
    const [date, known] = [element("time", "date"), element("p", "known-on")];
    const body = element("div", "legend");
    if (!options.places) body.classList.add("without-points");
    if (!options.front) body.classList.add("without-front");
    karamap.legend.mount(body, app);
    const title = element("p", "layer-title", drawing.head.title || options.name);
    const box = element("details", "layer-legend", element("summary", "", title, date, known), body);
    const { node, root } = karamap.shadow.host("karamap-legend", box);
    karamap.symbols.definePatterns(drawing, root);

    function update() {
      const state = store.get();
      date.textContent = i18n.date(model.numberAt(state.day));
      date.dateTime = model.iso(state.day);
      known.textContent = i18n.knowledge(state.known);
    }

    const { x, y } = map.getSize();
    box.open = options.legend === "open" || (options.legend === "auto" && x >= ROOMY.x && y >= ROOMY.y);
    update();
    store.on(update);
    return {
      control: controlOf(node, options.legendPosition),
      fit: () => node.style.setProperty("--most", `${map.getSize().y - 2 * GAP}px`),
    };
  }

  /**
   * Buttons, slider and chart of the days, as on the page of a series.
   * @param {App} app
   * @param {LayerOptions} options
   */
  function slider(app, options) {
    const { map } = app;
    const bar = element("div", "time");
    karamap.timeline.mount(bar, app);
    const { node } = karamap.shadow.host("karamap-time", bar);
    return {
      control: controlOf(node, options.sliderPosition),
      /** As wide as the map lets it, and above the credits where both do not fit side by side. */
      fit() {
        const room = map.getSize();
        const width = Math.min(WIDEST, room.x - 2 * GAP);
        const credits = map.getContainer().querySelector(".leaflet-control-attribution");
        const { width: wide = 0, height: high = 0 } = credits?.getBoundingClientRect() ?? {};
        node.style.setProperty("--width", `${width}px`);
        node.style.marginBottom = `${GAP + (width + wide + 2 * GAP > room.x ? high : 0)}px`;
        bar.classList.toggle("time-low", room.y < ROOMY.y);
      },
    };
  }

  karamap.mapControls = { legend, slider };
})(window.karamap);
