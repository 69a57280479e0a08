/**
 * The page inside another one: it tells the page around it how high it would like to be.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const WHOLE = "whole"; // in the address: all of the page, though it was made for a frame
  const SHOWN = 1600; // milliseconds for which a hint stands
  const WIDE = 860; // pixels from which words stand beside the map and the page fills whatever height it has
  const SHAPE = { share: 0.64, least: 540, most: 760 }; // of a wide page: height by width, in pixels

  /** The height that suits the page at its present width, in pixels. */
  function wantedHeight() {
    const width = document.documentElement.clientWidth;
    if (width >= WIDE) return Math.round(karamap.geometry.clamp(width * SHAPE.share, SHAPE.least, SHAPE.most));
    return Math.ceil(document.body.getBoundingClientRect().height);
  }

  /**
   * Wheel and one finger belong to the page around; with Ctrl, or two fingers, they move the map. Whoever tries is
   * told.
   * @param {HTMLElement} sheet
   * @param {App} app
   */
  function shareGestures(sheet, { map, i18n }) {
    const hint = element("p", "gesture-hint");
    hint.hidden = true;
    sheet.append(hint);
    let hiding = 0;
    /** @param {string} key */
    const tell = (key) => {
      hint.textContent = i18n.t(key, { key: /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl" });
      hint.hidden = false;
      window.clearTimeout(hiding);
      hiding = window.setTimeout(() => { hint.hidden = true; }, SHOWN);
    };
    sheet.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.stopPropagation();
      tell("embed.wheel");
    }, { capture: true, passive: true });
    sheet.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch") map.dragging.disable();
      else map.dragging.enable();
    }, { capture: true });
    sheet.addEventListener("touchmove", (event) => {
      if (event.touches.length === 1) tell("embed.touch");
    }, { passive: true });
  }

  /** A link to the whole page, open where the reader is. @param {App} app */
  function linkToWhole({ i18n, store, model }) {
    const node = element("a", "whole-link");
    Object.assign(node, { target: "_blank", rel: "noopener" });
    const update = () => {
      node.textContent = i18n.t("embed.whole");
      node.href = `${window.location.href.split(/[?#]/)[0]}?${WHOLE}${karamap.store.write(store.get(), model)}`;
    };
    update();
    store.on(update);
    document.getElementById("karamap-source")?.before(node);
  }

  /** Is the page to be brief? @param {Drawing} drawing */
  const isEmbedded = ({ head }) => head.embed && !new URLSearchParams(window.location.search).has(WHOLE);

  /** @type {Part["mount"]} */
  function mount(sheet, app) {
    if (!isEmbedded(app.document)) return;
    shareGestures(sheet, app);
    linkToWhole(app);
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

  karamap.embed = { mount, isEmbedded, wantedHeight };
})(window.karamap);
