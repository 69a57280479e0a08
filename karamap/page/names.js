/**
 * Which names the present view asks for, and where they may stand.
 */
(function (karamap) {
  "use strict";

  const VILLAGES_FROM_ZOOM = 10.5;
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

  /** Is a whole box, given in pixels of the container, on a country's ground and off the theatre? */
  function boxLiesOn(map, country, theatre, point, size) {
    return [[0, 0], [-1, -1], [1, -1], [-1, 1], [1, 1]].every(([dx, dy]) => {
      const { lat, lng } = map.containerPointToLatLng(
        L.point(point.x + (dx * size.width) / 2, point.y + dy * size.height));
      return inside(country, lng, lat) && !inside(theatre, lng, lat);
    });
  }

  /** Where a country's name may stand in the present view, the middle of what is seen of it first. */
  function countrySpots(map, drawing, label) {
    const country = drawing.countries.features.find(
      (feature) => feature.properties.name.toLowerCase() === label.text.toLowerCase());
    if (!country) return null;
    const size = karamap.labels.measure(label);
    const free = gridPoints(map).filter((point) =>
      boxLiesOn(map, country.geometry, drawing.theatre, point, size));
    const middle = free.reduce((sum, point) => sum.add(point), L.point(0, 0)).divideBy(free.length || 1);
    return free.sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle))
      .map((point) => map.containerPointToLayerPoint(point));
  }

  function areaLabels(map, drawing) {
    const ranks = new Set(["country", "district", "water"]);
    return drawing.labels.filter((entry) => ranks.has(entry.rank)).map((entry) => {
      const { x, y } = map.latLngToLayerPoint([entry.lat, entry.lon]);
      const text = entry.rank === "district" ? entry.text.toLocaleUpperCase(drawing.lang) : entry.text;
      const label = { text, rank: entry.rank, x, y, gap: 0, callout: false, spots: null };
      if (entry.rank === "country") label.spots = countrySpots(map, drawing, label);
      return label;
    });
  }

  function placeRank(place) {
    if (place.changed) return place.rank === 1 ? "changed-city" : "changed";
    if (place.rank === 1) return "city";
    return place.rank === 2 ? "town" : "village";
  }

  function placeLabels(map, marks) {
    const zoom = map.getZoom();
    return marks
      .filter(({ place }) => place.changed || place.rank < 3 || zoom >= VILLAGES_FROM_ZOOM)
      .map(({ place, at }) => {
        const { x, y } = map.latLngToLayerPoint(at);
        const gap = (place.changed ? 9 : 5) * karamap.markScale(place, zoom) + 1.5;
        return { text: place.label, rank: placeRank(place), x, y, gap, callout: place.changed, spots: null };
      });
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
    const zoom = map.getZoom();
    const frame = visibleFrame(map, 5);
    const seen = map.getBounds().pad(0.1);
    const visible = marks.filter(({ at }) => seen.contains(at))
      .map(({ place, at }) => ({ place, at: map.latLngToLayerPoint(at) }));
    const important = visible.filter(({ place }) => place.changed || place.rank === 1)
      .map(({ place, at }) => square(at, (place.changed ? 8 : 4.5) * karamap.markScale(place, zoom)));
    return { frame, marks: important, controls: controlBoxes(map), dots: visible.map(({ at }) => at) };
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
