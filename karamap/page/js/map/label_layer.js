/**
 * Which names the present view asks for, and where they may stand. Names that do not depend on the day keep their place
 * while days go by; those of the day come and go among them.
 */
(function (karamap) {
  "use strict";

  const FROM_ZOOM = { village: 10.5, district: 9.5, outside: 9.25, "water-2": 8.4 };
  const ROOM_FOR_ONE = { name: 24000, leader: 45000 }; // square pixels of map per name of the day
  const GRID = [22, 16]; // columns and rows of points where the name of an area is tried
  const STEP = 24; // pixels between the points along a river
  const NARROW = 520; // pixels; narrower maps have smaller names of countries
  const KEPT_DAYS = 120;
  const ENOUGH = 8; // spots tried for the name of a country

  const ringsOf = new WeakMap();

  /** The rings of a polygon or multipolygon, each with the south and north between which it lies. */
  function rings(geometry) {
    if (!ringsOf.has(geometry)) {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      ringsOf.set(geometry, polygons.flat().map((ring) => {
        const lats = ring.map(([, lat]) => lat);
        const lons = ring.map(([lon]) => lon);
        return { ring, south: Math.min(...lats), north: Math.max(...lats), west: Math.min(...lons),
          east: Math.max(...lons) };
      }));
    }
    return ringsOf.get(geometry);
  }

  /** Is a position inside a polygon or multipolygon? Counts how often a ray meets an edge. */
  function inside(geometry, lon, lat) {
    let odd = false;
    for (const { ring, south, north, west, east } of rings(geometry)) {
      if (lat < south || lat > north || lon < west || lon > east) continue;
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const from = ring[i];
        const to = ring[j];
        if (from[1] > lat === to[1] > lat) continue;
        if (lon < ((to[0] - from[0]) * (lat - from[1])) / (to[1] - from[1]) + from[0]) odd = !odd;
      }
    }
    return odd;
  }

  /** The points of a grid over the visible map. */
  function gridPoints(map) {
    const size = map.getSize();
    const [columns, rows] = GRID;
    return Array.from({ length: columns * rows }, (_, index) => L.point(
      (((index % columns) + 0.5) * size.x) / columns, ((Math.floor(index / columns) + 0.5) * size.y) / rows));
  }

  const isArea = (shape) => /Polygon$/.test(shape.type);

  /** Points along a river, in layer coordinates, the nearest to its middle first. */
  function pointsAlong(map, river) {
    const lines = river.type === "LineString" ? [river.coordinates] : river.coordinates;
    const points = lines.flatMap((line) => {
      const spots = line.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon]));
      return spots.slice(1).flatMap((to, index) => {
        const from = spots[index];
        const pieces = Math.min(200, Math.max(1, Math.round(from.distanceTo(to) / STEP)));
        return Array.from({ length: pieces }, (_, piece) => from.add(to.subtract(from).multiplyBy(piece / pieces)));
      });
    });
    const middle = points.length / 2;
    return points.map((point, index) => [Math.abs(index - middle), point]).sort(([a], [b]) => a - b)
      .map(([, point]) => point);
  }

  /** Points of a grid within the box of a lake and on it, the middle first. */
  function pointsOn(map, lake) {
    const all = rings(lake).flatMap(({ ring }) => ring.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon])));
    const box = L.bounds(all);
    const middle = box.getCenter();
    const points = Array.from({ length: 49 }, (_, index) => L.point(
      box.min.x + (box.getSize().x * ((index % 7) + 0.5)) / 7, box.min.y + (box.getSize().y * (Math.floor(index / 7) + 0.5)) / 7));
    return points.filter((point) => {
      const { lat, lng } = map.layerPointToLatLng(point);
      return inside(lake, lng, lat);
    }).sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
  }

  function visibleFrame(map, margin) {
    const from = map.containerPointToLayerPoint([margin, margin]);
    const to = map.containerPointToLayerPoint(map.getSize().subtract([margin, margin]));
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }

  function waterSpots(map, geometry) {
    const frame = visibleFrame(map, 40);
    const seen = ({ x, y }) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
    return (isArea(geometry) ? pointsOn : pointsAlong)(map, geometry).filter(seen);
  }

  /** Points spread over a box and a little beyond, in shares of half its width and of its height. */
  const PROBES = [0, -1.2, 1.2, -0.6, 0.6].flatMap((dx) => [0, -0.9, 0.9].map((dy) => [dx, dy]));

  /** A grid over the view: of each point the country that it lies in, off the theatre and off the lakes, or -1. */
  function landOf(map, drawing) {
    const lakes = drawing.water.features.map((feature) => feature.geometry).filter(isArea);
    const avoided = [drawing.frame, ...lakes];
    const countries = drawing.countries.features.map((feature) => feature.geometry);
    const ownerOf = (point) => {
      const { lat, lng } = map.containerPointToLatLng(point);
      const owner = countries.findIndex((shape) => inside(shape, lng, lat));
      return owner < 0 || avoided.some((shape) => inside(shape, lng, lat)) ? -1 : owner;
    };
    return { ownerOf, points: gridPoints(map).map((point) => ({ point, owner: ownerOf(point) })) };
  }

  /** Where a country's name may stand in the present view: the roomiest spot first. */
  function countrySpots(map, { ownerOf, points }, country, size) {
    const open = points.filter(({ owner }) => owner === country);
    if (!open.length) return [];
    const barred = points.filter(({ owner }) => owner !== country);
    const fits = ({ x, y }) => PROBES.every(([dx, dy]) =>
      ownerOf(L.point(x + (dx * size.width) / 2, y + dy * size.height)) === country);
    const { x: width, y: height } = map.getSize();
    const roomAt = ({ x, y }) => barred.reduce(
      (least, { point }) => Math.min(least, Math.abs(point.y - y) * 1.6 + Math.abs(point.x - x) * 0.8),
      Math.min(x, width - x, y * 1.6, (height - y) * 1.6));
    const roomiest = open.map(({ point }) => [roomAt(point), point]).sort(([a], [b]) => b - a);
    const spots = [];
    for (const [, point] of roomiest) {
      if (fits(point)) spots.push(map.containerPointToLayerPoint(point));
      if (spots.length === ENOUGH) break;
    }
    return spots;
  }

  /** The name of a country or water in the reader's language. @returns {{text: string, lang: string}} */
  function nameIn(names, language) {
    const lang = [language, "en", ...Object.keys(names)].find((code) => Object.hasOwn(names, code));
    return { text: String(names[lang] || ""), lang: lang || "" };
  }

  function upper({ text, lang }) {
    try {
      return { text: text.toLocaleUpperCase(lang || undefined), lang };
    } catch {
      return { text: text.toUpperCase(), lang: "" };
    }
  }

  const area = (key, name, rank) => ({ key, ...name, rank, x: 0, y: 0, gap: 0, callout: false, spots: null });

  /** Names of countries and waters, and of districts once a few of them fill the view. */
  function areaLabels(map, app) {
    const { document: drawing, i18n } = app;
    const { language } = app.store.get();
    const zoom = map.getZoom();
    const land = landOf(map, drawing);
    const countries = drawing.countries.features.map(({ properties }, index) => {
      const rank = map.getSize().x < NARROW ? "country-narrow" : "country";
      const label = area(`country ${index}`, upper(nameIn(properties.names, language)), rank);
      return { ...label, spots: countrySpots(map, land, index, karamap.labelPlacement.measure(label)) };
    });
    const waters = drawing.water.features.map(({ properties, geometry }, index) => ({ properties, geometry, index }))
      .filter(({ properties }) => properties.rank === 1 || zoom >= FROM_ZOOM["water-2"])
      .map(({ properties, geometry, index }) => ({
        ...area(`water ${index}`, nameIn(properties.names, language), "water"), spots: waterSpots(map, geometry) }));
    const districts = zoom < FROM_ZOOM.district ? [] : app.model.districts.map(({ id, lon, lat }) => {
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      return { ...area(`district ${id}`, upper(i18n.district(id)), "district"), x, y, district: id };
    });
    return [...countries, ...waters, ...districts];
  }

  const rankOf = (place) => (place.kind === "outside" ? "outside" : { 1: "city", 2: "town" }[place.rank] || "village");

  function placeLabel(app, places, mark, rank) {
    const { place, spot } = mark;
    return {
      key: `place ${place.id}`, ...app.i18n.name(place), rank, x: spot.x, y: spot.y, spots: null, place: place.id,
      gap: places.radiusOf(mark) + 1.5, callout: rank !== "village" && rank !== "town" && rank !== "outside",
    };
  }

  /** The names of places that the view asks for on any day. */
  function placeLabels(map, app, places, seen) {
    const zoom = map.getZoom();
    const { place: chosen } = app.store.get();
    return seen.map((mark) => {
      const rank = mark.place.id === chosen ? "chosen" : rankOf(mark.place);
      return zoom >= (FROM_ZOOM[rank] || 0) ? placeLabel(app, places, mark, rank) : null;
    }).filter(Boolean);
  }

  const square = ({ x, y }, radius) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });

  /** The boxes of what lies upon the map, in the coordinates in which names are placed. */
  function controlBoxes(map) {
    const frame = map.getContainer().getBoundingClientRect();
    const sheet = map.getContainer().parentElement || map.getContainer();
    return [...sheet.querySelectorAll(".leaflet-control, .over-map, .compare-side, .compare-swap")].map((control) => {
      const box = control.getBoundingClientRect();
      const from = map.containerPointToLayerPoint([box.left - frame.left - 4, box.top - frame.top - 4]);
      return { left: from.x, top: from.y, right: from.x + box.width + 8, bottom: from.y + box.height + 8 };
    });
  }

  const timePointOf = ({ day, known, view }) => `${day} ${known} ${view}`;
  const markBox = (places, mark) => ({ ...square(mark.spot, places.radiusOf(mark)), city: mark.place.rank === 1 });

  /**
   * @param {object} map of Leaflet @param {object} app @param {object} places the sheet of the points
   * @param {{leaders: Node, names: Node}} sheets
   */
  function sheet(map, app, places, sheets) {
    let standing = []; // names that do not depend on the day, where they are
    let nodes = new Map();
    let ground = null;
    let known = new Map(); // names of a day, by timePoint, for the present view
    const daily = { leaders: karamap.nodes.svg("g"), names: karamap.nodes.svg("g") };
    const lasting = { leaders: karamap.nodes.svg("g"), names: karamap.nodes.svg("g") };
    for (const kind of ["leaders", "names"]) sheets[kind].append(lasting[kind], daily[kind]);

    /** Everything anew, but each name where it is if the view allows. */
    function refresh() {
      const bounds = map.getBounds();
      const seen = places.marks.filter(({ at }) => bounds.contains(at));
      const kept = ground && ground.zoom === map.getZoom() ? new Map(standing.map((one) => [one.label.key, one])) : null;
      ground = {
        zoom: map.getZoom(), kept, seen, frame: visibleFrame(map, 5), controls: controlBoxes(map),
        marks: seen.filter(({ place }) => place.rank < 3).map((mark) => markBox(places, mark)),
        dots: seen.map(({ spot }) => spot),
      };
      const same = (label) => kept && kept.get(label.key) && kept.get(label.key).label.text === label.text;
      const labels = [...areaLabels(map, app), ...placeLabels(map, app, places, seen)];
      if (kept) labels.forEach((label) => { if (!same(label)) kept.delete(label.key); });
      standing = karamap.labelPlacement.place(labels, ground);
      nodes = new Map(standing.map((one) => [one, { text: karamap.labelPlacement.draw(one), leader: karamap.labelPlacement.drawLeader(one) }]));
      lasting.names.replaceChildren(...Array.from(nodes.values(), ({ text }) => text));
      lasting.leaders.replaceChildren(...Array.from(nodes.values()).flatMap(({ leader }) => leader));
      known = new Map();
      update();
    }

    /** The names of the places that changed on the day, among those that stand. */
    function ofTheDay() {
      const compared = app.store.get().view === "compare"; // then what changed on one day is not the matter
      const changed = compared ? [] : places.changed().filter(({ at }) => map.getBounds().contains(at));
      const here = new Set(changed.map(({ place }) => place.id));
      const base = standing.map((one) => ({ ...one, label: { ...one.label, changed: here.has(one.label.place) } }));
      const named = new Set(base.map(({ label }) => label.place));
      const labels = changed.filter(({ place }) => !named.has(place.id)).map((mark) => ({
        ...placeLabel(app, places, mark, rankOf(mark.place) === "town" ? "changed-town" : "changed-village"), callout: true }));
      const size = map.getSize();
      const most = { names: (size.x * size.y) / ROOM_FOR_ONE.name, leaders: (size.x * size.y) / ROOM_FOR_ONE.leader };
      const found = karamap.labelPlacement.placeAmong(labels, {
        ...ground, kept: null, marks: [...ground.marks, ...changed.map((mark) => markBox(places, mark))],
      }, base, most);
      return {
        here, hidden: new Set([...found.hidden].map(({ label }) => label.key)),
        names: found.placed.map(karamap.labelPlacement.draw), leaders: found.placed.flatMap(karamap.labelPlacement.drawLeader),
      };
    }

    function show() {
      const timePoint = timePointOf(app.store.get());
      if (!known.has(timePoint)) {
        if (known.size > KEPT_DAYS) known.clear();
        known.set(timePoint, ofTheDay());
      }
      const { here, hidden, names, leaders } = known.get(timePoint);
      for (const [{ label }, { text, leader }] of nodes) {
        text.classList.toggle("label-changed", here.has(label.place));
        const visibility = hidden.has(label.key) ? "hidden" : "";
        if (text.style.visibility !== visibility) [text, ...leader].forEach((node) => { node.style.visibility = visibility; });
      }
      daily.names.replaceChildren(...names);
      daily.leaders.replaceChildren(...leaders);
    }

    const showSoon = karamap.nodes.afterPaint(show);

    /** The marks move at once; the names of the day follow as soon as the browser has drawn those. */
    function update() {
      if (!ground) return;
      if (known.has(timePointOf(app.store.get()))) show(); else showSoon();
    }

    const soon = karamap.nodes.afterPaint(() => { refresh(); show(); });
    window.requestAnimationFrame(soon); // the first frame belongs to the ground
    map.on("moveend resize", soon);
    return { refresh: soon, update };
  }

  karamap.labelLayer = { sheet, inside };
})(window.karamap);
