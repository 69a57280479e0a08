/**
 * The map itself: ground, lines, points and names, from the bottom to the top.
 */
(function (karamap) {
  "use strict";

  const REACH = { mouse: 9, touch: 16 };
  const MANY = 30; // changes on one day from which their marks shrink
  const FAR = 0.55; // marks drawn smaller than this are dots more than pictures

  const corners = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

  /** @returns {object} the document that this page draws */
  function read() {
    return JSON.parse(document.getElementById("karamap-data").textContent);
  }

  /** Add GeoJSON that neither listens nor reacts. @param {string} className fixed here, styled in the style sheet */
  function addShapes(map, shapes, className, style) {
    if (!shapes) return;
    const fixed = { className, interactive: false, smoothFactor: 0.4 };
    L.geoJSON(shapes, { interactive: false, style: (feature) => ({ ...fixed, ...(style ? style(feature) : {}) }) })
      .addTo(map);
  }

  function waterStyle(feature) {
    const area = /Polygon$/.test(feature.geometry.type);
    const rank = feature.properties.rank === 1 ? 1 : 2;
    return area ? { className: "lake" } : { className: `river river-${rank}`, fill: false };
  }

  function drawLand(map, drawing) {
    L.rectangle(corners(drawing.view.limits), { className: "sea", interactive: false }).addTo(map);
    addShapes(map, drawing.countries, "land");
    addShapes(map, drawing.theatre, "theatre");
  }

  function drawGround(map, drawing, lookOf) {
    const where = (wanted) => ({ ...drawing.territory, features: drawing.territory.features.filter(wanted) });
    const held = where((feature) => feature.properties.holder);
    addShapes(map, held, "ground", (feature) => ({
      stroke: false, fillColor: lookOf(feature.properties.holder).colour, fillOpacity: 0.4,
    }));
    addShapes(map, held, "hatch", (feature) => ({
      stroke: false, fillColor: karamap.marks.hatchReference(lookOf(feature.properties.holder)),
    }));
    addShapes(map, where((feature) => !feature.properties.holder), "no-report");
  }

  function drawLines(map, drawing) {
    addShapes(map, drawing.water, "water", waterStyle);
    addShapes(map, drawing.districts, "district", () => ({ fill: false }));
    addShapes(map, drawing.countries, "border", () => ({ fill: false }));
    addShapes(map, drawing.theatre, "theatre-edge", () => ({ fill: false }));
    addShapes(map, drawing.front, "front-casing", () => ({ fill: false }));
    addShapes(map, drawing.front, "front", () => ({ fill: false }));
    L.rectangle(corners(drawing.view.limits), { className: "neatline", fill: false, interactive: false }).addTo(map);
  }

  const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

  /**
   * How large marks are drawn: tiny dots at first, growing as the reader comes closer; smaller on a day of many changes.
   * @param {object[]} places @returns {(place: object, zoom: number) => number}
   */
  function markScales(places) {
    const many = places.filter((place) => place.changed).length;
    const changed = 0.64 * clamp(Math.sqrt(MANY / (many || 1)), 0.6, 1);
    const starts = { 1: 0.82, 2: 0.7 };
    return (place, zoom) => {
      const closeness = zoom - 8.5;
      if (place.changed) return clamp(changed + closeness * ((1.2 - changed) / 3.5), changed - 0.14, 1.2);
      const start = place.kind === "outside" ? 0.8 : starts[place.rank] || 0.38;
      return clamp(start + closeness * 0.2, start - 0.14, 1.15);
    };
  }

  /** The SVG sheets for marks and names, above all shapes. */
  function addSheet(map, name, zIndex) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(zIndex);
    const sheet = karamap.nodes.svg("svg", { class: `karamap-sheet karamap-${name}`, width: 1, height: 1 });
    pane.append(sheet);
    return sheet;
  }

  /** Quiet marks first, so that what changed lies on top. */
  function sortForDrawing(places) {
    const weight = (place) => (place.changed ? 10 : 0) - (place.rank || 3);
    return places.filter((place) => Number.isFinite(place.lat) && Number.isFinite(place.lon))
      .sort((a, b) => weight(a) - weight(b));
  }

  function makeFocusable(mark, place, open) {
    mark.setAttribute("tabindex", "0");
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-label", place.label);
    mark.addEventListener("click", (event) => { event.stopPropagation(); open(place); });
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(place);
    });
  }

  function addMarks(map, drawing, lookOf, open) {
    const sheet = addSheet(map, "marks", 620);
    const scaleOf = markScales(drawing.places);
    const marks = sortForDrawing(drawing.places).map((place) => {
      const node = karamap.marks.pointMark(lookOf(place.holder), karamap.marks.markedAs(place), place.changed);
      node.dataset.place = place.id;
      if (place.changed || place.rank === 1) makeFocusable(node, place, open);
      return { place, node, at: L.latLng(place.lat, place.lon), spot: null, scale: 1 };
    });
    const arrange = () => marks.forEach((mark) => {
      mark.spot = map.latLngToLayerPoint(mark.at);
      mark.scale = scaleOf(mark.place, map.getZoom());
      mark.node.setAttribute("transform", `translate(${mark.spot.x} ${mark.spot.y}) scale(${mark.scale})`);
      mark.node.classList.toggle("mark-far", mark.scale < FAR);
    });
    arrange();
    sheet.append(...marks.map((mark) => mark.node));
    map.on("zoom viewreset", arrange);
    return marks;
  }

  /** @returns {object|null} the mark nearest to a point on the screen, within reach */
  function nearest(map, marks, point, reach) {
    const spot = map.containerPointToLayerPoint(point);
    let best = null;
    for (const mark of marks) {
      const distance = mark.spot.distanceTo(spot) - (mark.place.changed ? 4 : 0);
      if (distance <= reach && (!best || distance < best.distance)) best = { mark, distance };
    }
    return best && best.mark;
  }

  /** When more sources are asked for, measure the pop-up anew and stay at the line that was being read. */
  function keepInSight(popup, node) {
    node.addEventListener("toggle", (event) => {
      const pane = node.parentElement;
      const read = pane.scrollTop;
      popup.update();
      pane.scrollTop = read;
      event.target.querySelector("summary").focus({ preventScroll: true });
    }, true);
  }

  /** Open pop-ups, and hand the keyboard to them and back. */
  function popupOpener(map, drawing, lookOf) {
    let before = null;
    const popup = L.popup({ className: "record", autoPanPaddingTopLeft: [14, 14] });
    map.on("popupclose", () => {
      map.getContainer().classList.remove("reading-narrow");
      if (before) before.focus({ preventScroll: true });
    });
    return (place) => {
      const size = map.getSize();
      const narrow = size.x < 520;
      map.getContainer().classList.toggle("reading-narrow", narrow);
      popup.options.autoPanPaddingBottomRight = [narrow ? 14 : 56, 14];
      popup.options.maxWidth = popup.options.minWidth = Math.min(330, size.x - 60);
      popup.options.maxHeight = Math.min(420, size.y - 90);
      const node = karamap.popup.content(place, lookOf(place.holder), drawing.sources, drawing.lang);
      before = document.activeElement;
      popup.setLatLng([place.lat, place.lon]).setContent(node).openOn(map);
      keepInSight(popup, node);
      node.focus({ preventScroll: true });
    };
  }

  function listen(map, marks, open) {
    const coarse = window.matchMedia("(pointer: coarse)").matches;
    const reach = coarse ? REACH.touch : REACH.mouse;
    const hint = L.tooltip({ direction: "top", offset: [0, -6], className: "hint" });
    map.on("click", (event) => {
      const mark = nearest(map, marks, event.containerPoint, reach);
      if (mark) open(mark.place);
    });
    map.on("mousemove", (event) => {
      const mark = coarse ? null : nearest(map, marks, event.containerPoint, reach);
      map.getContainer().classList.toggle("over-place", Boolean(mark));
      if (!mark) { hint.remove(); return; }
      hint.setLatLng(mark.at).setContent(karamap.nodes.element("span", "", mark.place.label)).addTo(map);
    });
    map.on("mouseout", () => hint.remove());
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
  }

  /** Fit the theatre into the sheet and keep the reader near it. */
  function frameView(map, view) {
    const limits = corners(view.limits);
    map.setMinZoom(0).setMaxBounds(null);
    map.fitBounds(corners(view.bounds), { padding: [14, 14], animate: false });
    map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(limits, false)));
    map.setMaxZoom(12);
    map.setMaxBounds(limits);
  }

  /** Fit the theatre anew when the window changes, until the reader has moved the map. */
  function keepFramed(map, view) {
    let moved = false;
    for (const deed of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(deed, () => { moved = true; }, { passive: true });
    }
    map.on("resize", () => { if (!moved) frameView(map, view); });
  }

  /** Draw the map for the size of the paper, with the notes open, and afterwards as it was. */
  function preparePrint(map, view) {
    const root = document.documentElement;
    const details = document.querySelector(".about details");
    let before = null;
    window.addEventListener("beforeprint", () => {
      const seen = map.getBounds();
      before = { center: map.getCenter(), zoom: map.getZoom(), open: details.open };
      root.classList.add("printing");
      details.open = true;
      map.invalidateSize({ animate: false, pan: false });
      map.fitBounds(seen.contains(corners(view.bounds)) ? corners(view.bounds) : seen, { animate: false });
    });
    window.addEventListener("afterprint", () => {
      root.classList.remove("printing");
      details.open = before.open;
      map.invalidateSize({ animate: false, pan: false }).setView(before.center, before.zoom, { animate: false });
    });
  }

  function addControls(map) {
    L.control.zoom({ position: "topright" }).addTo(map);
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 140 }).addTo(map);
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", "Map");
  }

  /** Draw a document: the words around the map, then the map. @param {object} map of Leaflet @param {object} drawing */
  function draw(map, drawing) {
    const lookOf = karamap.marks.palette(drawing.parties);
    karamap.panel.masthead(drawing.head);
    karamap.marks.defineHatches(drawing.parties);
    karamap.panel.legend(drawing, lookOf);
    karamap.panel.about(drawing.notes);
    map.invalidateSize({ animate: false, pan: false });
    frameView(map, drawing.view);
    addControls(map);
    drawLand(map, drawing);
    drawGround(map, drawing, lookOf);
    drawLines(map, drawing);
    const open = popupOpener(map, drawing, lookOf);
    const marks = addMarks(map, drawing, lookOf, open);
    const sheets = { leaders: addSheet(map, "leaders", 610), names: addSheet(map, "names", 640) };
    karamap.names.add(map, drawing, marks, sheets);
    listen(map, marks, open);
    keepFramed(map, drawing.view);
    preparePrint(map, drawing.view);
  }

  karamap.read = read;
  karamap.draw = draw;
})(window.karamap);
