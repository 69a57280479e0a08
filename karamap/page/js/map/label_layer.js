/**
 * Which names the present view asks for, and where they may stand. Names that do not depend on the day keep their place
 * while days go by; those of the day come and go among them.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{point: L.Point, owner: number}} GridPoint a point of the view and the country that it lies in, or -1
   * @typedef {{ownerOf: (point: L.Point) => number, points: GridPoint[]}} Land
   * @typedef {LabelGround & {zoom: number, origin: L.Point, seen: PointSymbol[]}} View
   * @typedef {{here: Set<string|undefined>, hidden: Set<string>, names: SVGElement[], leaders: SVGElement[]}} DayLabels
   */

  const { svg } = karamap.nodes;
  const { boundedRings, inside } = karamap.geometry;
  /** How much nearer than the whole theatre a view must be for a kind of name. @type {Record<string, number>} */
  const NEARER = { district: 1, outside: 0.75, "water-2": 0, zone: 0, "zone-outline": 0 };
  const AT_ONCE = 12; // names of a day in the view of the whole theatre; four times as many each zoom nearer
  const COUNTED_FROM = 8; // so many nameless changes of a district are counted in words
  const ASIDE = [6, 30, 60, 90]; // pixels between such words and the points that they are about, the best first
  const COUNTS = { names: 6, leaders: 3 }; // such counts in one view
  const ROOM_FOR_ONE = { name: 24000, leader: 45000 }; // square pixels of map per name of the day
  const GRID = [22, 16]; // columns and rows of points where the name of an area is tried
  const STEP = 24; // pixels between the points along a river
  const NARROW = 520; // pixels; narrower maps have smaller names of countries
  const KEPT_DAYS = 120;
  const LAKE_GRID = 7; // columns and rows of points where the name of a lake is tried
  const ENOUGH = 8; // spots tried for the name of a country

  /** The points of a grid over the visible map. @param {L.Map} map */
  function gridPoints(map) {
    const size = map.getSize();
    const [columns, rows] = GRID;
    return Array.from({ length: columns * rows }, (_, index) => L.point(
      (((index % columns) + 0.5) * size.x) / columns, ((Math.floor(index / columns) + 0.5) * size.y) / rows));
  }

  /** @param {Outline|Course} shape @returns {shape is Outline} */
  const isArea = (shape) => /Polygon$/.test(shape.type);

  /**
   * Points from one to another, some pixels apart; the other itself is left out.
   * @param {L.Point} from
   * @param {L.Point} to
   */
  function pointsBetween(from, to) {
    const pieces = Math.min(200, Math.max(1, Math.round(from.distanceTo(to) / STEP)));
    const way = to.subtract(from);
    return Array.from({ length: pieces }, (_, piece) => from.add(way.multiplyBy(piece / pieces)));
  }

  /**
   * Points along a river, in layer coordinates, the nearest to its middle first.
   * @param {L.Map} map
   * @param {Course} river
   */
  function pointsAlong(map, river) {
    const lines = river.type === "LineString" ? [river.coordinates] : river.coordinates;
    const points = lines.flatMap((line) => {
      const spots = line.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon]));
      return spots.slice(1).flatMap((to, index) => pointsBetween(spots[index], to));
    });
    const middle = points.length / 2;
    const ordered = points.map((point, index) => ({ point, off: Math.abs(index - middle) }));
    return ordered.sort((a, b) => a.off - b.off).map(({ point }) => point);
  }

  /** Points of a grid within the box of a lake and on it, the middle first. @param {L.Map} map @param {Outline} lake */
  function pointsOn(map, lake) {
    const corners = boundedRings(lake).flatMap(({ ring }) => ring);
    const { min, max } = L.bounds(corners.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon])));
    const [from, to] = [min ?? L.point(0, 0), max ?? L.point(0, 0)];
    const [middle, size] = [from.add(to).divideBy(2), to.subtract(from)];
    const points = Array.from({ length: LAKE_GRID ** 2 }, (_, index) => {
      const [column, row] = [index % LAKE_GRID, Math.floor(index / LAKE_GRID)];
      return L.point(from.x + (size.x * (column + 0.5)) / LAKE_GRID, from.y + (size.y * (row + 0.5)) / LAKE_GRID);
    });
    const wet = points.filter((point) => {
      const { lat, lng } = map.layerPointToLatLng(point);
      return inside(lake, lng, lat);
    });
    return wet.sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
  }

  /** @param {L.Map} map @param {number} margin @returns {Box} */
  function visibleFrame(map, margin) {
    const from = map.containerPointToLayerPoint([margin, margin]);
    const to = map.containerPointToLayerPoint(map.getSize().subtract([margin, margin]));
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }

  /** @param {L.Map} map @param {Outline|Course} geometry */
  function waterSpots(map, geometry) {
    const frame = visibleFrame(map, 40);
    const points = isArea(geometry) ? pointsOn(map, geometry) : pointsAlong(map, geometry);
    return points.filter(({ x, y }) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom);
  }

  /** Points spread over a box and a little beyond, in shares of half its width and of its height. */
  const PROBES = [0, -1.2, 1.2, -0.6, 0.6].flatMap((dx) => [0, -0.9, 0.9].map((dy) => [dx, dy]));

  /**
   * A grid over the view: of each point the country that it lies in, off the theatre and off the lakes, or -1.
   * @param {L.Map} map
   * @param {Drawing} drawing
   * @returns {Land}
   */
  function landOf(map, drawing) {
    const lakes = drawing.water.features.map((feature) => feature.geometry).filter(isArea);
    const avoided = [drawing.frame, ...lakes];
    const countries = drawing.countries.features.map((feature) => feature.geometry);
    /** @param {L.Point} point */
    const ownerOf = (point) => {
      const { lat, lng } = map.containerPointToLatLng(point);
      const owner = countries.findIndex((shape) => inside(shape, lng, lat));
      return owner < 0 || avoided.some((shape) => inside(shape, lng, lat)) ? -1 : owner;
    };
    return { ownerOf, points: gridPoints(map).map((point) => ({ point, owner: ownerOf(point) })) };
  }

  /**
   * How far a point is from the edges of the view and from ground that is barred.
   * @param {L.Point} point
   * @param {L.Point} view
   * @param {GridPoint[]} barred
   */
  function roomAt({ x, y }, view, barred) {
    const edges = Math.min(x, view.x - x, y * 1.6, (view.y - y) * 1.6);
    return barred.reduce(
      (least, { point }) => Math.min(least, Math.abs(point.y - y) * 1.6 + Math.abs(point.x - x) * 0.8), edges);
  }

  /**
   * Where a country's name may stand in the present view: the roomiest spot first.
   * @param {L.Map} map
   * @param {Land} land
   * @param {number} country
   * @param {Size} size
   */
  function countrySpots(map, { ownerOf, points }, country, size) {
    const open = points.filter(({ owner }) => owner === country);
    if (!open.length) return [];
    const barred = points.filter(({ owner }) => owner !== country);
    const view = map.getSize();
    /** @param {L.Point} point */
    const fits = ({ x, y }) => PROBES.every(([dx, dy]) => (
      ownerOf(L.point(x + (dx * size.width) / 2, y + dy * size.height)) === country));
    const weighed = open.map(({ point }) => ({ point, room: roomAt(point, view, barred) }));
    const spots = [];
    for (const { point } of weighed.sort((a, b) => b.room - a.room)) {
      if (fits(point)) spots.push(map.containerPointToLayerPoint(point));
      if (spots.length === ENOUGH) break;
    }
    return spots;
  }

  /**
   * Zoom from which a kind of name is shown: those of villages once there is room between these.
   * @param {App} app
   * @param {string} rank
   */
  function fromZoom({ zooms }, rank) {
    if (rank === "village") return zooms.villages;
    return Object.hasOwn(NEARER, rank) ? zooms.whole + NEARER[rank] : 0;
  }

  /** @param {Named} named @returns {Named} */
  function upper({ text, lang }) {
    try {
      return { text: text.toLocaleUpperCase(lang || undefined), lang };
    } catch {
      return { text: text.toUpperCase(), lang: "" };
    }
  }

  /** @param {string} key @param {Named} name @param {string} rank @returns {Label} */
  const area = (key, name, rank) => ({ key, ...name, rank, x: 0, y: 0, gap: 0, callout: false, spots: null });

  /** @param {L.Map} map @param {App} app @returns {Label[]} */
  function countryLabels(map, { document: drawing, i18n }) {
    const land = landOf(map, drawing);
    const rank = map.getSize().x < NARROW ? "country-narrow" : "country";
    return drawing.countries.features.map(({ properties }, index) => {
      const label = area(`country ${index}`, upper(i18n.among(properties.names, "")), rank);
      return { ...label, spots: countrySpots(map, land, index, karamap.labelPlacement.measure(label)) };
    });
  }

  /** @param {L.Map} map @param {App} app @returns {Label[]} */
  function waterLabels(map, app) {
    return app.document.water.features.flatMap(({ properties, geometry }, index) => {
      if (properties.rank !== 1 && map.getZoom() < fromZoom(app, "water-2")) return [];
      const label = area(`water ${index}`, app.i18n.among(properties.names, ""), "water");
      return [{ ...label, spots: waterSpots(map, geometry) }];
    });
  }

  /** Lines and zones of the day along their lines. @param {L.Map} map @param {App} app @returns {Label[]} */
  function zoneLabels(map, app) {
    const frame = visibleFrame(map, 40);
    return (karamap.zoneLayer?.shownOf(app) ?? []).flatMap((zone) => {
      const rank = zone.ground || zone.kind === "corridor" ? "zone" : "zone-outline";
      if (map.getZoom() < fromZoom(app, rank)) return [];
      const label = area(`zone ${zone.id}`, app.i18n.among(zone.names, zone.id), rank);
      const course = { type: /** @type {const} */ ("MultiLineString"), coordinates: karamap.zoneLayer.linesOf(zone) };
      const spots = pointsAlong(map, course).filter(({ x, y }) => (
        x > frame.left && x < frame.right && y > frame.top && y < frame.bottom));
      return [{ ...label, spots: spots.filter((_, index) => index % 4 === 0) }];
    });
  }

  /** Once a few districts fill the view. @param {L.Map} map @param {App} app @returns {Label[]} */
  function districtLabels(map, app) {
    const { model, i18n } = app;
    if (map.getZoom() < fromZoom(app, "district")) return [];
    return model.districts.map(({ id, lon, lat }) => {
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      return { ...area(`district ${id}`, upper(i18n.district(id)), "district"), x, y, district: id };
    });
  }

  /** @param {Place} place */
  function rankOf(place) {
    if (place.kind === "outside") return "outside";
    if (place.rank === 1) return "city";
    return place.rank === 2 ? "town" : "village";
  }

  /** @param {App} app @param {PointLayer} points @param {PointSymbol} point @param {string} rank @returns {Label} */
  function placeLabel(app, points, point, rank) {
    const { place, spot } = point;
    return {
      key: `place ${place.id}`,
      ...app.i18n.name(place),
      rank,
      x: spot.x,
      y: spot.y,
      spots: null,
      place: place.id,
      gap: points.radiusOf(point) + 1.5,
      callout: rank !== "village" && rank !== "town" && rank !== "outside",
    };
  }

  /**
   * The names of places that the view asks for on any day.
   * @param {L.Map} map
   * @param {App} app
   * @param {PointLayer} points
   * @param {PointSymbol[]} seen
   */
  function placeLabels(map, app, points, seen) {
    const zoom = map.getZoom();
    const { place: chosen } = app.store.get();
    const ranked = seen.map((point) => ({ point, rank: point.place.id === chosen ? "chosen" : rankOf(point.place) }));
    const wanted = ranked.filter(({ rank }) => zoom >= fromZoom(app, rank));
    return wanted.map(({ point, rank }) => placeLabel(app, points, point, rank));
  }

  /**
   * The boxes of what lies upon the map, in the coordinates in which names are placed.
   * @param {L.Map} map
   * @returns {Box[]}
   */
  function controlBoxes(map) {
    const frame = map.getContainer().getBoundingClientRect();
    const sheet = map.getContainer().parentElement || map.getContainer();
    const controls = sheet.querySelectorAll(".leaflet-control, .over-map, .compare-side, .compare-swap");
    return [...controls].map((control) => {
      const box = control.getBoundingClientRect();
      const from = map.containerPointToLayerPoint([box.left - frame.left - 4, box.top - frame.top - 4]);
      return { left: from.x, top: from.y, right: from.x + box.width + 8, bottom: from.y + box.height + 8 };
    });
  }

  /** @param {State} state */
  const timePointOf = ({ day, known, view }) => `${day} ${known} ${view}`;

  /** @param {PointLayer} points @param {PointSymbol} point @returns {SymbolBox} */
  function symbolBox(points, point) {
    const radius = points.radiusOf(point);
    const { x, y } = point.spot;
    return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, city: point.place.rank === 1 };
  }

  /**
   * What the present view holds.
   * @param {L.Map} map
   * @param {PointLayer} points
   * @param {View["kept"]} kept
   * @returns {View}
   */
  function viewOf(map, points, kept) {
    const bounds = map.getBounds();
    const seen = points.points.filter(({ at }) => bounds.contains(at));
    const important = seen.filter(({ place }) => place.rank < 3);
    return {
      zoom: map.getZoom(),
      origin: map.getPixelOrigin(),
      kept,
      seen,
      frame: visibleFrame(map, 5),
      controls: controlBoxes(map),
      symbols: important.map((point) => symbolBox(points, point)),
      dots: seen.map(({ spot }) => spot),
    };
  }

  /** How many names of one day a reader can take in. @param {L.Map} map @param {App} app @returns {LabelLimits} */
  function limitsOf(map, { zooms }) {
    const { x, y } = map.getSize();
    const most = AT_ONCE * 4 ** Math.max(0, Math.round(map.getZoom() - zooms.whole));
    return { names: Math.min(most, (x * y) / ROOM_FOR_ONE.name), leaders: (x * y) / ROOM_FOR_ONE.leader };
  }

  /**
   * Where words about many points may stand: in their middle, then to their left and right and above and below.
   * @param {PointSymbol[]} points @param {Size} size
   */
  function spotsBeside(points, { width, height }) {
    const { min, max } = L.bounds(points.map(({ spot }) => L.point(spot.x, spot.y)));
    if (!min || !max) return [];
    const middle = min.add(max).divideBy(2);
    const shares = [0.5, 0.65, 0.35, 0.8, 0.2, 0.95, 0.05];
    const around = ASIDE.flatMap((aside) => [
      ...shares.flatMap((share) => {
        const y = min.y + share * (max.y - min.y);
        return [L.point(min.x - width / 2 - aside, y), L.point(max.x + width / 2 + aside, y)];
      }),
      L.point(middle.x, max.y + height + aside),
      L.point(middle.x, min.y - height - aside),
    ]);
    return [middle, ...around];
  }

  /**
   * How many places of a district changed besides those that are named, in words amid their points.
   * @param {App} app @param {PointSymbol[]} nameless @returns {Label[]}
   */
  function countLabels({ i18n }, nameless) {
    /** @type {Map<string, PointSymbol[]>} */
    const groups = new Map();
    for (const point of nameless) {
      const district = point.place.district ?? "";
      groups.set(district, [...(groups.get(district) ?? []), point]);
    }
    return [...groups].filter(([, points]) => points.length >= COUNTED_FROM).map(([id, points]) => {
      const count = points.length;
      const text = i18n.t(id ? "label.more" : "label.others", { count, district: i18n.district(id).text });
      const label = area(`more ${id}`, { text, lang: "" }, "changed-more");
      return { ...label, spots: spotsBeside(points, karamap.labelPlacement.measure(label)) };
    });
  }

  /**
   * The names of the places that changed on the day, among those that stand.
   * @param {L.Map} map @param {App} app @param {PointLayer} points @param {View} view @param {Placed[]} standing
   * @returns {DayLabels}
   */
  function labelsOfTheDay(map, app, points, view, standing) {
    const isCompared = app.store.get().view === "compare"; // then what changed on one day is not the matter
    const changed = isCompared ? [] : points.changed().filter(({ at }) => map.getBounds().contains(at));
    /** @type {Set<string|undefined>} */
    const here = new Set(changed.map(({ place }) => place.id));
    const named = new Set(standing.map(({ label }) => label.place));
    const unnamed = changed.filter(({ place }) => !named.has(place.id));
    const labels = unnamed.map((point) => {
      const rank = rankOf(point.place) === "town" ? "changed-town" : "changed-village";
      return { ...placeLabel(app, points, point, rank), callout: true };
    });
    const symbols = [...view.symbols, ...changed.map((point) => symbolBox(points, point))];
    const base = standing.map((one) => ({ ...one, label: { ...one.label, changed: here.has(one.label.place) } }));
    const ground = { ...view, kept: null, symbols };
    const { placed, hidden } = karamap.labelPlacement.placeAmong(labels, ground, base, limitsOf(map, app));
    const told = new Set(placed.map(({ label }) => label.place));
    const nameless = unnamed.filter(({ place }) => !told.has(place.id));
    const around = [...base, ...placed.map((one) => ({ ...one, label: { ...one.label, changed: true } }))];
    const counts = karamap.labelPlacement.placeAmong(countLabels(app, nameless), ground, around, COUNTS);
    const all = [...placed, ...counts.placed];
    return {
      here,
      hidden: new Set([...hidden, ...counts.hidden].map(({ label }) => label.key)),
      names: all.map(karamap.labelPlacement.draw),
      leaders: all.flatMap(karamap.labelPlacement.drawLeader),
    };
  }

  /**
   * Show or hide lasting names as the names of a day demand.
   * @param {Map<Placed, {text: SVGElement, leader: SVGElement[]}>} nodes
   * @param {DayLabels} ofTheDay
   */
  function giveWay(nodes, { here, hidden }) {
    for (const [{ label }, { text, leader }] of nodes) {
      text.classList.toggle("label-changed", here.has(label.place));
      const visibility = hidden.has(label.key) ? "hidden" : "";
      if (text.style.visibility === visibility) continue;
      for (const node of [text, ...leader]) node.style.visibility = visibility;
    }
  }

  /** Whether what stood in a view stands where it did: a map that is fitted anew counts from another corner. */
  const isSameGround = (/** @type {L.Map} */ map, /** @type {View} */ { zoom, origin }) => (
    zoom === map.getZoom() && origin.equals(map.getPixelOrigin()));

  /** @type {Karamap["labelLayer"]["create"]} */
  function create(map, app, points, sheets) {
    /** Names that do not depend on the day, where they are. @type {Placed[]} */
    let standing = [];
    /** @type {Map<Placed, {text: SVGElement, leader: SVGElement[]}>} */
    let nodes = new Map();
    /** @type {View|null} */
    let view = null;
    /** Names of a day, by time point, for the present view. @type {Map<string, DayLabels>} */
    let known = new Map();
    const [lasting, daily] = [0, 1].map(() => ({ leaders: svg("g"), names: svg("g") }));
    sheets.leaders.append(lasting.leaders, daily.leaders);
    sheets.names.append(lasting.names, daily.names);

    /** Everything anew, but each name where it is if the view allows. */
    function refresh() {
      const kept = view && isSameGround(map, view) ? new Map(standing.map((one) => [one.label.key, one])) : null;
      view = viewOf(map, points, kept);
      const drawn = [...zoneLabels(map, app), ...waterLabels(map, app)];
      const areas = [...countryLabels(map, app), ...drawn, ...districtLabels(map, app)];
      const labels = [...areas, ...placeLabels(map, app, points, view.seen)];
      for (const { key, text } of labels) if (kept?.get(key)?.label.text !== text) kept?.delete(key);
      standing = karamap.labelPlacement.place(labels, view);
      const { draw, drawLeader } = karamap.labelPlacement;
      nodes = new Map(standing.map((one) => [one, { text: draw(one), leader: drawLeader(one) }]));
      lasting.names.replaceChildren(...Array.from(nodes.values(), ({ text }) => text));
      lasting.leaders.replaceChildren(...Array.from(nodes.values()).flatMap(({ leader }) => leader));
      known = new Map();
      update();
    }

    function show() {
      if (!view) return;
      const timePoint = timePointOf(app.store.get());
      let ofTheDay = known.get(timePoint);
      if (!ofTheDay) {
        if (known.size > KEPT_DAYS) known.clear();
        ofTheDay = labelsOfTheDay(map, app, points, view, standing);
        known.set(timePoint, ofTheDay);
      }
      giveWay(nodes, ofTheDay);
      daily.names.replaceChildren(...ofTheDay.names);
      daily.leaders.replaceChildren(...ofTheDay.leaders);
    }

    const showSoon = karamap.nodes.afterPaint(show);

    /** The points move at once; the names of the day follow as soon as the browser has drawn those. */
    function update() {
      if (!view) return;
      if (known.has(timePointOf(app.store.get()))) show();
      else showSoon();
    }

    const soon = karamap.nodes.afterPaint(() => {
      refresh();
      show();
    });
    soon(); // the first frame belongs to the ground
    map.on("moveend resize", soon);
    return { refresh: soon, update, forget: () => { map.off("moveend resize", soon); } };
  }

  karamap.labelLayer = { create };
})(window.karamap);
