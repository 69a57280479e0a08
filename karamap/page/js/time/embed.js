/**
 * The page inside another one: it tells the page around it how high it would like to be.
 */
(function (karamap) {
  "use strict";

  const WIDE = 860; // pixels from which words stand beside the map and the page fills whatever height it has
  const SHAPE = { share: 0.64, least: 560, most: 860 }; // of a wide page: height by width, in pixels

  /** The height that suits the page at its present width, in pixels. */
  function wantedHeight() {
    const width = document.documentElement.clientWidth;
    if (width >= WIDE) return Math.round(karamap.geometry.clamp(width * SHAPE.share, SHAPE.least, SHAPE.most));
    return Math.ceil(document.body.getBoundingClientRect().height);
  }

  /** @type {Part["mount"]} */
  function mount(_container, { map, document: drawing }) {
    if (!drawing.head.embed) return;
    document.documentElement.classList.add("embed");
    map.invalidateSize({ animate: false, pan: false });
    if (window.parent === window) return;
    let told = 0;
    const tell = () => {
      const height = wantedHeight();
      if (Math.abs(height - told) < 2) return;
      told = height;
      window.parent.postMessage({ karamap: "height", height }, "*");
    };
    window.addEventListener("resize", tell);
    karamap.nodes.watchSize(document.body, tell);
    tell();
  }

  karamap.embed = { mount, wantedHeight };
})(window.karamap);
