/**
 * What each holder and each standing looks like: the same shapes on the map and in the legend.
 */
(function (karamap) {
  "use strict";

  const { svg } = karamap.nodes;
  const { toTenths } = karamap.geometry;
  /** @type {Style} */
  const NOBODY = { colour: "#fbf8f0", ink: "#6a6458", hatch: "", number: -1 };
  const ZONE_STEP = 3.5; // pixels from one holder's stripe to the next one's
  const ZONE_STRIPE = 1.7;
  const ZONE_LANES = 4; // holders whose stripes have that room; those of more stand closer
  const CONTESTED = "contested"; // the symbol of a place that nobody holds alone
  /** Reach of the mark of the day, by how a place changed. @type {Record<ChangeKind, number>} */
  const CHANGE_RADII = { dated: 7.2, undated: 6.4, learned: 6.4 };
  const PLAIN = 9; // pixels of the tile of a holder without a hatch

  /**
   * Size of a tile and what is drawn on it.
   * @type {Record<string, {size: number, draw: (size: number) => SVGElement}>}
   */
  const HATCHES = {
    rising: {
      size: 9,
      draw: (size) => svg("path", {
        d: `M-1 1 L1 -1 M0 ${size} L${size} 0 M${size - 1} ${size + 1} L${size + 1} ${size - 1}` }),
    },
    falling: {
      size: 9,
      draw: (size) => svg("path", {
        d: `M-1 ${size - 1} L1 ${size + 1} M0 0 L${size} ${size} M${size - 1} -1 L${size + 1} 1` }),
    },
    dots: { size: 8, draw: (size) => svg("circle", { cx: size / 2, cy: size / 2, r: 1.1 }) },
    cross: {
      size: 11,
      draw: (size) => svg("path", { d: `M0 0L${size} ${size}M0 ${size}L${size} 0` }),
    },
    horizontal: { size: 6, draw: (size) => svg("path", { d: `M0 ${size / 2}H${size}` }) },
    vertical: { size: 6, draw: (size) => svg("path", { d: `M${size / 2} 0V${size}` }) },
    grid: {
      size: 9,
      draw: (size) => svg("path", { d: `M0 ${size / 2}H${size}M${size / 2} 0V${size}` }),
    },
    waves: {
      size: 10,
      draw: (size) => svg("path", { d: `M0 ${size / 2}q${size / 4} -4 ${size / 2} 0t${size / 2} 0` }),
    },
  };

  /** @param {unknown} value a colour of the document, untrusted @param {string} otherwise */
  function colour(value, otherwise) {
    return /^#[0-9a-f]{6}$/i.test(String(value)) ? String(value) : otherwise;
  }

  /** Look up how a holder is drawn. @type {Karamap["symbols"]["palette"]} */
  function palette(parties) {
    /** @type {Map<string, Style>} */
    const styles = new Map();
    parties.forEach((party, number) => styles.set(party.id, {
      colour: colour(party.colour, "#a8a294"),
      ink: colour(party.ink, "#4d483e"),
      hatch: Object.hasOwn(HATCHES, party.hatch) ? party.hatch : "",
      number,
    }));
    return (id) => styles.get(id) || NOBODY;
  }

  /** @param {Style} style */
  const groundReference = (style) => (style.number < 0 ? "none" : `url(#karamap-ground-${style.number})`);
  /** @param {Style} style */
  const gainReference = (style) => (style.number < 0 ? "none" : `url(#karamap-gain-${style.number})`);
  /** @param {Style} style */
  const zoneReference = (style) => (style.number < 0 ? "none" : `url(#karamap-band-${style.number})`);

  /** @param {string} id @param {number} size @param {Node[]} children @param {Record<string, string>} [more] */
  const tile = (id, size, children, more) => svg("pattern", {
    id, width: size, height: size, patternUnits: "userSpaceOnUse", ...more }, children);

  /**
   * A holder's ground: its colour, thin, and its hatch. What lies upon ground that it gained is the same again, its
   * hatch between that of the ground.
   * @param {Style} style
   * @param {"ground"|"gain"} what
   */
  function groundPattern(style, what) {
    const hatch = Object.hasOwn(HATCHES, style.hatch) ? HATCHES[style.hatch] : null;
    const size = hatch ? hatch.size : PLAIN;
    const shape = hatch ? hatch.draw(size) : svg("g");
    const isDotted = style.hatch === "dots";
    shape.setAttribute("class", isDotted ? "hatch-dots" : "hatch-lines");
    shape.setAttribute(isDotted ? "fill" : "stroke", style.ink);
    const tint = svg("rect", { width: size, height: size, fill: style.colour, class: `tint tint-${what}` });
    const half = style.hatch === "horizontal" ? `0 ${size / 2}` : `${size / 2} 0`;
    const between = { patternTransform: `translate(${half})` };
    return tile(`karamap-${what}-${style.number}`, size, [tint, shape], what === "gain" ? between : {});
  }

  /**
   * A holder's stripes where it is not sure who holds: those of several holders stand side by side.
   * @param {Style} style
   * @param {number} lane
   * @param {number} lanes how many holders have stripes
   */
  function zonePattern(style, lane, lanes) {
    const narrowed = Math.min(1, ZONE_LANES / lanes);
    const [size, x] = [ZONE_STEP * narrowed * Math.max(2, lanes), ZONE_STEP * narrowed * lane];
    const stripe = { x, width: ZONE_STRIPE * narrowed, height: size, fill: style.colour, class: "stripe" };
    return tile(`karamap-band-${style.number}`, size, [svg("rect", stripe)], { patternTransform: "rotate(90)" });
  }

  /**
   * Put the patterns of all parties where what is filled with them stands: into a page, or into a shadow tree. Each
   * party has a lane of its own for its stripes; among more than fit side by side only those that ever hold ground.
   * @type {Karamap["symbols"]["definePatterns"]}
   */
  function definePatterns({ parties, series }, parent) {
    const areas = Object.values(series).flatMap((known) => Object.keys(known.areas));
    const holding = new Set(areas);
    const styleOf = palette(parties);
    const striped = parties.filter(({ id }) => parties.length <= ZONE_LANES || holding.has(id));
    const patterns = parties.flatMap(({ id }) => (
      [groundPattern(styleOf(id), "ground"), groundPattern(styleOf(id), "gain")]));
    striped.forEach(({ id }, lane) => patterns.push(zonePattern(styleOf(id), lane, striped.length)));
    const holder = svg("svg", { class: "definitions", width: 0, height: 0, "aria-hidden": "true" });
    holder.append(svg("defs", {}, patterns));
    // Not last: what stands after the scripts of a saved page is not there yet when they run.
    parent.insertBefore(holder, parent.firstChild);
  }

  /** @param {number} radius @param {string} fill */
  const disc = (radius, fill) => svg("circle", { r: radius, fill });
  /** @param {number} radius @param {string} stroke */
  const ring = (radius, stroke) => svg("circle", { r: radius, stroke, class: "mark-ring" });

  /**
   * From hollow to full: the better the standing, the fuller the symbol.
   * @type {Record<string, (ink: string) => SVGElement[]>}
   */
  const STANDINGS = {
    none: (ink) => [ring(2.6, ink)],
    unreported: (ink) => [svg("circle", { r: 2.1, stroke: ink, class: "mark-thin" })],
    assumed: (ink) => [disc(2.4, ink)],
    claimed: (ink) => [ring(3.5, ink)],
    disputed: (ink) => [ring(3.5, ink), svg("path", { d: "M0 -3.5 A3.5 3.5 0 0 0 0 3.5 Z", fill: ink })],
    confirmed: (ink) => [disc(4, ink)],
    agreed: (ink) => [svg("path", { d: "M0 -5 L5 0 L0 5 L-5 0 Z", fill: ink })],
    outside: () => [svg("rect", { x: -2.2, y: -2.2, width: 4.4, height: 4.4, class: "mark-outside" })],
  };

  /**
   * What a place's symbol says: its standing, or that it lies outside the theatre and is not asked about.
   * @type {Karamap["symbols"]["symbolOf"]}
   */
  function symbolOf(place, state) {
    if (place.kind === "outside") return "outside";
    return state.contested.length ? CONTESTED : state.standing;
  }

  /** @type {Karamap["symbols"]["stylesOf"]} */
  const stylesOf = (styleOf, { contested, holder }) => (contested.length ? contested : [holder]).map(styleOf);

  /** @type {Karamap["symbols"]["sector"]} */
  function sector(size, part, parts) {
    if (parts < 2) return `m${-size} 0a${size} ${size} 0 1 1 ${2 * size} 0a${size} ${size} 0 1 1 ${-2 * size} 0z`;
    const [from, to] = [part, part + 1].map((share) => 2 * Math.PI * (share / parts + 0.25));
    const [x, y] = [size * Math.cos(from), size * Math.sin(from)].map(toTenths);
    const [dx, dy] = [toTenths(size * Math.cos(to) - x), toTenths(size * Math.sin(to) - y)];
    return `l${x} ${y}a${size} ${size} 0 0 1 ${dx} ${dy}z`;
  }

  /** A place in the looks of all that are said to be there, with a ring. @param {Style[]} styles */
  function contestedShapes(styles) {
    const parts = styles.map(({ ink }, part) => (
      svg("path", { d: `M0 0${sector(3.6, part, styles.length)}`, fill: ink })));
    return [svg("circle", { r: 5.4, class: "mark-contested" }), ...parts];
  }

  /**
   * The symbol of a place, about 9 units wide around the origin.
   * @type {Karamap["symbols"]["pointSymbol"]}
   */
  function pointSymbol(styles, symbol, change) {
    const halo = change ? svg("circle", { r: CHANGE_RADII[change], class: `mark-changed mark-${change}` })
      : svg("circle", { r: 5, class: "mark-casing" });
    const draw = Object.hasOwn(STANDINGS, symbol) ? STANDINGS[symbol] : STANDINGS.none;
    const shapes = symbol === CONTESTED ? contestedShapes(styles) : draw(styles[0].ink);
    return svg("g", { class: "mark" }, [halo, ...shapes]);
  }

  const BOX = { x: 0.5, y: 1.5, width: 41, height: 17 };
  const WIDTH = BOX.width + 1;
  const SYMBOL = 9; // units that a symbol needs beside others

  /** A small picture for the legend. @param {Node[]} shapes */
  function sample(shapes) {
    const size = { width: WIDTH, height: 20, viewBox: `0 0 ${WIDTH} 20` };
    return svg("svg", { class: "sample", ...size, "aria-hidden": "true" }, shapes);
  }

  /** A box of ground filled one way or several. @param {string[]} fills */
  function filledSample(fills) {
    const filled = fills.map((fill) => svg("rect", { ...BOX, fill, class: "sample-edge" }));
    return sample([svg("rect", { ...BOX, class: "sample-ground" }), ...filled]);
  }

  /** @param {Style} style */
  const groundSample = (style) => filledSample([groundReference(style)]);

  /** Ground of several holders side by side. @param {string[][]} fills those of each, one upon the other */
  function parted(fills) {
    const width = BOX.width / Math.max(1, fills.length);
    const parts = fills.flatMap((own, at) => own.map((fill) => (
      svg("rect", { ...BOX, x: BOX.x + at * width, width, fill }))));
    return sample([svg("rect", { ...BOX, class: "sample-ground" }), ...parts,
      svg("rect", { ...BOX, fill: "none", class: "sample-edge" })]);
  }

  /** Ground that was gained. @param {Style[]} styles */
  const gainSample = (styles) => parted(styles.map((style) => [groundReference(style), gainReference(style)]));

  /** Ground of allies. @param {Style[]} styles */
  const alliedSample = (styles) => parted(styles.map((style) => [groundReference(style)]));

  /** @param {Style[]} styles */
  const zoneSample = (styles) => filledSample(styles.map(zoneReference));

  /** @type {Karamap["symbols"]["pointSample"]} */
  function pointSample(styles, symbol, change) {
    const step = WIDTH / (styles.length + 1);
    return sample(styles.map((own, index) => {
      const node = pointSymbol(own, symbol, change);
      const scale = Math.min(change ? 1 : 1.15, step / SYMBOL);
      node.setAttribute("transform", `translate(${step * (index + 1)} 10) scale(${toTenths(scale * 100) / 100})`);
      return node;
    }));
  }

  function frontSample() {
    const line = { d: "M1 14C8 4 14 6 20 10S34 15 41 5", fill: "none" };
    return sample([svg("path", { ...line, class: "front-casing" }), svg("path", { ...line, class: "front" })]);
  }

  const alliesSample = () => sample([svg("path", { d: "M1 14C8 4 14 6 20 10S34 15 41 5", class: "allies" })]);

  /** The edge of the area studied, between ground and the land beyond. */
  function edgeSample() {
    const line = { d: "M21 1.5V18.5", fill: "none" };
    const half = { ...BOX, x: 21, width: BOX.width - 20.5 };
    return sample([svg("rect", { ...BOX, class: "sample-ground" }), svg("rect", { ...half, class: "land-own" }),
      svg("path", { ...line, class: "study-fade" }), svg("path", { ...line, class: "study-edge" })]);
  }

  /** The line of a zone as the map draws it. @type {Karamap["symbols"]["zoneLineSample"]} */
  function zoneLineSample({ className, ink }) {
    const line = svg("path", { d: "M1 14C8 4 14 6 20 10S34 15 41 5", class: className });
    line.style.stroke = ink;
    return sample([svg("path", { d: "M1 14C8 4 14 6 20 10S34 15 41 5", class: "zone-casing" }), line]);
  }

  karamap.symbols = {
    palette, definePatterns, groundReference, gainReference, zoneReference, symbolOf, stylesOf, pointSymbol, sector,
    groundSample, gainSample, alliedSample,
    alliesSample, zoneSample, pointSample, frontSample, edgeSample, zoneLineSample,
  };
})(window.karamap);
