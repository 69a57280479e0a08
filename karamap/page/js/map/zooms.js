/**
 * The zooms by which a theatre measures what is shown of it.
 */
(function (karamap) {
  "use strict";

  const TILE = 256; // pixels of the whole world at zoom 0
  const EARTH_KM = 40075; // around the equator
  const WHOLE = 640; // pixels that the longer side of the theatre takes when a view shows it as a whole
  const NAMED_APART = 43; // pixels between neighbouring places from which villages are named
  const NEARER = 2.5; // how much nearer than that a reader may come
  const DOTS = 2; // how much farther off places are still told apart as dots

  /** @param {number} zoom to a step of the map, so that the same theatre has the same everywhere */
  const stepped = (zoom) => Math.round(zoom * 4) / 4;

  /**
   * The zooms by which a theatre measures what is shown: that of a view of all of it, those at which its places are
   * just told apart and at which there is room to name every village, and the nearest one.
   * @param {Model} model
   * @returns {Zooms}
   */
  function zoomsOf({ sites, document: { view, sites: { added } } }) {
    const [west, south, east, north] = view.bounds;
    const [from, to] = [[north, west], [south, east]].map(([lat, lon]) => (
      L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0)));
    const whole = stepped(Math.log2(WHOLE / Math.max(to.x - from.x, to.y - from.y)));
    const km2 = sites.reduce((sum, site) => sum + site.km2, 0);
    const kmOfPixel = (EARTH_KM / TILE) * Math.cos((((south + north) / 2) * Math.PI) / 180);
    const apart = Math.sqrt(km2 / (sites.length - added));
    const villages = apart > 0 ? stepped(Math.log2((NAMED_APART * kmOfPixel) / apart)) : whole;
    return { whole, villages, dots: villages - DOTS, nearest: Math.max(whole + 3, villages + NEARER) };
  }

  karamap.zooms = { zoomsOf };
})(window.karamap);
