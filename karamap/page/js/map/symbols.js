/**
 * What each holder and each standing looks like: the same shapes on the map and in the legend.
 * @typedef {{id: string, colour: string, ink: string, hatch: string}} Party
 */
(function (karamap) {
  "use strict";

  const { svg } = karamap.nodes;
  const NOBODY = { colour: "#fbf8f0", ink: "#6a6458", hatch: "", number: -1 };
  const BAND_STEP = 3.5; // pixels from one holder's stripe to the next one's
  const BAND_STRIPE = 1.7;
  const HATCHES = { rising: [9, drawRising], falling: [9, drawFalling], dots: [8, drawDots] };

  /** @param {unknown} value a colour of the document, untrusted @param {string} otherwise */
  function colour(value, otherwise) {
    return /^#[0-9a-f]{6}$/i.test(String(value)) ? String(value) : otherwise;
  }

  /** Look up how a holder is drawn. @param {Party[]} parties @returns {(id: string) => object} */
  function palette(parties) {
    const styles = new Map();
    parties.forEach((party, number) => styles.set(party.id, {
      colour: colour(party.colour, "#a8a294"),
      ink: colour(party.ink, "#4d483e"),
      hatch: Object.hasOwn(HATCHES, party.hatch) ? party.hatch : "",
      number,
    }));
    return (id) => styles.get(id) || NOBODY;
  }

  function drawRising(size) {
    return svg("path", { d: `M-1 1 L1 -1 M0 ${size} L${size} 0 M${size - 1} ${size + 1} L${size + 1} ${size - 1}` });
  }

  function drawFalling(size) {
    return svg("path", { d: `M-1 ${size - 1} L1 ${size + 1} M0 0 L${size} ${size} M${size - 1} -1 L${size + 1} 1` });
  }

  function drawDots(size) {
    return svg("circle", { cx: size / 2, cy: size / 2, r: 1.1 });
  }

  const reference = (kind) => (style) => (style.number < 0 ? "none" : `url(#karamap-${kind}-${style.number})`);
  const groundReference = reference("ground");
  const bandReference = reference("band");

  const tile = (id, width, height, children, more) => svg("pattern", {
    id, width, height, patternUnits: "userSpaceOnUse", ...more }, children);

  /** A holder's ground: its colour, thin, and its hatch. */
  function groundPattern(style) {
    const [size, draw] = HATCHES[style.hatch] || [9, () => svg("g")];
    const shape = draw(size);
    shape.setAttribute("class", style.hatch === "dots" ? "hatch-dots" : "hatch-lines");
    shape.setAttribute(style.hatch === "dots" ? "fill" : "stroke", style.ink);
    const tint = svg("rect", { width: size, height: size, fill: style.colour, class: "tint" });
    return tile(`karamap-ground-${style.number}`, size, size, [tint, shape]);
  }

  /** A holder's stripes where it is not sure who holds: those of several holders stand side by side. */
  function bandPattern(style, index, parties) {
    const step = BAND_STEP * Math.max(2, parties.length);
    return tile(`karamap-band-${style.number}`, step, step, [
      svg("rect", { x: index * BAND_STEP, width: BAND_STRIPE, height: step, fill: style.colour, class: "stripe" }),
    ], { patternTransform: "rotate(90)" });
  }

  /** Put the patterns of all parties into the page, once. @param {Party[]} parties */
  function definePatterns(parties) {
    const styleOf = palette(parties);
    const patterns = parties.flatMap((party, index) => {
      const style = styleOf(party.id);
      return [groundPattern(style), bandPattern(style, index, parties)];
    });
    const holder = svg("svg", { class: "definitions", width: 0, height: 0, "aria-hidden": "true" });
    holder.append(svg("defs", {}, patterns));
    document.body.append(holder);
  }

  const disc = (radius, fill) => svg("circle", { r: radius, fill });
  const ring = (radius, stroke) => svg("circle", { r: radius, stroke, class: "mark-ring" });

  /** From hollow to full: the better the standing, the fuller the mark. */
  const STANDINGS = {
    none: (ink) => [ring(2.6, ink)],
    claimed: (ink) => [ring(3.5, ink)],
    disputed: (ink) => [
      ring(3.5, ink),
      svg("path", { d: "M0 -3.5 A3.5 3.5 0 0 0 0 3.5 Z", fill: ink }),
    ],
    conceded: (ink) => [disc(4, ink)],
    agreed: (ink) => [svg("path", { d: "M0 -5 L5 0 L0 5 L-5 0 Z", fill: ink })],
    outside: () => [svg("rect", { x: -2.2, y: -2.2, width: 4.4, height: 4.4, class: "mark-outside" })],
  };

  /** What a place's mark says: its standing, or that it lies outside the theatre and is not asked about. */
  const markedAs = (place) => (place.kind === "outside" ? "outside" : place.standing);

  /**
   * The mark of a place, about 9 units wide around the origin.
   * @param {object} style of the holder @param {string} standing or "outside"
   * @param {boolean} changed on this very day
   */
  function pointMark(style, standing, changed) {
    const shapes = (Object.hasOwn(STANDINGS, standing) ? STANDINGS[standing] : STANDINGS.none)(style.ink);
    const casing = svg("circle", { r: 5, class: "mark-casing" });
    const halo = changed ? [svg("circle", { r: 7.2, class: "mark-changed" })] : [casing];
    return svg("g", { class: "mark" }, [...halo, ...shapes]);
  }

  /** A small picture for the legend. @param {number} width @param {Node[]} shapes */
  function sample(width, shapes) {
    return svg("svg", { class: "sample", width, height: 20, viewBox: `0 0 ${width} 20`, "aria-hidden": "true" }, shapes);
  }

  const BOX = { x: 0.5, y: 1.5, width: 41, height: 17 };

  /** @param {object} style */
  function groundSample(style) {
    return sample(42, [
      svg("rect", { ...BOX, class: "sample-ground" }),
      svg("rect", { ...BOX, fill: groundReference(style), class: "sample-edge" }),
    ]);
  }

  /** @param {object[]} styles */
  function bandSample(styles) {
    return sample(42, [
      svg("rect", { ...BOX, class: "sample-ground" }),
      ...styles.map((style) => svg("rect", { ...BOX, fill: bandReference(style), class: "sample-edge" })),
    ]);
  }

  /** One mark per style. @param {object[]} styles @param {string} standing @param {boolean} changed */
  function pointSample(styles, standing, changed) {
    const step = 42 / (styles.length + 1);
    return sample(42, styles.map((style, index) => {
      const mark = pointMark(style, standing, changed);
      mark.setAttribute("transform", `translate(${step * (index + 1)} 10) scale(${changed ? 1 : 1.15})`);
      return mark;
    }));
  }

  function frontSample() {
    const line = { d: "M1 14C8 4 14 6 20 10S34 15 41 5", fill: "none" };
    return sample(42, [svg("path", { ...line, class: "front-casing" }), svg("path", { ...line, class: "front" })]);
  }

  karamap.symbols = {
    palette, definePatterns, groundReference, bandReference, markedAs, pointMark, groundSample, bandSample, pointSample,
    frontSample,
  };
})(window.karamap);
