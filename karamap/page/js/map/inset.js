/**
 * A small map of the region in a corner: where the theatre lies, and which part of it is in view.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {(position: Position) => [x: number, y: number]} Projection
   */

  const { svg, element } = karamap.nodes;
  const { clamp, polygonsOf, toTenths } = karamap.geometry;
  const [WIDEST, HIGHEST] = [150, 104];
  const LEAST_STEP = 0.8; // pixels between points that are drawn
  const ROOM_FOR_NAME = 14;
  const WIDTH_OF_LETTER = 6.2;
  const HALF_A_LINE = 5;
  const MOST_OF_ALL = 0.6; // share of the base data from which the theatre is no part of a wider region

  /** From lon/lat to the inset, all of the base data fitting in. @param {Extent} extent @returns {Projection} */
  function projection([west, south, east, north]) {
    const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const scale = Math.min(HIGHEST / (north - south), WIDEST / ((east - west) * narrowing));
    const across = scale * narrowing;
    return ([lon, lat]) => [toTenths((lon - west) * across), toTenths((north - lat) * scale)];
  }

  /**
   * A shape as path data, points closer than a pixel to the one before left out.
   * @param {Outline} geometry
   * @param {Projection} project
   */
  function dataOf(geometry, project) {
    return polygonsOf(geometry).flat().map((ring) => {
      let last = [-9, -9];
      const kept = ring.map(project).filter(([x, y]) => {
        if (Math.hypot(x - last[0], y - last[1]) < LEAST_STEP) return false;
        last = [x, y];
        return true;
      });
      return kept.length > 2 ? `M${kept.map((point) => point.join(" ")).join("L")}Z` : "";
    }).join("");
  }

  /** Where a row meets a ring, from left to right. @param {[x: number, y: number][]} ring @param {number} y */
  function hitsOf(ring, y) {
    const hits = [];
    for (let at = 0; at < ring.length; at += 1) {
      const [from, to] = [ring[at], ring[at + 1 < ring.length ? at + 1 : 0]];
      if (from[1] > y === to[1] > y) continue;
      hits.push(from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]));
    }
    return hits.sort((a, b) => a - b);
  }

  /**
   * Pieces of rows through a country, the widest first.
   * @param {Outline} geometry
   * @param {Projection} project
   */
  function rowsThrough(geometry, project) {
    const rings = polygonsOf(geometry).map(([outer]) => outer.map(project));
    const pieces = [];
    for (let y = 8; y < HIGHEST - 6; y += 4) {
      for (const ring of rings) {
        const hits = hitsOf(ring, y);
        for (let index = 0; index + 1 < hits.length; index += 2) {
          const [from, to] = [hits[index], hits[index + 1]];
          pieces.push({ x: (from + to) / 2, y, width: to - from });
        }
      }
    }
    return pieces.sort((a, b) => b.width - a.width);
  }

  /** A name in two letters: a country's id, but in other letters than Latin the name's own first ones. */
  /** @param {string} name @param {string} id */
  const shortened = (name, id) => (/^\p{Script=Latin}/u.test(name) ? id.slice(0, 2) : `${name.slice(0, 3)}.`);

  /**
   * What writes the name of a country: in the reader's language where it fits beside the theatre, else in short.
   * @param {Drawing["countries"]["features"][number]} feature
   * @param {Projection} project
   * @param {I18n} i18n
   * @param {L.Bounds} theatre
   */
  function countryName({ properties, geometry }, project, i18n, theatre) {
    const pieces = rowsThrough(geometry, project);
    if (!pieces.length || pieces[0].width <= ROOM_FOR_NAME) return [];
    const text = svg("text", { class: "inset-name" });
    const write = () => {
      const name = i18n.among(properties.names, properties.id);
      const half = ([...name.text].length * WIDTH_OF_LETTER) / 2;
      const fitting = pieces.find(({ x, y, width }) => (
        width > 2 * half && !theatre.overlaps(L.bounds([x - half, y - HALF_A_LINE], [x + half, y + HALF_A_LINE]))));
      text.textContent = fitting ? name.text : shortened(name.text, String(properties.id));
      const { x, y } = fitting ?? pieces[0];
      text.setAttribute("x", String(toTenths(x)));
      text.setAttribute("y", String(toTenths(y)));
    };
    return [{ text, write }];
  }

  /** Land and sea, and the theatre upon them. @param {Drawing} drawing @param {Projection} project */
  function shapesOf({ view: { limits, sea }, countries, frame }, project) {
    const [west, south, east, north] = limits;
    const [left, top] = project([west, north]);
    const [right, bottom] = project([east, south]);
    return [
      svg("rect", { x: left, y: top, width: right, height: bottom, class: sea ? "inset-sea" : "inset-land" }),
      ...countries.features.map(({ geometry }) => svg("path", { d: dataOf(geometry, project), class: "inset-land" })),
      svg("path", { d: dataOf(frame, project), class: "inset-theatre" }),
    ];
  }

  /** Do the base data reach far beyond the theatre, so that it lies somewhere? @param {Drawing["view"]} view */
  function tellsMore({ bounds, limits }) {
    const [[width, height], [all, high]] = [bounds, limits].map(([west, south, east, north]) => (
      [east - west, north - south]));
    return Math.max(width / all, height / high) < MOST_OF_ALL;
  }

  /** @type {Part["mount"]} */
  function mount(container, { map, document: drawing, i18n, store }) {
    if (!tellsMore(drawing.view)) return;
    const project = projection(drawing.view.limits);
    const [west, south, east, north] = drawing.view.limits;
    const [left, top] = project([west, north]);
    const [right, bottom] = project([east, south]);
    const theatre = L.bounds(polygonsOf(drawing.frame).flat(2).map((position) => L.point(project(position))));
    const view = svg("rect", { class: "inset-view" });
    const picture = svg("svg", { viewBox: `0 0 ${right} ${bottom}`, width: right, height: bottom, role: "img" });
    container.append(element("figure", "inset over-map", picture));
    /** @type {(() => void)[]} */
    const writers = [];

    /** The first picture is that of the map. */
    const drawLater = karamap.nodes.afterPaint(() => {
      const names = drawing.countries.features.flatMap((feature) => countryName(feature, project, i18n, theatre));
      picture.append(...shapesOf(drawing, project), view, ...names.map(({ text }) => text));
      writers.push(...names.map(({ write }) => write));
      updateTexts();
    });

    function follow() {
      const seen = map.getBounds();
      const [x1, y1] = project([seen.getWest(), seen.getNorth()]);
      const [x2, y2] = project([seen.getEast(), seen.getSouth()]);
      const [x, y] = [clamp(x1, left, right), clamp(y1, top, bottom)];
      view.setAttribute("x", String(x));
      view.setAttribute("y", String(y));
      view.setAttribute("width", String(Math.max(3, clamp(x2, left, right) - x)));
      view.setAttribute("height", String(Math.max(3, clamp(y2, top, bottom) - y)));
    }

    const updateTexts = () => {
      picture.setAttribute("aria-label", i18n.t("inset.label"));
      for (const write of writers) write();
    };
    follow();
    updateTexts();
    drawLater();
    map.on("moveend resize", follow);
    store.on((state, changed) => {
      if (changed.has("language")) updateTexts();
    });
  }

  karamap.inset = { mount };
})(window.karamap);
