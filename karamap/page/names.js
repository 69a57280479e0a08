/**
 * Which names the present view asks for, and where they may stand.
 */
(function (karamap) {
  "use strict";

  const FROM_ZOOM = { village: 10.5, district: 9.5, outside: 9.25 };
  const ROOM_FOR_ONE = { name: 24000, leader: 52000 }; // square pixels of map per name of the day
  const GRID = [18, 14];

  /** Is a position inside a polygon or multipolygon? Counts how often a ray meets an edge. */
  function inside(geometry, lon, lat) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    let odd = false;
    for (const ring of polygons.flat()) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [[x1, y1], [x2, y2]] = [ring[i], ring[j]];
        if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd;
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

  /** Points spread over a box, in shares of half its width and of its height. */
  const PROBES = [-1, -0.5, 0, 0.5, 1].flatMap((dx) => [-0.9, 0, 0.9].map((dy) => [dx, dy]));

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
    const lakes = drawing.water.features.map((feature) => feature.geometry)
      .filter((geometry) => /Polygon$/.test(geometry.type));
    const free = [point, ...gridPoints(map)].filter((one) =>
      boxLiesOn(map, country.geometry, [drawing.theatre, ...lakes], one, size));
    const middle = free.reduce((sum, one) => sum.add(one), L.point(0, 0)).divideBy(free.length || 1);
    const best = map.getSize().contains(point) && point.x > 0 && point.y > 0 ? point : middle;
    return free.sort((a, b) => a.distanceTo(best) - b.distanceTo(best))
      .map((one) => map.containerPointToLayerPoint(one));
  }

  function areaLabel(map, text, rank, { lon, lat }) {
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    return { text, rank, x, y, gap: 0, callout: false, spots: null };
  }

  /** Names of countries and waters, and of districts once a few of them fill the view. */
  function areaLabels(map, drawing) {
    const wide = drawing.labels.filter(({ rank }) => rank === "country" || rank === "water").map((entry) => {
      const label = areaLabel(map, entry.text, entry.rank, entry);
      const point = map.latLngToContainerPoint([entry.lat, entry.lon]);
      if (entry.rank === "country") label.spots = countrySpots(map, drawing, label, point);
      return label;
    });
    if (map.getZoom() < FROM_ZOOM.district) return wide;
    return wide.concat(drawing.districts.features.map(({ properties }) =>
      areaLabel(map, properties.name.toLocaleUpperCase(drawing.lang), "district", properties)));
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
    const important = visible.filter(({ place }) => place.changed || place.rank === 1)
      .map(({ place, spot, scale }) => square(spot, (place.changed ? 8 : 4.5) * scale));
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
