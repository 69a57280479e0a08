/**
 * Makes the nodes of the page. Text of the document enters only as text, never as markup.
 */
window.karamap = /** @type {any} */ ({});
(function (karamap) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
  const LOOK_EVERY = 250; // milliseconds between two looks at a size that the browser does not report
  const ROUNDS = 9; // so often may what waits ask for more
  /** Work that waits for the next paint. @type {Set<() => void>} */
  const waiting = new Set();
  let isAsked = false; // whether the browser has been asked to say when it has painted
  let isSeen = false; // whether a first picture has been drawn
  const ADDRESSES = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:)])/i;

  /**
   * Make an element; children are nodes or plain text.
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} name
   * @param {string} className
   * @param {...(Node|string|null)} children
   */
  function element(name, className, ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    for (const child of children) {
      if (child !== null && child !== "") node.append(child);
    }
    return node;
  }

  /**
   * Make an SVG element; attributes are numbers and words fixed in these files.
   * @template {keyof SVGElementTagNameMap} Tag
   * @param {Tag} name
   * @param {Record<string, string|number>} [attributes]
   * @param {Node[]} [children]
   */
  function svg(name, attributes = {}, children = []) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    node.append(...children);
    return node;
  }

  /**
   * Say something in a node, unless that is what it says: another text would be laid out anew.
   * @param {Element} node
   * @param {string} text
   */
  function say(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  /**
   * Hide a node or show it, unless it is so: to set it anew would style it anew.
   * @param {HTMLElement} node
   * @param {boolean} isHidden
   */
  function hide(node, isHidden) {
    if (node.hidden !== isHidden) node.hidden = isHidden;
  }

  /**
   * A link if the address is one of the web, else the text alone.
   * @param {string} text
   * @param {unknown} url
   */
  function link(text, url) {
    if (!/^https?:\/\//i.test(String(url))) return element("span", "", text);
    const anchor = element("a", "", text);
    anchor.href = String(url);
    anchor.rel = "noopener noreferrer";
    anchor.target = "_blank";
    return anchor;
  }

  /** Text in which addresses of the web are links. @param {unknown} text @returns {Pieces} */
  function linked(text) {
    const pieces = String(text).split(ADDRESSES); // every second piece is an address
    return pieces.map((piece, index) => (index % 2 ? link(piece, piece) : piece));
  }

  /**
   * A text of the document that stands within a sentence of the page: where it is written from right to left, or the
   * sentence is, between marks that keep what stands beside it in its place (isolates of the Unicode bidirectional
   * algorithm, UAX 9).
   * @param {string} text @param {string} [direction] of the sentence
   */
  const isolated = (text, direction) => ((direction === "rtl" ? /\p{L}/u : FROM_RIGHT).test(text)
    ? `\u2068${text}\u2069` : text);

  /** Wait for the next paint; the first picture is not only drawn but shown before. @param {() => void} run */
  function onceDrawn(run) {
    window.requestAnimationFrame(() => {
      if (isSeen) window.setTimeout(run, 0);
      else window.requestAnimationFrame(() => {
        isSeen = true;
        window.setTimeout(run, 0);
      });
    });
  }

  /** Do what waits at present; what it asks for meanwhile waits anew. */
  function runWaiting() {
    isAsked = false;
    for (const run of [...waiting]) run();
  }

  /**
   * Work that can wait until the browser has drawn what stands already; asked for several times, it is done once.
   * @param {() => void} work
   * @returns {() => void} asks for it
   */
  function afterPaint(work) {
    const run = () => {
      if (waiting.delete(run)) work();
    };
    return () => {
      waiting.add(run);
      if (document.hidden) window.setTimeout(runWaiting, 0);
      else if (!isAsked) onceDrawn(runWaiting);
      isAsked = true;
    };
  }

  /**
   * Tell of the size of an element once it is laid out, and whenever it has become another one.
   * @param {Element} node
   * @param {() => void} onChange
   */
  function watchSize(node, onChange) {
    if (window.ResizeObserver) {
      new ResizeObserver(onChange).observe(node);
      return;
    }
    let known = "";
    const look = () => {
      const { width, height } = node.getBoundingClientRect();
      const size = `${width} ${height}`;
      if (size === known) return;
      known = size;
      onChange();
    };
    window.addEventListener("resize", look);
    window.setInterval(look, LOOK_EVERY); // a hidden frame that is shown, a panel that opens
  }

  /** Do at once all that waits, and what is asked for meanwhile: what goes on paper is drawn before it is printed. */
  function drawNow() {
    for (let round = 0; waiting.size && round < ROUNDS; round += 1) {
      for (const run of [...waiting]) run();
    }
  }

  karamap.nodes = { element, svg, say, hide, link, linked, isolated, afterPaint, watchSize, drawNow };
})(window.karamap);
