/**
 * The map itself: ground, lines, points and names, from the bottom to the top. It draws what the store says.
 */
(function (karamap) {
  "use strict";

  const REACH = { mouse: 9, touch: 18, name: 2, line: 6 };
  const PANES = {
    ...{ land: 380, relief: 390, territory: 400, lines: 430, zones: 440, front: 450, over: 460 },
    ...{ leaders: 610, points: 620, names: 640 },
  };

  const NEARER = 1; // zooms than the first view, from which lesser roads are drawn and patterns are strong

  const STILL = { animate: false, pan: false };
  const WIDEST = 130; // pixels of the scale bar
  const METRES = 1000; // of a kilometre
  const SMALLEST = 0.7; // of their usual size, to which words are set on paper

  /** @param {Extent} extent */
  const corners = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

  /**
   * Add GeoJSON that neither listens nor reacts.
   * @param {L.Map} map
   * @param {any} shapes
   * @param {string} className fixed here, styled in the style sheet
   * @param {L.Renderer} renderer
   * @param {(feature: any) => L.PathOptions} [style]
   */
  function addShapes(map, shapes, className, renderer, style = () => ({})) {
    const fixed = { className, interactive: false, smoothFactor: 0.4, renderer };
    L.geoJSON(shapes, { interactive: false, style: (feature) => ({ ...fixed, ...style(feature) }) }).addTo(map);
  }

  /** @param {Drawing["water"]["features"][number]} feature */
  function waterStyle(feature) {
    const isArea = /Polygon$/.test(feature.geometry.type);
    const rank = feature.properties.rank === 1 ? 1 : 2;
    return isArea ? { className: "lake" } : { className: `river river-${rank}`, fill: false };
  }

  /** @param {Drawing["countries"]["features"][number]} feature */
  const landStyle = ({ properties }) => ({ className: properties.own ? "land land-own" : "land" });

  const unfilled = () => ({ fill: false });

  /**
   * The hillshade, between land and ground; whatever the document says, no more than a picture.
   * @param {L.Map} map
   * @param {Drawing["relief"]} relief
   */
  function addRelief(map, relief) {
    if (!relief || !/^[A-Za-z0-9+/]+=*$/.test(relief.picture)) return;
    const picture = `data:image/webp;base64,${relief.picture}`;
    L.imageOverlay(picture, corners(relief.bounds), { className: "relief", pane: "relief", alt: "" }).addTo(map);
  }

  /**
   * Sketches of roads, from place to place; the lesser ones only near enough.
   * @param {L.Map} map
   * @param {Drawing["roads"]} roads
   * @param {Place[]} places
   * @param {L.Renderer} renderer
   * @param {Extent} bounds of the theatre
   */
  function addRoads(map, roads, places, renderer, bounds) {
    const whole = map.getBoundsZoom(corners(bounds), false);
    for (const { main, course } of roads) {
      const corners = course.map((number) => L.latLng(Number(places[number].lat), Number(places[number].lon)));
      const className = main ? "road" : "road road-other";
      L.polyline(corners, { className, fill: false, interactive: false, smoothFactor: 0.4, renderer }).addTo(map);
    }
    const pane = map.getPane("lines");
    const update = () => {
      const isNear = map.getZoom() >= whole + NEARER;
      pane?.classList.toggle("near", isNear);
      document.body.classList.toggle("overview", !isNear);
    };
    update();
    map.on("zoomend", update);
  }

  /**
   * What never changes: land below the territory; water, borders and districts above it.
   * @param {L.Map} map
   * @param {App} app
   */
  function drawBase(map, { document: drawing, model }) {
    const features = model.districts.map(({ geometry }) => ({ type: "Feature", properties: {}, geometry }));
    const below = L.svg({ pane: "land", padding: 0.3 });
    const above = L.svg({ pane: "lines", padding: 0.3 });
    const limits = corners(drawing.view.limits);
    if (drawing.view.sea) L.rectangle(limits, { className: "sea", interactive: false, renderer: below }).addTo(map);
    addShapes(map, drawing.countries, "land", below, landStyle);
    addShapes(map, drawing.frame, "theatre", below);
    addRelief(map, drawing.relief);
    addRoads(map, drawing.roads, model.places, above, drawing.view.bounds);
    addShapes(map, drawing.water, "water", above, waterStyle);
    addShapes(map, { type: "FeatureCollection", features }, "district", above, unfilled);
    addShapes(map, drawing.frame_edge, "study-fade", above, unfilled);
    addShapes(map, drawing.frame_edge, "study-edge", above, unfilled);
    addShapes(map, drawing.countries, "border", above, unfilled);
    L.rectangle(limits, { className: "neatline", fill: false, interactive: false, renderer: above }).addTo(map);
  }

  /** @param {L.Map} map @param {string} name @param {number} level */
  function addPane(map, name, level) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(level);
    return pane;
  }

  /** @param {L.Map} map @param {string} name */
  function addSheet(map, name) {
    const sheet = karamap.nodes.svg("svg", { class: `karamap-sheet karamap-${name}`, width: 1, height: 1 });
    map.getPane(name)?.append(sheet);
    return sheet;
  }

  /** Paper cannot be scrolled: words that are more than it has room for are set smaller. */
  function fitWords() {
    const words = /** @type {HTMLElement|null} */ (document.querySelector(".words"));
    if (!words) return;
    words.style.zoom = "";
    for (let size = 1; size > SMALLEST && words.scrollHeight > words.clientHeight + 1; size -= 0.04) {
      words.style.zoom = String(size);
    }
  }

  /**
   * Draw the map for the size of the paper, names and all, and afterwards as it was.
   * @param {L.Map} map
   * @param {Drawing["view"]} view
   * @param {() => void} refreshNames
   */
  function preparePrint(map, view, refreshNames) {
    const root = document.documentElement;
    const whole = corners(view.bounds);
    /** @type {{center: L.LatLng, zoom: number}|null} */
    let before = null;
    window.addEventListener("beforeprint", () => {
      const seen = map.getBounds();
      before = { center: map.getCenter(), zoom: map.getZoom() };
      root.classList.add("printing");
      fitWords();
      map.invalidateSize(STILL);
      karamap.mapFrame.fit(map, seen.contains(whole) ? whole : seen, [6, 6]);
      refreshNames();
      karamap.nodes.drawNow();
    });
    window.addEventListener("afterprint", () => {
      root.classList.remove("printing");
      document.querySelector(".words")?.removeAttribute("style");
      if (!before) return;
      map.invalidateSize(STILL).setView(before.center, before.zoom, { animate: false });
      before = null;
    });
  }

  /** A scale bar in the words of the page; what Leaflet says of it is "300 km" or "500 m". @param {I18n} i18n */
  function scaleIn(i18n) {
    const scale = /** @type {any} */ (L.control.scale({ position: "bottomright", imperial: false, maxWidth: WIDEST }));
    scale._updateScale = (/** @type {HTMLElement} */ line, /** @type {string} */ text, /** @type {number} */ ratio) => {
      const [value, unit] = text.split(" ");
      const km = unit === "m" ? Number(value) / METRES : Number(value);
      line.style.width = `${Math.round(WIDEST * ratio)}px`;
      const count = i18n.number(km, km < 1 ? String(km).length - 2 : 0);
      line.textContent = karamap.nodes.isolated(i18n.t("unit.km", { count })); // the sheet is never mirrored
    };
    return scale;
  }

  /** Zoom buttons, and a scale bar with an arrow that says where north is. @param {L.Map} map @param {App} app */
  function addControls(map, { i18n }) {
    const { svg } = karamap.nodes;
    const zoom = L.control.zoom({ position: "topright" }).addTo(map);
    const scale = scaleIn(i18n).addTo(map);
    const arrow = { class: "north", width: 12, height: 22, viewBox: "0 0 12 22", "aria-hidden": "true" };
    scale.getContainer()?.prepend(svg("svg", arrow, [
      svg("path", { d: "M6 9L10.5 21L6 18L1.5 21Z" }),
      svg("path", { class: "north-n", d: "M3.4 7V1L8.6 7V1" }),
    ]));
    const container = map.getContainer();
    container.setAttribute("role", "region");
    const updateTexts = () => {
      container.setAttribute("aria-label", i18n.t("map.label"));
      const buttons = zoom.getContainer()?.querySelectorAll("a") ?? [];
      [i18n.t("map.in"), i18n.t("map.out")].forEach((text, index) => {
        buttons[index].title = text;
        buttons[index].setAttribute("aria-label", text);
      });
      scale._update();
    };
    updateTexts();
    return { updateTexts };
  }

  /**
   * What lies under a point of the screen, as a change of the store: on bare ground the spot, and the district that it
   * opens.
   * @param {App} app
   * @param {{points: PointLayer, zones: ZoneLayer}} layers
   * @param {L.LeafletMouseEvent} event
   * @param {number} reach
   */
  function pickAt({ model }, { points, zones }, event, reach) {
    const target = event.originalEvent && event.originalEvent.target;
    /** @type {HTMLElement|null} */
    const named = target instanceof window.Element ? target.closest("[data-place], [data-district]") : null;
    const { place, district } = named ? named.dataset : { place: undefined, district: undefined };
    const nothing = karamap.panel.NOTHING;
    if (place) return { ...nothing, place };
    const nearest = points.nearest(event.containerPoint, district ? REACH.name : reach);
    if (nearest) return { ...nothing, place: nearest.place.id };
    if (district) return { ...nothing, district };
    const zone = zones.nearest(event.containerPoint, Math.max(REACH.line, reach - REACH.line));
    if (zone) return { ...nothing, zone: zone.id };
    const { lng: lon, lat } = event.latlng;
    const ground = model.districts.find(({ geometry }) => karamap.geometry.inside(geometry, lon, lat));
    return { ...nothing, spot: { lon, lat }, district: ground?.id ?? null };
  }

  /** @param {L.Map} map @param {App} app @param {{points: PointLayer, zones: ZoneLayer}} layers */
  function listen(map, app, layers) {
    const { points, zones } = layers;
    const coarse = window.matchMedia("(pointer: coarse)").matches;
    const reach = coarse ? REACH.touch : REACH.mouse;
    const hint = L.tooltip({ direction: "top", offset: [0, -6], className: "hint" });
    map.on("click", (event) => {
      if (!app.store.get().measuring) app.store.set(pickAt(app, layers, event, reach));
    });
    map.on("mousemove", (event) => {
      const nearest = coarse ? null : points.nearest(event.containerPoint, reach);
      const zone = nearest || coarse ? null : zones.nearest(event.containerPoint, REACH.line);
      map.getContainer().classList.toggle("over-place", Boolean(nearest || zone));
      if (zone) hint.setLatLng(event.latlng).setContent(app.i18n.bdi(app.i18n.among(zone.names, zone.id))).addTo(map);
      else if (nearest) hint.setLatLng(nearest.at).setContent(app.i18n.nameNode(nearest.place)).addTo(map);
      else hint.remove();
    });
    map.on("mouseout zoomstart movestart", () => hint.remove());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") app.store.set({ ...karamap.panel.NOTHING });
    });
  }

  /**
   * What the reader has chosen: a district's outline, a cross on the ground.
   * @param {L.Map} map
   * @param {App} app
   * @param {SVGElement} sheet
   */
  function choices(map, app, sheet) {
    const { svg } = karamap.nodes;
    const outline = svg("path", { class: "district-chosen" });
    const cross = svg("path", { class: "spot-chosen", d: "M-7 0H-2M2 0H7M0 -7V-2M0 2V7", display: "none" });
    sheet.append(outline, cross);
    const draw = () => {
      const { district: chosen, spot } = app.store.get();
      const district = app.model.district(chosen);
      const shape = district ? karamap.groundLayer.outlineData(map, district.geometry) : "";
      karamap.groundLayer.put(outline, "d", shape);
      cross.setAttribute("display", spot ? "inline" : "none");
      if (!spot) return;
      const { x, y } = map.latLngToLayerPoint([spot.lat, spot.lon]);
      cross.setAttribute("transform", `translate(${x} ${y})`);
    };
    map.on("zoom viewreset", draw);
    return draw;
  }

  /** Bring a place that was chosen elsewhere into view. @param {L.Map} map @param {App} app */
  function reveal(map, app) {
    const place = app.model.place(app.store.get().place);
    if (!place || !karamap.geometry.isLocated(place)) return;
    const at = L.latLng(place.lat, place.lon);
    const inner = map.getBounds().pad(-0.08);
    if (!inner.contains(at)) map.panTo(at, { animate: false });
  }

  /** What the parts around the map need to show the same styles. @param {App} app */
  function prepare(app) {
    app.styleOf = karamap.symbols.palette(app.document.parties);
    app.zooms = karamap.zooms.zoomsOf(app.model);
    karamap.symbols.definePatterns(app.document, document.body);
  }

  /**
   * What the map offers to the parts upon it.
   * @param {L.Map} map
   * @param {App} app
   * @param {GroundLayer} ground
   * @returns {MapDrawing}
   */
  function drawingOf(map, app, ground) {
    /** A pane just above another one. @param {string} name @param {number} level */
    const paneOf = (name, level) => map.getPane(name) ?? addPane(map, name, level + 1);
    return {
      spotOf: (place) => map.latLngToContainerPoint([place.lat, place.lon]),
      identify: (lon, lat) => ground.identify(L.latLng(lat, lon)),
      identifyPlace: ground.identifyPlace,
      toFront: (lon, lat) => ground.toFront(L.latLng(lat, lon)),
      prepare: ground.prepare,
      layer(timePoint, prefix) {
        const pane = paneOf(`${prefix}-territory`, PANES.territory);
        const frontPane = paneOf(`${prefix}-front`, PANES.front);
        const layer = karamap.groundLayer.create(map, app, { pane, frontPane });
        layer.update(timePoint);
        return { ...layer, panes: [pane, frontPane] };
      },
      difference: (before, after) => karamap.groundLayer.difference(map, app, before, after),
    };
  }

  /**
   * Draw what lies upon the base, and keep it as the store says.
   * @param {L.Map} map
   * @param {App} app
   * @param {Record<keyof PANES, HTMLElement>} panes
   */
  function drawLayers(map, app, panes) {
    const ground = karamap.groundLayer.create(map, app, { pane: panes.territory, frontPane: panes.front });
    const zones = karamap.zoneLayer.create(map, app, addSheet(map, "zones"));
    const points = karamap.pointLayer.create(map, app, panes.points);
    karamap.recentLayer.create(map, app, addSheet(map, "over"));
    const sheets = { leaders: addSheet(map, "leaders"), names: addSheet(map, "names") };
    const drawChoice = choices(map, app, addSheet(map, "over"));
    const update = () => {
      ground.update(app.store.get());
      points.update(app.store.get());
    };
    update();
    zones.update();
    const labels = karamap.labelLayer.create(map, app, points, sheets);
    drawChoice();
    app.store.on((state, changed) => {
      const isOtherTime = changed.has("day") || changed.has("known");
      if (isOtherTime) update();
      if (["day", "known", "zone", "zones"].some((key) => changed.has(key))) zones.update();
      if (changed.has("place")) {
        points.choose();
        reveal(map, app);
      }
      if (changed.has("district") || changed.has("spot")) drawChoice();
      if (changed.has("view")) map.invalidateSize(STILL);
      if (["language", "place", "view", "zones"].some((key) => changed.has(key))) labels.refresh();
      else if (isOtherTime) labels.update();
    });
    return { ground, points, zones, labels };
  }

  /** @param {L.Map} map @param {App} app */
  function mount(map, app) {
    const { view } = app.document;
    app.ground = karamap.groundLayer.groundOf(app.model.mesh);
    map.invalidateSize(STILL);
    karamap.mapFrame.keep(map, app);
    const panes = Object.fromEntries(Object.entries(PANES).map(([name, level]) => [name, addPane(map, name, level)]));
    const controls = addControls(map, app);
    drawBase(map, app);
    const { ground, labels, ...layers } = drawLayers(map, app, /** @type {Record<keyof PANES, HTMLElement>} */ (panes));
    app.store.on((state, changed) => {
      if (changed.has("language")) controls.updateTexts();
    });
    app.drawing = drawingOf(map, app, ground);
    listen(map, app, layers);
    karamap.mapTools.addRuler(map, app);
    karamap.carry.add(map, app);
    preparePrint(map, view, labels.refresh);
    if (app.model.days > 1) karamap.ahead.prepare(map, app, [ground.begin, ground.prepare, labels.prepare]);
  }

  karamap.map = { prepare, mount };
})(window.karamap);
