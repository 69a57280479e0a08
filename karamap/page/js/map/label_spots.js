/**
 * Where the names of land and water may stand in the present view: those of countries amid these, those of rivers,
 * lakes and lines along or upon them.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{point: L.Point, owner: number}} GridPoint a point of the view and the country that it lies in, or -1
   * @typedef {{ownerOf: (point: L.Point) => number, points: GridPoint[]}} Land
   */

  const { boundedRings, inside } = karamap.geometry;
  const GRID = [22, 16]; // columns and rows of points where the name of an area is tried
  const STEP = 24; // pixels between the points along a river
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

  karamap.labelSpots = { countrySpots, landOf, pointsAlong, visibleFrame, waterSpots };
})(window.karamap);
