/**
 * The page inside another one: it tells the page around it how high it would like to be.
 */
(function (karamap) {
  "use strict";

  const WANTED = { narrow: 1.35, wide: 0.72, least: 420, most: 900 }; // height as shares of the width, and in pixels

  /** The height that suits a width, in pixels. */
  const heightFor = (width) =>
    Math.round(Math.min(WANTED.most, Math.max(WANTED.least, width * (width < 620 ? WANTED.narrow : WANTED.wide))));

  /** @param {HTMLElement} _container @param {object} app */
  function mount(_container, app) {
    const { embed } = app.document.head;
    document.documentElement.classList.toggle("embed", embed);
    if (!embed || window.parent === window) return;
    let told = 0;
    const tell = () => {
      const height = heightFor(document.documentElement.clientWidth);
      if (height === told) return;
      told = height;
      window.parent.postMessage({ karamap: "height", height }, "*");
    };
    window.addEventListener("resize", tell);
    tell();
  }

  karamap.embed = { mount, heightFor };
})(window.karamap);
