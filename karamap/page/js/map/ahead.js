/**
 * Makes ready, while the browser is at rest, what steps to other days need: the nearest days first, and of those the
 * ones towards which the reader goes.
 */
(function (karamap) {
  "use strict";

  const FARTHEST = 60; // days from the present one
  const REST = 120; // milliseconds without a change of view after which it begins anew

  /**
   * The nearest day that is not ready, if any.
   * @param {number} present
   * @param {1|-1} way in which the reader goes
   * @param {(day: number) => boolean} isWanted
   */
  function nearest(present, way, isWanted) {
    for (let away = 1; away <= FARTHEST; away += 1) {
      for (const day of [present + way * away, present - way * away]) if (isWanted(day)) return day;
    }
    return null;
  }

  /** @type {Karamap["ahead"]["prepare"]} */
  function prepare(map, app, parts) {
    const { model, store } = app;
    /** @type {Set<number>} */
    let ready = new Set();
    /** @type {Generator<undefined, void>|null} */
    let steps = null;
    let resting = 0;
    let before = store.get().day;
    /** @type {1|-1} */
    let way = 1;

    /** @returns {Generator<undefined, void>} */
    function* preparing() {
      for (;;) {
        const { day: present, known } = store.get();
        const day = nearest(present, way, (one) => one >= 0 && one < model.days && !ready.has(one));
        if (day === null) return;
        ready.add(day);
        for (const make of parts) {
          make({ day, known });
          yield;
        }
      }
    }

    function begin() {
      const begun = preparing();
      steps = begun;
      karamap.work.inSlices(begun, () => {
        if (steps === begun) steps = null;
      });
    }

    function restart() {
      steps?.return();
      ready = new Set();
      window.clearTimeout(resting);
      resting = window.setTimeout(begin, REST);
    }

    restart();
    map.on("moveend resize", restart);
    store.on(({ day }, changed) => {
      if (["known", "language", "view", "zones"].some((key) => changed.has(key))) restart();
      else if (changed.has("day") && !steps && ready.size) begin(); // others are near now
      if (day !== before) way = day > before ? 1 : -1;
      before = day;
    });
  }

  karamap.ahead = { prepare };
})(window.karamap);
