/**
 * Work that takes long, done in slices while the browser has nothing better to do.
 */
(function (karamap) {
  "use strict";

  const SLICE = 8; // milliseconds after which whatever else waits comes first, unless the browser says it has longer
  const PAUSE = 20; // milliseconds between slices where the browser does not say when it is at rest
  const LATEST = 500; // milliseconds after which a slice is due even so

  /** @param {(most: number) => void} slice is told how many milliseconds it may take: half of those to spare */
  function atRest(slice) {
    if (window.requestIdleCallback) {
      window.requestIdleCallback(
        (spare) => slice(Math.max(SLICE, spare.timeRemaining() / 2)), { timeout: LATEST });
    } else {
      window.setTimeout(() => slice(SLICE), PAUSE);
    }
  }

  /** Does the reader press, click or type? Some browsers tell. @returns {boolean} */
  const isAwaited = () => Boolean(/** @type {any} */ (window.navigator).scheduling?.isInputPending?.());

  /** @type {Karamap["work"]["inSlices"]} */
  function inSlices(steps, whenDone) {
    let isDone = false;

    /** @param {number} most milliseconds @param {() => boolean} [isOver] what ends it sooner */
    function now(most, isOver = () => false) {
      const end = performance.now() + most;
      while (!isDone && performance.now() < end && !isOver()) isDone = Boolean(steps.next().done);
    }

    /** @param {number} most milliseconds */
    function slice(most) {
      now(most, isAwaited);
      if (isDone) whenDone();
      else atRest(slice);
    }

    atRest(slice);
    return { now: (most) => now(most), isDone: () => isDone };
  }

  karamap.work = { inSlices };
})(window.karamap);
