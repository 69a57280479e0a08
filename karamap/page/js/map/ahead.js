/**
 * Makes ready, while the browser is at rest, what steps to other days need: the nearest days first.
 */
(function (karamap) {
  "use strict";

  const FARTHEST = 60; // days from the present one
  const REST = 120; // milliseconds without a change of view after which it begins anew

  /**
   * @param {App} app
   * @param {{prepare(timePoint: TimePoint): void}[]} layers
   * @returns {Generator<undefined, void>}
   */
  function* preparing({ model, store }, layers) {
    const { day: present, known } = store.get();
    for (let away = 1; away <= FARTHEST; away += 1) {
      for (const day of [present + away, present - away]) {
        if (day < 0 || day >= model.days) continue;
        for (const layer of layers) {
          layer.prepare({ day, known });
          yield;
        }
      }
    }
  }

  /** @type {Karamap["ahead"]["prepare"]} */
  function prepare(map, app, layers) {
    /** @type {Generator<undefined, void>|null} */
    let steps = null;
    let resting = 0;
    function begin() {
      steps = preparing(app, layers);
      karamap.work.inSlices(steps, () => {});
    }
    function restart() {
      steps?.return();
      window.clearTimeout(resting);
      resting = window.setTimeout(begin, REST);
    }
    restart();
    map.on("moveend resize", restart);
    app.store.on((state, changed) => {
      if (["known", "language", "view", "zones"].some((key) => changed.has(key))) restart();
    });
  }

  karamap.ahead = { prepare };
})(window.karamap);
