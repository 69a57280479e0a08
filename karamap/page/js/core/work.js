/**
 * Work that takes long, done in slices while the browser has nothing better to do.
 */
(function (karamap) {
  "use strict";

  const SLICE = 8; // milliseconds after which whatever else waits comes first
  const PAUSE = 20; // milliseconds between slices where the browser does not say when it is at rest
  const LATEST = 500; // milliseconds after which a slice is due even so

  /** @param {() => void} slice */
  function atRest(slice) {
    if (window.requestIdleCallback) window.requestIdleCallback(slice, { timeout: LATEST });
    else window.setTimeout(slice, PAUSE);
  }

  /** @type {Karamap["work"]["inSlices"]} */
  function inSlices(steps, whenDone) {
    let isDone = false;

    /** @param {number} most milliseconds */
    function now(most) {
      const end = performance.now() + most;
      while (!isDone && performance.now() < end) isDone = Boolean(steps.next().done);
    }

    function slice() {
      now(SLICE);
      if (isDone) whenDone();
      else atRest(slice);
    }

    atRest(slice);
    return { now, isDone: () => isDone };
  }

  karamap.work = { inSlices };
})(window.karamap);
