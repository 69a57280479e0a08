/**
 * The map itself: ground, lines, points and names, from the bottom to the top. It draws what the store says.
 */
(function (karamap) {
  "use strict";

  const REACH = { mouse: 9, touch: 18, name: 2 };
  const PANES = { land: 380, territory: 400, lines: 430, front: 450, over: 460, leaders: 610, points: 620, names: 640 };

  const corners = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);
  const padding = (map) => (map.getSize().x < 520 ? [6, 6] : [14, 14]);

  /** Add GeoJSON that neither listens nor reacts. @param {string} className fixed here, styled in the style sheet */
  function addShapes(map, shapes, className, renderer, style) {
    if (!shapes) return;
    const fixed = { className, interactive: false, smoothFactor: 0.4, renderer };
    L.geoJSON(shapes, { interactive: false, style: (feature) => ({ ...fixed, ...(style ? style(feature) : {}) }) })
      .addTo(map);
  }

  function waterStyle(feature) {
    const area = /Polygon$/.test(feature.geometry.type);
    const rank = feature.properties.rank === 1 ? 1 : 2;
    return area ? { className: "lake" } : { className: `river river-${rank}`, fill: false };
  }

  /** What never changes: land below the territory; water, borders and districts above it. */
  function drawBase(map, app) {
    const drawing = app.document;
    const districts = app.model.districts.map(({ geometry }) => ({ type: "Feature", properties: {}, geometry }));
    const below = L.svg({ pane: "land", padding: 0.3 });
    const above = L.svg({ pane: "lines", padding: 0.3 });
    const limits = corners(drawing.view.limits);
    L.rectangle(limits, { className: "sea", interactive: false, renderer: below }).addTo(map);
    addShapes(map, drawing.countries, "land", below);
    addShapes(map, drawing.frame, "theatre", below);
    addShapes(map, drawing.water, "water", above, waterStyle);
    addShapes(map, { type: "FeatureCollection", features: districts }, "district", above, () => ({ fill: false }));
    addShapes(map, drawing.countries, "border", above, () => ({ fill: false }));
    addShapes(map, drawing.frame, "theatre-edge", above, () => ({ fill: false }));
    L.rectangle(limits, { className: "neatline", fill: false, interactive: false, renderer: above }).addTo(map);
  }

  function addPanes(map) {
    for (const [name, level] of Object.entries(PANES)) map.createPane(name).style.zIndex = String(level);
  }

  function addSheet(map, name) {
    const sheet = karamap.nodes.svg("svg", { class: `karamap-sheet karamap-${name}`, width: 1, height: 1 });
    map.getPane(name).append(sheet);
    return sheet;
  }

  /** Fit the theatre into the sheet and keep the reader near it. */
  function frameView(map, view) {
    const limits = corners(view.limits);
    map.setMinZoom(0).setMaxBounds(null);
    map.fitBounds(corners(view.bounds), { padding: padding(map), animate: false });
    map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(limits, false)));
    map.setMaxZoom(13);
    map.setMaxBounds(limits);
  }

  /** Fit the theatre anew when the window changes, until the reader has moved the map. */
  function keepFramed(map, view) {
    let moved = false;
    for (const deed of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(deed, () => { moved = true; }, { passive: true });
    }
    map.on("resize", () => { if (!moved) frameView(map, view); });
    if (window.ResizeObserver) {
      new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false })).observe(map.getContainer());
    }
  }

  /** Draw the map for the size of the paper, and afterwards as it was. */
  function preparePrint(map, view) {
    const root = document.documentElement;
    let before = null;
    window.addEventListener("beforeprint", () => {
      const seen = map.getBounds();
      before = { center: map.getCenter(), zoom: map.getZoom() };
      root.classList.add("printing");
      map.invalidateSize({ animate: false, pan: false });
      map.fitBounds(seen.contains(corners(view.bounds)) ? corners(view.bounds) : seen,
        { animate: false, padding: [6, 6] });
    });
    window.addEventListener("afterprint", () => {
      root.classList.remove("printing");
      if (!before) return;
      map.invalidateSize({ animate: false, pan: false }).setView(before.center, before.zoom, { animate: false });
      before = null;
    });
  }

  /** Zoom buttons, and a scale bar with an arrow that says where north is. */
  function addControls(map, app) {
    const zoom = L.control.zoom({ position: "topright" }).addTo(map);
    const scale = L.control.scale({ position: "bottomright", imperial: false, maxWidth: 130 }).addTo(map);
    const { svg } = karamap.nodes;
    scale.getContainer().prepend(svg("svg", {
      class: "north", width: 12, height: 22, viewBox: "0 0 12 22", "aria-hidden": "true" },
    [svg("path", { d: "M6 9L10.5 21L6 18L1.5 21Z" }), svg("path", { class: "north-n", d: "M3.4 7V1L8.6 7V1" })]));
    const container = map.getContainer();
    container.setAttribute("role", "region");
    const tell = () => {
      container.setAttribute("aria-label", app.i18n.t("map.label"));
      const [plus, minus] = zoom.getContainer().querySelectorAll("a");
      for (const [button, key] of [[plus, "map.in"], [minus, "map.out"]]) {
        button.title = app.i18n.t(key);
        button.setAttribute("aria-label", button.title);
      }
    };
    tell();
    return { tell };
  }

  /** What lies under a point of the screen, as a change of the store. */
  function pickAt(map, app, places, event, reach) {
    const target = event.originalEvent && event.originalEvent.target;
    const named = target && target.closest ? target.closest("[data-place], [data-district]") : null;
    const nothing = { place: null, district: null, spot: null };
    if (named && named.dataset.place) return { ...nothing, place: named.dataset.place };
    const ofDistrict = named && named.dataset.district;
    const mark = places.nearest(event.containerPoint, ofDistrict ? REACH.name : reach);
    if (mark) return { ...nothing, place: mark.place.id };
    if (ofDistrict) return { ...nothing, district: named.dataset.district };
    return { ...nothing, spot: { lon: event.latlng.lng, lat: event.latlng.lat } };
  }

  function listen(map, app, places) {
    const coarse = window.matchMedia("(pointer: coarse)").matches;
    const reach = coarse ? REACH.touch : REACH.mouse;
    const hint = L.tooltip({ direction: "top", offset: [0, -6], className: "hint" });
    map.on("click", (event) => app.store.set(pickAt(map, app, places, event, reach)));
    map.on("mousemove", (event) => {
      const mark = coarse ? null : places.nearest(event.containerPoint, reach);
      map.getContainer().classList.toggle("over-place", Boolean(mark));
      if (!mark) { hint.remove(); return; }
      hint.setLatLng(mark.at).setContent(app.i18n.nameNode(mark.place)).addTo(map);
    });
    map.on("mouseout", () => hint.remove());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") app.store.set({ place: null, district: null, spot: null });
    });
  }

  /** What the reader has chosen: a district's outline, a cross on the ground. */
  function choices(map, app, sheet) {
    const { svg } = karamap.nodes;
    const outline = svg("path", { class: "district-chosen" });
    const cross = svg("path", { class: "spot-chosen", d: "M-7 0H-2M2 0H7M0 -7V-2M0 2V7", display: "none" });
    sheet.append(outline, cross);
    const draw = () => {
      const { district, spot } = app.store.get();
      const found = district && app.model.district(district);
      karamap.groundLayer.put(outline, "d", found ? karamap.groundLayer.outlineData(map, found.geometry) : "");
      cross.setAttribute("display", spot ? "inline" : "none");
      if (!spot) return;
      const { x, y } = map.latLngToLayerPoint([spot.lat, spot.lon]);
      cross.setAttribute("transform", `translate(${x} ${y})`);
    };
    map.on("zoom viewreset", draw);
    return draw;
  }

  /** Bring a place that was chosen elsewhere into view. */
  function reveal(map, app) {
    const place = app.model.place(app.store.get().place);
    if (!place || !Number.isFinite(place.lat)) return;
    const at = L.latLng(place.lat, place.lon);
    const inner = map.getBounds().pad(-0.08);
    if (!inner.contains(at)) map.panTo(at, { animate: false });
  }

  const timePointOf = ({ day, known }) => ({ day, known });

  /** What the parts around the map need to show the same styles. @param {object} app */
  function prepare(app) {
    app.styleOf = karamap.symbols.palette(app.document.parties);
    karamap.symbols.definePatterns(app.document.parties);
  }

  /** @param {object} map of Leaflet @param {object} app */
  function mount(map, app) {
    const drawing = app.document;
    app.ground = karamap.groundLayer.groundOf(app.model.mesh);
    map.invalidateSize({ animate: false, pan: false });
    frameView(map, drawing.view);
    addPanes(map);
    const controls = addControls(map, app);
    drawBase(map, app);
    const territory = karamap.groundLayer.sheet(map, app, { pane: "territory", frontPane: "front" });
    const places = karamap.pointLayer.sheet(map, app, "points");
    const sheets = { leaders: addSheet(map, "leaders"), names: addSheet(map, "names") };
    const drawChoice = choices(map, app, addSheet(map, "over"));
    const update = () => {
      const timePoint = timePointOf(app.store.get());
      territory.update(timePoint);
      places.update(timePoint);
    };
    update();
    const names = karamap.labelLayer.sheet(map, app, places, sheets);
    drawChoice();
    app.store.on((state, changed) => {
      if (changed.has("day") || changed.has("known")) update();
      if (changed.has("place")) { places.choose(); reveal(map, app); }
      if (changed.has("district") || changed.has("spot")) drawChoice();
      if (changed.has("language")) { controls.tell(); names.refresh(); }
      if (changed.has("place")) names.refresh();
      else if (changed.has("day") || changed.has("known")) names.update();
      if (changed.has("view")) {
        map.invalidateSize({ animate: false, pan: false });
        names.refresh();
      }
    });
    app.drawing = {
      styleOf: app.styleOf,
      spotOf: (place) => map.latLngToContainerPoint([place.lat, place.lon]),
      identify: (lon, lat) => territory.identify(L.latLng(lat, lon)),
      layer: (timePoint, pane) => {
        const panes = [`${pane}-territory`, `${pane}-front`];
        panes.forEach((name, index) => {
          if (!map.getPane(name)) map.createPane(name).style.zIndex = String([PANES.territory, PANES.front][index] + 1);
        });
        const layer = karamap.groundLayer.sheet(map, app, { pane: panes[0], frontPane: panes[1] });
        layer.update(timePoint);
        return { ...layer, panes: panes.map((name) => map.getPane(name)) };
      },
      difference: (before, after) => karamap.groundLayer.difference(map, app, before, after),
    };
    listen(map, app, places);
    keepFramed(map, drawing.view);
    preparePrint(map, drawing.view);
  }

  karamap.map = { prepare, mount };
})(window.karamap);
