/**
 * Trees of their own for what is drawn on a map in somebody else's page: its style sheets and ids do not reach in, ours
 * do not reach out.
 */
(function (karamap) {
  "use strict";

  /** @type {CSSStyleSheet|null} */
  let sheet = null;

  /** The style sheet of all trees, read once. */
  function styleSheet() {
    if (sheet) return sheet;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(karamap.layerStyle);
    return sheet;
  }

  /**
   * An element with a tree of its own.
   * @param {string} className of the element, in the page of the map
   * @param {...Node} children in the tree
   */
  function host(className, ...children) {
    const node = karamap.nodes.element("div", className);
    const root = node.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styleSheet()];
    root.append(...children);
    return { node, root };
  }

  karamap.shadow = { host };
})(window.karamap);
