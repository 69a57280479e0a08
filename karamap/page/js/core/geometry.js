/**
 * Outlines in longitude and latitude, and the few sums that several scripts need.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{ring: Position[], south: number, north: number, west: number, east: number}} BoundedRing
   */

  /** @type {WeakMap<Outline, BoundedRing[]>} */
  const ringsOfOutline = new WeakMap();

  /** @param {number} value @param {number} least @param {number} most */
  const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

  /** To a tenth of a pixel, which is all that path data needs. @param {number} value */
  const toTenths = (value) => Math.round(value * 10) / 10;

  /** @param {Outline} outline @returns {Position[][][]} */
  function polygonsOf(outline) {
    return outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
  }

  /** @param {Position[]} ring @returns {BoundedRing} */
  function bounded(ring) {
    const lons = ring.map(([lon]) => lon);
    const lats = ring.map(([, lat]) => lat);
    return {
      ring,
      south: Math.min(...lats),
      north: Math.max(...lats),
      west: Math.min(...lons),
      east: Math.max(...lons),
    };
  }

  /** The rings of an outline, each with the bounds between which it lies. @param {Outline} outline */
  function boundedRings(outline) {
    const known = ringsOfOutline.get(outline);
    if (known) return known;
    const rings = polygonsOf(outline).flat().map(bounded);
    ringsOfOutline.set(outline, rings);
    return rings;
  }

  /**
   * Is a position inside an outline? Counts how often a ray meets an edge.
   * @param {Outline} outline
   * @param {number} lon
   * @param {number} lat
   */
  function inside(outline, lon, lat) {
    let odd = false;
    for (const { ring, south, north, west, east } of boundedRings(outline)) {
      if (lat < south || lat > north || lon < west || lon > east) continue;
      for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
        const from = ring[at];
        const to = ring[before];
        if (from[1] > lat === to[1] > lat) continue;
        if (lon < ((to[0] - from[0]) * (lat - from[1])) / (to[1] - from[1]) + from[0]) odd = !odd;
      }
    }
    return odd;
  }

  /** Does a place have a position? @param {Place} place @returns {place is Located} */
  const isLocated = (place) => Number.isFinite(place.lat) && Number.isFinite(place.lon);

  karamap.geometry = { clamp, toTenths, polygonsOf, boundedRings, inside, isLocated };
})(window.karamap);
