/**
 * What the map shows as one drawing that needs nothing else: a copy of its nodes, each with the look that the style
 * sheet gives it, below title and day and above who holds ground and the credit.
 */
(function (karamap) {
  "use strict";

  const { svg } = karamap.nodes;
  /** What of a look a copy needs, and what it is where nobody says. @type {Record<string, string>} */
  const LOOK = {
    fill: "rgb(0, 0, 0)", "fill-opacity": "1", "fill-rule": "nonzero", "clip-rule": "nonzero", stroke: "none",
    "stroke-width": "1px", "stroke-opacity": "1", "stroke-dasharray": "none", "stroke-linecap": "butt",
    "stroke-linejoin": "miter", opacity: "1", "paint-order": "normal", "vector-effect": "none",
    "mix-blend-mode": "normal", "letter-spacing": "normal", "text-anchor": "start", "dominant-baseline": "auto",
  };
  const TEXT = ["font-family", "font-size", "font-style", "font-weight"];
  const KEPT = ["d", "cx", "cy", "r", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "transform", "id", "href",
    "patternUnits", "patternTransform", "clip-path", "viewBox"];
  const [MARGIN, HEAD, FOOT] = [14, 52, 40]; // pixels around the map, and for what stands above and below it
  const [SMALL, LINE] = [10, 13]; // pixels of the credit's letters and lines
  const SHARP = 2; // pixels of a picture for one of the screen
  const LARGEST = 8000; // pixels of a side that every browser can draw

  /** @param {Element} node @param {Element} copy */
  function dress(node, copy) {
    const look = getComputedStyle(node);
    for (const [name, usual] of Object.entries(LOOK)) {
      const value = look.getPropertyValue(name);
      if (!value || value === usual) continue;
      if (name === "mix-blend-mode") copy.setAttribute("style", `${name}:${value}`);
      else copy.setAttribute(name, value.replace(/"/g, "'"));
    }
    if (node.tagName !== "text") return;
    for (const name of TEXT) copy.setAttribute(name, look.getPropertyValue(name).replace(/"/g, "'"));
  }

  /** @param {Element} node @returns {Element|null} */
  function copyOf(node) {
    const look = getComputedStyle(node);
    if (look.display === "none" || (look.visibility === "hidden" && node.tagName !== "svg")) return null;
    const copy = document.createElementNS(node.namespaceURI, node.tagName);
    for (const name of KEPT) {
      const value = node.getAttribute(name);
      if (value !== null) copy.setAttribute(name, value);
    }
    dress(node, copy);
    if (node.childElementCount) copy.append(...copiesOf([...node.children]));
    else copy.textContent = node.textContent;
    return copy;
  }

  /** @param {Element[]} nodes */
  const copiesOf = (nodes) => nodes.flatMap((node) => copyOf(node) ?? []);

  /**
   * The children of a drawing, where they are within a frame of the screen.
   * @param {SVGSVGElement} node @param {DOMRect} frame
   */
  function placed(node, frame) {
    const box = node.getBoundingClientRect();
    const at = node.viewBox.baseVal;
    const scale = at && at.width ? box.width / at.width : 1;
    const [x, y] = [box.left - frame.left - scale * (at?.x ?? 0), box.top - frame.top - scale * (at?.y ?? 0)];
    const group = svg("g", { transform: `matrix(${scale} 0 0 ${scale} ${x} ${y})` }, copiesOf([...node.children]));
    const opacity = getComputedStyle(node).opacity;
    if (opacity !== "1") group.setAttribute("opacity", opacity);
    return group;
  }

  /** A picture within the map, where it is. @param {HTMLImageElement} node @param {DOMRect} frame */
  function picture(node, frame) {
    const box = node.getBoundingClientRect();
    const { opacity, mixBlendMode } = getComputedStyle(node);
    const place = { x: box.left - frame.left, y: box.top - frame.top, width: box.width, height: box.height };
    const image = svg("image", { ...place, href: node.src, preserveAspectRatio: "none", opacity });
    image.setAttribute("style", `mix-blend-mode:${mixBlendMode}`);
    return image;
  }

  /** The scale bar. @param {HTMLElement} node @param {DOMRect} frame */
  function scaleBar(node, frame) {
    const { left, right, bottom } = node.getBoundingClientRect();
    const [x, end, y] = [left - frame.left, right - frame.left, bottom - frame.top];
    const line = svg("path", { d: `M${x} ${y - 6}V${y}H${end}V${y - 6}`, fill: "none", stroke: "#23201b" });
    const text = words(node.textContent ?? "", (x + end) / 2, y - 5, 11, { "text-anchor": "middle" });
    return svg("g", {}, [line, text]);
  }

  /**
   * A line of words.
   * @param {string} text @param {number} x @param {number} y @param {number} size
   * @param {Record<string, string>} [more]
   */
  function words(text, x, y, size, more = {}) {
    const family = getComputedStyle(document.body).fontFamily.replace(/"/g, "'");
    const node = svg("text", { x, y, "font-size": size, "font-family": family, fill: "#23201b", ...more });
    node.textContent = text;
    return node;
  }

  /** Everything upon the map from the bottom to the top. @param {L.Map} map @param {DOMRect} frame */
  function layersOf(map, frame) {
    const panes = [...map.getPane("mapPane")?.children ?? []].map((pane) => (
      { pane, level: Number(getComputedStyle(pane).zIndex) || 0 }));
    const nodes = panes.sort((a, b) => a.level - b.level).flatMap(({ pane }) => [...pane.querySelectorAll("svg, img")]);
    const corners = [...document.querySelectorAll(".sheet .inset svg, .leaflet-control-scale svg")];
    return [...nodes, ...corners].flatMap((node) => {
      if (node instanceof HTMLImageElement) return [picture(node, frame)];
      return node instanceof SVGSVGElement && node.getBoundingClientRect().width ? [placed(node, frame)] : [];
    });
  }

  /** Who holds ground on the day, side by side. @param {App} app @param {number} y */
  function holders({ model, store, styleOf, i18n }, y) {
    const { day, known } = store.get();
    const areas = model.at(known).areas(day);
    let x = 0;
    return model.parties.filter(({ id }) => areas[id]?.[0] > 0).flatMap(({ id }) => {
      const sample = karamap.symbols.groundSample(styleOf(id));
      document.body.append(sample); // a look is known only within the page
      const copies = svg("g", { transform: `translate(${x} ${y})` }, copiesOf([...sample.children]));
      sample.remove();
      const text = `${i18n.short(id)} ${i18n.t("unit.km2", { count: i18n.number(areas[id][0]) })}`;
      x += 66 + 7 * text.length;
      return [copies, words(text, x - 16 - 7 * text.length, y + 14, 12)];
    });
  }

  /** A text in lines of some width. @param {string} text @param {number} width @param {number} size */
  function linesOf(text, width, size) {
    const most = Math.max(20, Math.floor(width / (0.5 * size)));
    return text.match(new RegExp(`.{1,${most}}(?:\\s|$)`, "gu")) ?? [text];
  }

  /** @type {Karamap["picture"]["draw"]} */
  function draw(app) {
    const { map, document: drawing, i18n, model, store } = app;
    const frame = map.getContainer().getBoundingClientRect();
    const { day, known, language } = store.get();
    const [width, height] = [Math.round(frame.width), Math.round(frame.height)];
    const defs = copiesOf([...document.querySelectorAll(".definitions defs")]);
    const clip = svg("clipPath", { id: "karamap-picture" }, [svg("rect", { width, height })]);
    const bars = [...document.querySelectorAll(".leaflet-control-scale-line")].map((node) => (
      scaleBar(/** @type {HTMLElement} */ (node), frame)));
    const seen = svg("g", { "clip-path": "url(#karamap-picture)" },
      [svg("rect", { width, height, fill: "#f4efe4" }), ...layersOf(map, frame), ...bars]);
    const title = drawing.head.title || i18n.t("title");
    const credit = linesOf(document.getElementById("karamap-source")?.textContent ?? "", width, SMALL);
    const foot = FOOT + credit.length * LINE;
    const sheet = svg("g", { transform: `translate(${MARGIN} ${HEAD})` }, [
      words(`${i18n.date(model.numberAt(day))} · ${i18n.knowledge(known)}`, 0, -12, 14),
      words(title, 0, -31, 16, { "font-weight": "700" }),
      seen,
      svg("rect", { width, height, fill: "none", stroke: "#8d8474" }),
      ...holders(app, height + 6),
      ...credit.map((line, at) => words(line, 0, height + FOOT + at * LINE, SMALL)),
    ]);
    const size = { width: width + 2 * MARGIN, height: height + HEAD + foot };
    const paper = svg("rect", { ...size, fill: "#fffdf8" });
    const node = svg("svg", { lang: language, ...size }, [...defs, clip, paper, sheet]);
    return { text: new XMLSerializer().serializeToString(node), ...size };
  }

  /** @type {Karamap["picture"]["paint"]} */
  function paint({ text, width, height }) {
    const factor = Math.min(SHARP, LARGEST / Math.max(width, height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * factor, height * factor].map(Math.round);
    return new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => {
        canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
      };
      image.onerror = () => reject(new Error("no picture"));
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    });
  }

  karamap.picture = { draw, paint };
})(window.karamap);
