/**
 * What the map shows as one drawing that needs nothing else: a copy of its nodes, each with the look that the style
 * sheet gives it, below title and day and above the key and the credit.
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
  const [MARGIN, HEAD, FOOT] = [14, 19, 16]; // pixels around the map, of a line above it, and below its key
  const KEY = { gap: 16, row: 24, sign: 50 }; // pixels between two signs of the key, of a row, and of a sign
  const [SMALL, LINE] = [10, 13]; // pixels of the credit's letters and lines
  const SHARP = 2; // pixels of a picture for one of the screen
  const pen = document.createElement("canvas").getContext("2d");
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

  /** How wide a text is, in pixels. @param {string} text @param {number} size @param {number} [weight] */
  function roomFor(text, size, weight = 400) {
    if (!pen) return size * text.length;
    pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
    return pen.measureText(text).width;
  }

  /** What a row of the legend says, without what one can press. @param {Element} row */
  function saidBy(row) {
    const copy = /** @type {Element} */ (row.cloneNode(true));
    copy.querySelectorAll("button").forEach((button) => button.remove());
    return (copy.textContent ?? "").trim();
  }

  /**
   * What lies upon the map, in the signs and words of the legend beside it, in rows of some width.
   * @param {number} width
   */
  function keyOf(width) {
    const { gap, row, sign } = KEY;
    let [x, y] = [0, 0];
    const legend = document.getElementById("karamap-legend");
    const rows = [...legend?.querySelectorAll(".legend-ground li, .legend-points li:not(.legend-rest)") ?? []];
    const nodes = rows.filter((node) => !(/** @type {HTMLElement} */ (node).hidden)).flatMap((node) => {
      const sample = node.querySelector("svg");
      const text = saidBy(node);
      const room = sign + roomFor(text, 12) + gap;
      if (x && x + room > width) [x, y] = [0, y + row];
      const copies = svg("g", { transform: `translate(${x} ${y})` }, sample ? copiesOf([...sample.children]) : []);
      x += room;
      return [copies, words(text, x - room + sign, y + 14, 12)];
    });
    return { nodes, height: y + row };
  }

  /**
   * A text in lines of some width.
   * @param {string} text @param {number} width @param {number} size @param {number} [weight]
   */
  function linesOf(text, width, size, weight) {
    const lines = [""];
    for (const word of text.split(/\s+/u)) {
      const line = `${lines[lines.length - 1]} ${word}`.trim();
      if (lines[lines.length - 1] && roomFor(line, size, weight) > width) lines.push(word);
      else lines[lines.length - 1] = line;
    }
    return lines;
  }

  /** Title and day above the map. @param {App} app @param {number} width */
  function headOf({ document: drawing, i18n, model, store }, width) {
    const { day, known } = store.get();
    const [title, moment] = [drawing.head.title || i18n.t("title"),
      `${i18n.date(model.numberAt(day))} · ${i18n.knowledge(known)}`];
    const lines = [
      ...linesOf(title, width, 16, 700).map((text) => ({ text, size: 16, weight: "700" })),
      ...linesOf(moment, width, 14).map((text) => ({ text, size: 14, weight: "400" })),
    ];
    const nodes = lines.map(({ text, size, weight }, at) => (
      words(text, 0, HEAD * (at + 1), size, { "font-weight": weight })));
    return { nodes, height: HEAD * lines.length + MARGIN };
  }

  /** @type {Karamap["picture"]["draw"]} */
  function draw(app) {
    const { map, store } = app;
    const frame = map.getContainer().getBoundingClientRect();
    const [width, height] = [Math.round(frame.width), Math.round(frame.height)];
    const defs = copiesOf([...document.querySelectorAll(".definitions defs")]);
    const clip = svg("clipPath", { id: "karamap-picture" }, [svg("rect", { width, height })]);
    const bars = [...document.querySelectorAll(".leaflet-control-scale-line")].map((node) => (
      scaleBar(/** @type {HTMLElement} */ (node), frame)));
    const seen = svg("g", { "clip-path": "url(#karamap-picture)" },
      [svg("rect", { width, height, fill: "#f4efe4" }), ...layersOf(map, frame), ...bars]);
    const head = headOf(app, width);
    const credit = linesOf(document.getElementById("karamap-source")?.textContent ?? "", width, SMALL);
    const key = keyOf(width);
    const foot = key.height + FOOT + credit.length * LINE;
    const sheet = svg("g", { transform: `translate(${MARGIN} ${head.height})` }, [
      svg("g", { transform: `translate(0 ${-head.height})` }, head.nodes),
      seen,
      svg("rect", { width, height, fill: "none", stroke: "#8d8474" }),
      svg("g", { transform: `translate(0 ${height + 6})` }, key.nodes),
      ...credit.map((line, at) => words(line, 0, height + key.height + FOOT + at * LINE, SMALL)),
    ]);
    const size = { width: width + 2 * MARGIN, height: height + head.height + foot };
    const paper = svg("rect", { ...size, fill: "#fffdf8" });
    const node = svg("svg", { lang: store.get().language, ...size }, [...defs, clip, paper, sheet]);
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
