/**
 * Which names the present view asks for, and where they may stand.
 */
(function (karamap) {
  "use strict";

  const FROM_ZOOM = { village: 10.5, district: 9.5, outside: 9.25 };
  const ROOM_FOR_ONE = { name: 24000, leader: 45000 }; // square pixels of map per name of the day
  const GRID = [18, 14]; // columns and rows of points where the name of an area is tried
  const STEP = 24; // pixels between the points along a river
  const NARROW = 520; // pixels; narrower maps have smaller names of countries

  const ringsOf = new WeakMap();

  /** The rings of a polygon or multipolygon, each with the south and north between which it lies. */
  function rings(geometry) {
    if (!ringsOf.has(geometry)) {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      ringsOf.set(geometry, polygons.flat().map((ring) => {
        const lats = ring.map(([, lat]) => lat);
        return { ring, south: Math.min(...lats), north: Math.max(...lats) };
      }));
    }
    return ringsOf.get(geometry);
  }

  /** Is a position inside a polygon or multipolygon? Counts how often a ray meets an edge. */
  function inside(geometry, lon, lat) {
    let odd = false;
    for (const { ring, south, north } of rings(geometry)) {
      if (lat < south || lat > north) continue;
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

  /** Points along a river, in layer coordinates. */
  function pointsAlong(map, river) {
    const lines = river.type === "LineString" ? [river.coordinates] : river.coordinates;
    return lines.flatMap((line) => {
      const spots = line.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon]));
      return spots.slice(1).flatMap((to, index) => {
        const from = spots[index];
        const pieces = Math.min(200, Math.max(1, Math.round(from.distanceTo(to) / STEP)));
        return Array.from({ length: pieces }, (_, piece) => from.add(to.subtract(from).multiplyBy(piece / pieces)));
      });
    });
  }

  /** The points of the grid that lie on a country or a lake. */
  function spreadOver(map, area) {
    return gridPoints(map).filter((point) => {
      const { lat, lng } = map.containerPointToLatLng(point);
      return inside(area, lng, lat);
    });
  }

  const pointsOn = (map, lake) => spreadOver(map, lake).map((point) => map.containerPointToLayerPoint(point));

  /** Where the name of a water may stand: at its own point, else where the water is seen, the nearest first. */
  function waterSpots(map, drawing, entry) {
    const own = map.latLngToLayerPoint([entry.lat, entry.lon]);
    const water = drawing.water.features.find(({ properties }) => properties.name === entry.text);
    const frame = visibleFrame(map, 40);
    const seen = ({ x, y }) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
    const spots = water ? (isArea(water.geometry) ? pointsOn : pointsAlong)(map, water.geometry) : [];
    return [own, ...spots].filter(seen).sort((a, b) => a.distanceTo(own) - b.distanceTo(own));
  }

  /** Points spread over a box and a little beyond, in shares of half its width and of its height. */
  const PROBES = [0, -1.2, 1.2, -0.6, 0.6].flatMap((dx) => [0, -0.9, 0.9].map((dy) => [dx, dy]));

  /** Is a whole box, given in pixels of the container, on a country's ground, off the theatre and off the lakes? */
  function boxLiesOn(map, country, avoided, point, size) {
    return PROBES.every(([dx, dy]) => {
      const { lat, lng } = map.containerPointToLatLng(
        L.point(point.x + (dx * size.width) / 2, point.y + dy * size.height));
      return inside(country, lng, lat) && !avoided.some((shape) => inside(shape, lng, lat));
    });
  }

  /** Where a country's name may stand in the present view: best near its own point, else amid what is seen of it. */
  function countrySpots(map, drawing, label, point) {
    const country = drawing.countries.features.find(
      (feature) => feature.properties.name.toLowerCase() === label.text.toLowerCase());
    if (!country) return null;
    const size = karamap.labels.measure(label);
    const lakes = drawing.water.features.map((feature) => feature.geometry).filter(isArea);
    const free = [point, ...spreadOver(map, country.geometry)].filter((one) =>
      boxLiesOn(map, country.geometry, [drawing.theatre, ...lakes], one, size));
    const middle = free.reduce((sum, one) => sum.add(one), L.point(0, 0)).divideBy(free.length || 1);
    const best = map.getBounds().contains(map.containerPointToLatLng(point)) ? point : middle;
    return free.sort((a, b) => a.distanceTo(best) - b.distanceTo(best))
      .map((one) => map.containerPointToLayerPoint(one));
  }

  function areaLabel(map, text, rank, { lon, lat }) {
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    return { text, rank, x, y, gap: 0, callout: false, spots: null };
  }

  /** Names of countries and waters, and of districts once a few of them fill the view. */
  function areaLabels(map, drawing) {
    const countries = drawing.labels.filter(({ rank }) => rank === "country").map((entry) => {
      const label = areaLabel(map, entry.text, map.getSize().x < NARROW ? "country-narrow" : "country", entry);
      return { ...label, spots: countrySpots(map, drawing, label, map.latLngToContainerPoint([entry.lat, entry.lon])) };
    });
    const waters = drawing.labels.filter(({ rank }) => rank === "water").map((entry) => (
      { ...areaLabel(map, entry.text, "water", entry), spots: waterSpots(map, drawing, entry) }));
    const districts = map.getZoom() < FROM_ZOOM.district ? [] : drawing.districts.features.map(({ properties }) =>
      areaLabel(map, properties.name.toLocaleUpperCase(drawing.lang), "district", properties));
    return [...countries, ...waters, ...districts];
  }

  function placeRank(place) {
    if (place.kind === "outside") return "outside";
    const rank = { 1: "city", 2: "town" }[place.rank] || "village";
    return place.changed ? `changed-${rank}` : rank;
  }

  function placeLabels(map, marks) {
    const zoom = map.getZoom();
    return marks
      .map(({ place, spot, scale }) => ({
        text: place.label, rank: placeRank(place), x: spot.x, y: spot.y, spots: null,
        gap: (place.changed ? 9 : 5) * scale + 1.5, callout: place.changed || place.rank === 1,
      }))
      .filter(({ rank }) => zoom >= (FROM_ZOOM[rank] || 0));
  }

  const square = ({ x, y }, radius) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });

  /** The boxes of the map's own controls, in the coordinates in which names are placed. */
  function controlBoxes(map) {
    const frame = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
      const box = control.getBoundingClientRect();
      const from = map.containerPointToLayerPoint([box.left - frame.left - 4, box.top - frame.top - 4]);
      return { left: from.x, top: from.y, right: from.x + box.width + 8, bottom: from.y + box.height + 8 };
    });
  }

  function visibleFrame(map, margin) {
    const from = map.containerPointToLayerPoint([margin, margin]);
    const to = map.containerPointToLayerPoint(map.getSize().subtract([margin, margin]));
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }

  /** What names must not cover, and what they had better not cover. */
  function groundFor(map, marks) {
    const seen = map.getBounds().pad(0.1);
    const visible = marks.filter(({ at }) => seen.contains(at));
    const important = visible.filter(({ place }) => place.changed || place.rank < 3)
      .map(({ place, spot, scale }) => ({
        ...square(spot, (place.changed ? 8 : 4.5) * scale), city: place.rank === 1 }));
    const area = map.getSize().x * map.getSize().y;
    return {
      frame: visibleFrame(map, 5), marks: important, controls: controlBoxes(map),
      dots: visible.map(({ spot }) => spot),
      most: { names: area / ROOM_FOR_ONE.name, leaders: area / ROOM_FOR_ONE.leader },
    };
  }

  /** Draw the names, and again whenever the view has come to rest. */
  function add(map, drawing, marks, sheets) {
    const refresh = () => {
      const seen = map.getBounds().pad(0.02);
      const points = placeLabels(map, marks.filter(({ at }) => seen.contains(at)));
      const placed = karamap.labels.place([...areaLabels(map, drawing), ...points], groundFor(map, marks));
      sheets.leaders.replaceChildren(...placed.flatMap(karamap.labels.drawLeader));
      sheets.names.replaceChildren(...placed.map((one) => karamap.labels.draw(one, drawing.lang)));
    };
    refresh();
    map.on("moveend", refresh);
  }

  karamap.names = { add };
})(window.karamap);
