/**
 * Ground, front line and places of a drawing document as one layer of any map of Leaflet, drawn by the scripts of the
 * page.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{node: HTMLElement, root: ShadowRoot}} Tree
   * @typedef {{app: App, trees: Tree[], points: PointLayer|null, isNaming: boolean, fit: () => void,
   *   follow: (event: L.ZoomAnimEvent) => void, settle: () => void, remove: () => void}} Drawn
   */

  const { element } = karamap.nodes;
  /** Ground lies between tiles and shapes, points lie between shapes and markers. */
  const PANES = { "karamap-ground": 350, "karamap-points": 450 };
  const REACH = { mouse: 9, touch: 18 };
  const POPUP = { least: 240, most: 340, highest: 400, room: 90 }; // pixels; room is what is left of the map above it
  const NARROW = 700; // pixels of a map on which a popup has no room beside the controls at the top

  /** Layers on each map, the topmost last. @type {WeakMap<L.Map, Drawn[]>} */
  const drawnOn = new WeakMap();

  /** @param {L.Map} map @param {keyof typeof PANES} name */
  function paneOf(map, name) {
    const known = map.getPane(name);
    if (known) return known;
    const pane = map.createPane(name);
    pane.style.zIndex = String(PANES[name]);
    pane.style.pointerEvents = "none";
    return pane;
  }

  /** @param {L.Map} map @param {keyof typeof PANES} name @returns {Tree} */
  function treeIn(map, name) {
    const tree = karamap.shadow.host("karamap-tree leaflet-zoom-animated");
    paneOf(map, name).append(tree.node);
    return tree;
  }

  /**
   * What the scripts of the page ask for, for one layer on one map.
   * @param {L.Map} map
   * @param {Model} model
   * @param {State} state
   */
  function appOf(map, model, state) {
    const drawing = model.document;
    const store = karamap.store.create(state);
    const i18n = karamap.i18n.create({ document: drawing, model, store });
    const styleOf = karamap.symbols.palette(drawing.parties);
    const ground = karamap.groundLayer.groundOf(model.mesh);
    const zooms = karamap.zooms.zoomsOf(model);
    const parts = { document: drawing, model, store, map, i18n, styleOf, zooms, ground, opensDistricts: false };
    return /** @type {App} */ (parts);
  }

  /** Who holds a place, as a hint says it. @param {App} app @param {Place} place */
  function hintOf({ model, store, i18n }, place) {
    const { day, known } = store.get();
    const state = model.at(known).stateOf(place, day);
    const standing = state.holder ? i18n.comma() + i18n.standing(state) : "";
    return element("span", "", i18n.nameNode(place), ` · ${i18n.held(state)}${standing}`);
  }

  /** How far down the controls at the top reach, where a popup has no room beside them. @param {L.Map} map */
  function coveredBy(map) {
    const { x, y } = map.getSize();
    /** @type {NodeListOf<HTMLElement>} */
    const corners = map.getContainer().querySelectorAll(".leaflet-top");
    return x < NARROW ? Math.min(y / 2, Math.max(...Array.from(corners, (one) => one.offsetHeight))) : 0;
  }

  /** Give a popup the room that the map has for it. @param {L.Map} map @param {L.Popup} popup */
  function fitPopup(map, popup) {
    const { x, y } = map.getSize();
    const covered = coveredBy(map);
    Object.assign(popup.options, {
      maxHeight: karamap.geometry.clamp(y - covered - POPUP.room, 120, POPUP.highest),
      maxWidth: Math.min(POPUP.most, x - 60),
      minWidth: Math.min(POPUP.least, x - 60),
      autoPanPaddingTopLeft: [5, covered + 5],
    });
  }

  /** What the record says of a place, in a popup that follows the day. @param {App} app */
  function recordPopup(app) {
    const { map, model, store, i18n } = app;
    const popup = L.popup({ maxWidth: POPUP.most, minWidth: POPUP.least, className: "karamap-popup" });
    /** @type {PanelContent|null} */
    let content = null;

    function show() {
      const place = model.place(store.get().place);
      if (!place || !karamap.geometry.isLocated(place)) {
        content = null;
        popup.remove();
        return;
      }
      content = karamap.placePanel.content(app, place);
      const panel = element("div", "panel", ...content.nodes.flatMap((node) => (node ? [node] : [])));
      panel.lang = i18n.languages.includes(store.get().language) ? store.get().language : "";
      content.update?.();
      fitPopup(map, popup);
      popup.setLatLng([place.lat, place.lon]).setContent(karamap.shadow.host("karamap-record", panel).node);
      popup.openOn(map);
    }

    popup.on("remove", () => store.set({ place: null }));
    store.on((state, changed) => {
      if (changed.has("place")) show();
      else if (changed.has("day") || changed.has("known")) content?.update?.();
    });
    return popup;
  }

  /** Does anything on a map name its places: tiles, or another of these layers? @param {L.Map} map */
  function hasNames(map) {
    let found = (drawnOn.get(map) ?? []).some(({ isNaming }) => isNaming);
    map.eachLayer((layer) => {
      if (layer instanceof L.GridLayer) found = true;
    });
    return found;
  }

  /**
   * The places in a tree of their own, and the names of as many as find room.
   * @param {App} app
   * @param {{isNaming: boolean}} options
   */
  function drawPlaces(app, { isNaming }) {
    const { map, store } = app;
    const tree = treeIn(map, "karamap-points");
    const points = karamap.pointLayer.create(map, app, tree.root);
    points.update(store.get());
    if (!isNaming) return { tree, points, labels: null };
    const [leaders, names] = ["leaders", "names"].map((name) => (
      karamap.nodes.svg("svg", { class: `karamap-sheet karamap-${name}`, width: 1, height: 1 })));
    tree.root.append(leaders, names);
    return { tree, points, labels: karamap.labelLayer.create(map, app, points, { leaders, names }) };
  }

  /**
   * Ground and front in one tree, places in another, and how both follow the store.
   * @param {App} app
   * @param {LayerOptions} options
   */
  function drawTrees(app, options) {
    const { map, store } = app;
    const isNaming = options.places && (options.names ?? !hasNames(map));
    const ground = treeIn(map, "karamap-ground");
    if (!options.front) ground.node.classList.add("karamap-without-front");
    karamap.symbols.definePatterns(app.document, ground.root);
    const groundLayer = karamap.groundLayer.create(map, app, { pane: ground.root, frontPane: ground.root });
    groundLayer.update(store.get());
    const places = options.places ? drawPlaces(app, { isNaming }) : null;
    const layers = [groundLayer, places?.points, places?.labels];
    store.on((state, changed) => {
      if (changed.has("day") || changed.has("known")) {
        groundLayer.update(state);
        places?.points.update(state);
        places?.labels?.update();
      }
      if (changed.has("place")) places?.points.choose();
    });
    return {
      isNaming,
      points: places?.points ?? null,
      trees: places ? [ground, places.tree] : [ground],
      forget: () => layers.forEach((layer) => layer?.forget()),
    };
  }

  /**
   * Follow the map while it zooms, as Leaflet's own layers do.
   * @param {L.Map} map
   * @param {Tree[]} trees
   */
  function zooming(map, trees) {
    /** @param {L.Point} offset @param {number} scale */
    const place = (offset, scale) => trees.forEach(({ node }) => L.DomUtil.setTransform(node, offset, scale));
    return {
      /** @param {L.ZoomAnimEvent} event */
      follow({ center, zoom }) {
        const corner = map.layerPointToLatLng([0, 0]);
        const shifted = /** @type {any} */ (map)._latLngToNewLayerPoint(corner, zoom, center);
        place(shifted, map.getZoomScale(zoom));
      },
      settle: () => place(L.point(0, 0), 1),
    };
  }

  /**
   * Put everything on a map.
   * @param {L.Map} map
   * @param {Model} model
   * @param {State} state
   * @param {LayerOptions} options
   * @returns {Drawn}
   */
  function draw(map, model, state, options) {
    const app = appOf(map, model, state);
    const { trees, points, isNaming, forget } = drawTrees(app, options);
    const popup = recordPopup(app);
    const controls = [
      ...(options.legend === "none" ? [] : [karamap.mapControls.legend(app, options)]),
      ...(model.days > 1 ? [karamap.mapControls.slider(app, options)] : []),
    ];
    controls.forEach(({ control }) => control.addTo(map));
    const fit = () => controls.forEach((control) => control.fit());
    fit();
    requestAnimationFrame(fit); // once the credits stand
    return {
      ...{ app, trees, points, isNaming, fit },
      ...zooming(map, trees),
      remove() {
        app.store.set({ playing: false });
        popup.remove();
        forget();
        controls.forEach(({ control }) => control.remove());
        trees.forEach(({ node }) => node.remove());
      },
    };
  }

  /** The place under the pointer, of the topmost layer that has one there. @param {L.LeafletMouseEvent} event */
  function placeUnder({ target: map, containerPoint }) {
    const reach = window.matchMedia("(pointer: coarse)").matches ? REACH.touch : REACH.mouse;
    for (const drawn of [...(drawnOn.get(map) ?? [])].reverse()) {
      const point = drawn.points?.nearest(containerPoint, reach);
      if (point) return { drawn, point };
    }
    return null;
  }

  /**
   * Listen to a map once for all its layers.
   * @param {L.Map} map
   */
  function listen(map) {
    const hint = L.tooltip({ direction: "top", offset: [0, -6] });
    map.on("click", (event) => {
      const under = placeUnder(event);
      if (!under) return;
      const { drawn, point } = under;
      drawn.app.store.set({ place: null });
      drawn.app.store.set({ place: point.place.id });
    });
    map.on("mousemove", (event) => {
      const under = placeUnder(event);
      map.getContainer().style.cursor = under ? "pointer" : "";
      if (under) hint.setLatLng(under.point.at).setContent(hintOf(under.drawn.app, under.point.place)).addTo(map);
      else hint.remove();
    });
    map.on("mouseout", () => hint.remove());
  }

  /** @param {L.Map} map @param {Drawn} drawn */
  function remember(map, drawn) {
    if (!drawnOn.has(map)) listen(map);
    drawnOn.set(map, [...(drawnOn.get(map) ?? []), drawn]);
  }

  /** @param {L.Map} map @param {Drawn} drawn */
  const forgetOn = (map, drawn) => drawnOn.set(map, (drawnOn.get(map) ?? []).filter((one) => one !== drawn));

  /** Text of the credits as markup in which nothing is markup. @param {string} text */
  const asMarkup = (text) => element("span", "", text).innerHTML;

  /** @type {Karamap["controlLayer"]} */
  function controlLayer(drawing, options) {
    const model = karamap.model(drawing);
    let state = karamap.store.initial(model);
    /** @type {Drawn|null} */
    let drawn = null;
    const layer = new L.Layer();
    layer.getAttribution = () => asMarkup(options.credit);
    layer.onAdd = (map) => {
      drawn = draw(map, model, state, options);
      remember(map, drawn);
      return layer;
    };
    layer.onRemove = (map) => {
      if (!drawn) return layer;
      drawn.remove();
      forgetOn(map, drawn);
      state = { ...drawn.app.store.get(), place: null, playing: false };
      drawn = null;
      return layer;
    };
    layer.getEvents = () => ({
      zoomanim: (event) => drawn?.follow(/** @type {L.ZoomAnimEvent} */ (event)),
      zoom: () => drawn?.settle(),
      viewreset: () => drawn?.settle(),
      resize: () => drawn?.fit(),
    });
    return Object.assign(layer, { app: () => drawn?.app ?? null });
  }

  karamap.controlLayer = controlLayer;
})(window.karamap);
