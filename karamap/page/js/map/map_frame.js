/**
 * What part of the theatre the map shows: all of it, fitted into the sheet as soon as that has a size to fit it into.
 *
 * A map may begin with any size, none at all included: in a hidden frame, in a tab that is not shown, in a frame too
 * low for it. Nothing else decides whether a size will do, and nothing is fitted into one that will not.
 */
(function (karamap) {
  "use strict";

  const LEAST = 16; // pixels of the map beside its margins from which anything can be fitted into it
  const SHRUNK = 0.005; // share by which a part is told smaller than it is, so that it fits where it was
  const STILL = { animate: false, pan: false };

  /** @param {Extent} extent */
  const corners = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);
  /** @param {L.Map} map @returns {[number, number]} */
  const padding = (map) => (map.getSize().x < 520 ? [6, 6] : [14, 14]);

  /**
   * Fit a part of the land into the sheet, if that has a size for it.
   * @type {Karamap["mapFrame"]["fit"]}
   */
  function fit(map, bounds, margins) {
    const { x, y } = map.getSize();
    const isUsable = Math.min(x - 2 * margins[0], y - 2 * margins[1]) >= LEAST;
    if (isUsable) map.fitBounds(bounds, { animate: false, padding: margins });
    return isUsable;
  }

  /** @param {L.LatLngBounds} bounds @returns {Extent} */
  const extentOf = (bounds) => [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];

  /**
   * Fit the theatre, or the part of it that is asked for, into the sheet and keep the reader near it.
   * @param {L.Map} map @param {App} app
   */
  function frameView(map, { document: { view }, zooms, store }) {
    const limits = corners(view.limits);
    const [least, bounds] = [map.getMinZoom(), map.options.maxBounds];
    map.setMinZoom(0).setMaxBounds(undefined);
    if (!fit(map, corners(view.bounds), padding(map))) {
      map.setMinZoom(least).setMaxBounds(bounds);
      return false;
    }
    map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(limits, false)));
    map.setMaxZoom(zooms.nearest);
    const { crop } = store.get();
    if (crop) fit(map, corners(crop), [0, 0]);
    map.setMaxBounds(limits);
    return true;
  }

  /**
   * What the reader has moved the map to becomes the part that is asked for, and the other way round.
   * @param {L.Map} map
   * @param {App} app
   * @param {() => boolean} isMoved
   */
  function follow(map, app, isMoved) {
    let isOwn = false;
    map.on("moveend", () => {
      if (!isMoved() || document.documentElement.classList.contains("printing")) return;
      isOwn = true;
      app.store.set({ crop: karamap.crop.rounded(extentOf(map.getBounds().pad(-SHRUNK))) });
      isOwn = false;
    });
    app.store.on((state, changed) => {
      if (changed.has("crop") && !isOwn) frameView(map, app);
    });
  }

  /**
   * Show the theatre, without a size its middle, so that what is drawn has positions; and fit it anew when the sheet
   * changes its size, until the reader has moved the map.
   * @type {Karamap["mapFrame"]["keep"]}
   */
  function keep(map, app) {
    let isFramed = frameView(map, app);
    if (!isFramed) map.setView(corners(app.document.view.bounds).getCenter(), app.zooms.whole, STILL);
    let isMoved = false;
    for (const deed of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(deed, () => {
        isMoved = isFramed;
      }, { passive: true });
    }
    map.on("resize", () => {
      if (!isMoved) isFramed = frameView(map, app) || isFramed;
    });
    follow(map, app, () => isMoved);
    karamap.nodes.watchSize(map.getContainer(), () => map.invalidateSize(STILL));
  }

  karamap.mapFrame = { fit, keep };
})(window.karamap);
