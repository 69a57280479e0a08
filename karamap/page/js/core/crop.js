/**
 * What part of the theatre an address asks for: a box in degrees, a district, so many times nearer.
 */
(function (karamap) {
  "use strict";

  const MARGIN = 0.06; // around a district, as a share of its longer side
  const LEAST = 0.01; // degrees of a box on each side
  const [FARTHEST, NEAREST] = [0.25, 64]; // times
  const DECIMALS = 4;
  const INNER = 0.98; // share of a view that fits into it for certain

  /** @param {Extent} one @param {Extent} other */
  const meet = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

  /** A box as it is written: west, south, east and north with commas between them. @param {string} text */
  function boxOf(text) {
    const edges = text.split(",").map((edge) => (edge.trim() ? Number(edge) : NaN));
    if (edges.length !== 4 || !edges.every(Number.isFinite)) return null;
    const [west, south, east, north] = edges;
    return east - west >= LEAST && north - south >= LEAST ? /** @type {Extent} */ (edges) : null;
  }

  /** A district with a margin around it. @type {Karamap["crop"]["around"]} */
  function around({ geometry }) {
    const rings = karamap.geometry.boundedRings(geometry);
    const [west, south] = [Math.min(...rings.map((ring) => ring.west)), Math.min(...rings.map((ring) => ring.south))];
    const [east, north] = [Math.max(...rings.map((ring) => ring.east)), Math.max(...rings.map((ring) => ring.north))];
    const margin = MARGIN * Math.max(east - west, north - south);
    return [west - margin, south - margin, east + margin, north + margin];
  }

  /** What is seen from so many times nearer, around the same middle. @param {Extent} extent @param {number} times */
  function nearer([west, south, east, north], times) {
    const [lon, lat] = [(west + east) / 2, (south + north) / 2];
    const [width, height] = [(east - west) / 2 / times, (north - south) / 2 / times];
    return /** @type {Extent} */ ([lon - width, lat - height, lon + width, lat + height]);
  }

  /** @type {Karamap["crop"]["read"]} */
  function read({ box, area, times }, model) {
    const { bounds } = model.document.view;
    const stated = boxOf(box) ?? (area && around(area));
    const factor = Number(times) >= FARTHEST && Number(times) <= NEAREST ? Number(times) : 1;
    if ((!stated && factor === 1) || (stated && !meet(stated, bounds))) return null;
    return rounded(nearer(stated ?? bounds, factor));
  }

  /** @type {Karamap["crop"]["closeTo"]} */
  function closeTo(map, { lon, lat }, zoom) {
    const [middle, half] = [map.project([lat, lon], zoom), map.getSize().multiplyBy(INNER / 2)];
    const [from, to] = [map.unproject(middle.subtract(half), zoom), map.unproject(middle.add(half), zoom)];
    return rounded([from.lng, to.lat, to.lng, from.lat]);
  }

  /** @param {Extent} extent */
  const rounded = (extent) => /** @type {Extent} */ (extent.map((edge) => Number(edge.toFixed(DECIMALS))));

  karamap.crop = { read, around, closeTo, rounded };
})(window.karamap);
