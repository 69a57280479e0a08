/**
 * The places as points: filled in the ink of the holder, the fuller the better the standing. All points of one style
 * are one path, so that a step touches only the styles that change; what changed on the day is drawn singly, on top.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{node: SVGPathElement, draw: (spot: XY) => string}} Shape a path, and what it is given for each point
   * @typedef {{points: Set<PointSymbol>, node: SVGGElement, shapes: Shape[]}} Group points of one style
   */

  const { svg } = karamap.nodes;
  const { clamp, isLocated, toTenths } = karamap.geometry;
  const MANY = 30; // changes on one day from which their symbols shrink
  const CROWD = 4000; // places from which points shrink, and points upon points are left out
  const CELLS = 1e7; // more than there are cells of a pixel or so below one another
  const OUTSIDE_SCALE = 0.8;
  const RADIUS = 8.4; // pixels from the middle of the symbol of a change to its edge, at scale 1
  /** Size of a point at the opening view, by rank. @type {Record<number, number>} */
  const STARTS = { 1: 0.82, 2: 0.7, 3: 0.38 };

  /**
   * How large the points of a rank are drawn: tiny dots at first, growing as the reader comes closer.
   * @param {number} rank
   * @param {number} nearer how much nearer the view is than one that begins to tell places apart
   */
  function scaleOf(rank, nearer) {
    const start = STARTS[rank] || STARTS[3];
    return clamp(start + nearer * 0.2, start - 0.14, 1.15);
  }

  /** Symbols of the day are larger; smaller on a day of many. @param {number} many @param {number} nearer */
  function changedScaleOf(many, nearer) {
    const start = 0.64 * clamp(Math.sqrt(MANY / (many || 1)), 0.6, 1);
    return clamp(start + nearer * ((1.2 - start) / 3.5), start - 0.14, 1.2);
  }

  /** @param {XY} spot */
  const dot = ({ x, y }) => `M${x} ${y}h.01`;

  /** @param {number} size @returns {Shape["draw"]} */
  const diamond = (size) => ({ x, y }) => (
    `M${x} ${toTenths(y - size)}l${size} ${size}l${-size} ${size}l${-size} ${-size}z`);

  /** @param {number} size @returns {Shape["draw"]} */
  const half = (size) => ({ x, y }) => `M${x} ${toTenths(y - size)}a${size} ${size} 0 0 0 0 ${2 * size}z`;

  /** @param {number} size @returns {Shape["draw"]} */
  const box = (size) => ({ x, y }) => (
    `M${toTenths(x - size)} ${toTenths(y - size)}h${2 * size}v${2 * size}h${-2 * size}z`);

  /**
   * A path in a class of the style sheet, or in a colour.
   * @param {string} name
   * @param {"stroke"|"fill"} paint
   * @param {string} colour
   */
  function painted(name, paint, colour) {
    if (/^mark-/.test(colour)) return svg("path", { class: `${name} ${colour}` });
    return svg("path", { class: name, [paint]: colour });
  }

  /** @param {string} colour @param {number} width @returns {Shape} */
  function disc(colour, width) {
    const node = painted("disc", "stroke", colour);
    node.setAttribute("stroke-width", String(toTenths(width)));
    return { node, draw: dot };
  }

  /** @param {string} colour @param {Shape["draw"]} draw @returns {Shape} */
  const shape = (colour, draw) => ({ node: painted("shape", "fill", colour), draw });

  /**
   * What a style is drawn of, from the bottom to the top: discs by width of stroke, or shapes by their fill.
   * @type {Record<string, (ink: string, scale: number) => Shape[]>}
   */
  const SHAPES = {
    unreported: (ink, scale) => [
      disc("mark-casing", 7 * scale), disc(ink, 5 * scale), disc("mark-inside", 3.4 * scale)],
    assumed: (ink, scale) => [disc("mark-casing", 7 * scale), disc(ink, 5 * scale)],
    none: (ink, scale) => [
      disc("mark-casing", 9 * scale), disc(ink, 6.4 * scale), disc("mark-inside", 3.6 * scale)],
    claimed: (ink, scale) => [
      disc("mark-casing", 10 * scale), disc(ink, 8.5 * scale), disc("mark-inside", 5 * scale)],
    disputed: (ink, scale) => [
      disc("mark-casing", 10 * scale), disc(ink, 8.5 * scale), disc("mark-inside", 5 * scale),
      shape(ink, half(toTenths(3.4 * scale)))],
    confirmed: (ink, scale) => [disc("mark-casing", 10 * scale), disc(ink, 8 * scale)],
    agreed: (ink, scale) => [disc("mark-casing", 10 * scale), shape(ink, diamond(toTenths(5 * scale)))],
    outside: (ink, scale) => [shape("mark-outside", box(toTenths(2.2 * scale)))],
  };

  /** In the looks of all that are said to be there, with a ring. @param {Style[]} styles @param {number} scale */
  function contestedShapes(styles, scale) {
    const size = toTenths(3.6 * scale);
    const parts = styles.map(({ ink }, part) => {
      const data = karamap.symbols.sector(size, part, styles.length);
      return shape(ink, ({ x, y }) => `M${x} ${y}${data}`);
    });
    return [disc("mark-contested", 12 * scale), disc("mark-casing", 9.4 * scale), ...parts];
  }

  /** Of points nearer to one another than a pixel or so, the first. @param {Iterable<PointSymbol>} points */
  function thinned(points) {
    /** @type {Map<number, XY>} */
    const spots = new Map();
    for (const { cell, spot } of points) if (!spots.has(cell)) spots.set(cell, spot);
    return [...spots.values()];
  }

  /** Draw shapes at some spots; discs of all sizes have the same data. @param {XY[]} spots @param {Shape[]} shapes */
  function drawAt(spots, shapes) {
    /** @type {Map<Shape["draw"], string>} */
    const drawn = new Map();
    for (const { node, draw } of shapes) {
      const data = drawn.get(draw) ?? spots.map(draw).join("");
      drawn.set(draw, data);
      node.setAttribute("d", data);
    }
  }

  /** @param {Place} place */
  const isOutside = (place) => place.kind === "outside";
  /** @param {Place} place */
  const rankOf = (place) => (isOutside(place) ? 3 : clamp(place.rank, 1, 3));

  /**
   * Points of the same style, each style in paths of its own.
   * @param {L.Map} map
   * @param {App} app
   * @param {number} count
   */
  function groupsOf(map, { styleOf, zooms }, count) {
    const ranks = [3, 2, 1].map((rank) => svg("g", { class: `places places-${rank}` }));
    const crowding = clamp(Math.sqrt(CROWD / count), 0.4, 1);
    /** @type {Map<string, Group>} */
    const groups = new Map();

    /** @param {Place} place @param {Control} state */
    function keyOf(place, state) {
      if (isOutside(place)) return "3  outside";
      const styles = karamap.symbols.stylesOf(styleOf, state).map(({ number }) => number);
      return `${rankOf(place)} ${styles.join(" ")} ${karamap.symbols.symbolOf(place, state)}`;
    }

    /**
     * Make the paths of a style: for its size at this zoom.
     * @param {Place} place
     * @param {Control} state
     * @returns {Group}
     */
    function made(place, state) {
      const rank = rankOf(place);
      const scale = isOutside(place) ? OUTSIDE_SCALE : crowding * scaleOf(rank, map.getZoom() - zooms.dots);
      const symbol = karamap.symbols.symbolOf(place, state);
      const draw = Object.hasOwn(SHAPES, symbol) ? SHAPES[symbol] : SHAPES.none;
      const styles = karamap.symbols.stylesOf(styleOf, state);
      const shapes = state.contested.length ? contestedShapes(styles, scale) : draw(styles[0].ink, scale);
      const node = svg("g", {}, shapes.map((one) => one.node));
      ranks[3 - rank].append(node);
      return { points: new Set(), node, shapes };
    }

    /** @param {Group} group */
    function draw({ points, shapes }) {
      drawAt(count > CROWD ? thinned(points) : Array.from(points, ({ spot }) => spot), shapes);
    }

    /**
     * Move a point to the group of its style.
     * @param {PointSymbol} point
     * @param {Control} state
     * @param {Set<Group>} touched
     */
    function move(point, state, touched) {
      point.state = state;
      const key = keyOf(point.place, state);
      if (key === point.key) return;
      const before = groups.get(point.key);
      if (before) {
        before.points.delete(point);
        touched.add(before);
      }
      const group = groups.get(key) ?? made(point.place, state);
      groups.set(key, group);
      point.key = key;
      group.points.add(point);
      touched.add(group);
    }

    return {
      ranks,
      crowding,
      /** @param {Place} place */
      radiusOf(place) {
        const scale = isOutside(place) ? OUTSIDE_SCALE : scaleOf(rankOf(place), map.getZoom() - zooms.dots);
        return crowding * 5 * scale;
      },
      /**
       * Put every point into the group of its style and draw the groups that changed.
       * @param {PointSymbol[]} points
       * @param {(place: Place) => Control} stateOf
       */
      sort(points, stateOf) {
        /** @type {Set<Group>} */
        const touched = new Set();
        for (const point of points) {
          const state = stateOf(point.place);
          if (state !== point.state) move(point, state, touched);
        }
        touched.forEach(draw);
      },
      clear() {
        for (const group of groups.values()) group.node.remove();
        groups.clear();
      },
    };
  }

  /** Points for the places that have a position, where the map has them. @param {L.Map} map @param {Place[]} places */
  function pointsOf(map, places) {
    const points = places.filter(isLocated).map((place) => (
      { place, at: L.latLng(place.lat, place.lon), spot: { x: 0, y: 0 }, cell: 0, key: "", state: null }));
    locate(map, points);
    return points;
  }

  /** The points of places by their numbers. @param {(PointSymbol|undefined)[]} numbered @param {Set<number>} numbers */
  function pointsAt(numbered, numbers) {
    /** @type {PointSymbol[]} */
    const found = [];
    for (const number of numbers) {
      const point = numbered[number];
      if (point) found.push(point);
    }
    return found;
  }

  /** @param {L.Map} map @param {PointSymbol[]} points */
  function locate(map, points) {
    for (const point of points) {
      const { x, y } = map.latLngToLayerPoint(point.at);
      point.spot = { x: toTenths(x), y: toTenths(y) };
      point.cell = Math.round(x / 1.5) * CELLS + Math.round(y / 1.5);
    }
  }

  /**
   * A point that changed on the day, drawn singly.
   * @param {App} app
   * @param {PointSymbol} point
   * @param {Control} state
   * @param {ChangeKind} change
   * @param {number} scale
   */
  function changedSymbol({ styleOf }, { place, spot }, state, change, scale) {
    const styles = karamap.symbols.stylesOf(styleOf, state);
    const node = karamap.symbols.pointSymbol(styles, karamap.symbols.symbolOf(place, state), change);
    Object.assign(node.dataset, { place: place.id, change });
    node.setAttribute("transform", `translate(${spot.x} ${spot.y}) scale(${toTenths(scale * 10) / 10})`);
    return node;
  }

  /**
   * What changed on the day: what is known to the day on top of what is not.
   * @param {L.Map} map
   * @param {App} app
   * @param {number} crowding
   */
  function changesOn(map, app, crowding) {
    const node = svg("g", { class: "places-changed" });
    /** @type {Map<PointSymbol, ChangeKind>} */
    let changed = new Map();
    /** @param {ChangeKind} kind */
    const among = (kind) => [...changed.keys()].filter((point) => changed.get(point) === kind);
    /** @param {number} many */
    const scaleOf = (many) => crowding * changedScaleOf(many, map.getZoom() - app.zooms.dots);
    /** @param {ChangeKind} kind */
    const scaleOfKind = (kind) => scaleOf(among(kind).length);

    /**
     * @param {Map<string, PointSymbol>} pointOf points by the id of their place
     * @param {Map<Place, ChangeKind>} wanted
     * @param {(place: Place) => Control} stateOf
     */
    function update(pointOf, wanted, stateOf) {
      if (!changed.size && !wanted.size) return;
      changed = new Map([...wanted].flatMap(([{ id }, kind]) => {
        const point = pointOf.get(id);
        return point ? [[point, kind]] : [];
      }));
      const kinds = /** @type {const} */ (["learned", "undated", "dated"]);
      node.replaceChildren(...kinds.flatMap((kind) => {
        const scale = scaleOfKind(kind);
        return among(kind).map((point) => changedSymbol(app, point, stateOf(point.place), kind, scale));
      }));
    }

    return {
      node,
      update,
      among,
      scaleOf,
      scaleOfKind,
      /** @param {PointSymbol} point */
      kindOf: (point) => changed.get(point),
    };
  }

  /**
   * The point nearest to a spot; cities draw the pointer a little, what changed on the day some more.
   * @param {PointSymbol[]} points
   * @param {XY} spot
   * @param {number} reach
   * @param {(point: PointSymbol) => ChangeKind|undefined} kindOf how a point changed on the day
   */
  function nearest(points, spot, reach, kindOf) {
    /** @type {PointSymbol|null} */
    let best = null;
    let least = Infinity;
    for (const point of points) {
      const usualBonus = point.place.rank === 1 ? 2 : 0;
      const bonus = kindOf(point) ? 4 : usualBonus;
      const distance = Math.hypot(point.spot.x - spot.x, point.spot.y - spot.y) - bonus;
      if (distance <= reach && distance < least) [best, least] = [point, distance];
    }
    return best;
  }

  /** Places that are reported to change on the very day. @param {Model} model @param {TimePoint} timePoint */
  function datedOn(model, { day, known }) {
    const changing = model.at(known).changedOn(day);
    return [...changing.keys()].filter((place) => changing.get(place) === "dated");
  }

  /** @param {L.Map} map */
  const viewOf = (map) => `${map.getZoom()} ${map.getPixelOrigin()}`;

  /** @type {Karamap["pointLayer"]["create"]} */
  function create(map, app, pane) {
    const { model } = app;
    /** @type {PointSymbol[]} */
    const points = pointsOf(map, model.places);
    const pointOf = new Map(points.map((point) => [point.place.id, point]));
    const numbered = model.places.map(({ id }) => pointOf.get(id)); // some places have no position
    const groups = groupsOf(map, app, points.length);
    const changes = changesOn(map, app, groups.crowding);
    const chosen = svg("circle", { class: "mark-chosen", r: 10, display: "none" });
    pane.appendChild(svg("svg", { class: "karamap-sheet karamap-marks", width: 1, height: 1 },
      [...groups.ranks, changes.node, chosen]));
    /** @type {TimePoint|null} */
    let timePoint = null;
    /** The moment at which the points were last sorted. @type {TimePoint|null} */
    let sorted = null;
    let drawn = viewOf(map);
    function choose() {
      const point = pointOf.get(app.store.get().place ?? "");
      chosen.setAttribute("display", point ? "inline" : "none");
      if (point) chosen.setAttribute("transform", `translate(${point.spot.x} ${point.spot.y})`);
    }

    /** The points that may look otherwise than they do. @param {TimePoint} wanted */
    function stale({ day, known }) {
      if (!sorted || sorted.known !== known) return points;
      return pointsAt(numbered, model.at(known).differing(sorted.day, day));
    }

    /** @param {TimePoint} wanted */
    function update(wanted) {
      timePoint = wanted;
      const timeline = model.at(wanted.known);
      /** @param {Place} place */
      const stateOf = (place) => timeline.lookOf(place, wanted.day);
      groups.sort(stale(wanted), stateOf);
      sorted = { day: wanted.day, known: wanted.known };
      changes.update(pointOf, timeline.changedOn(wanted.day), stateOf);
      choose();
    }

    function rescale() {
      if (viewOf(map) === drawn) return;
      drawn = viewOf(map);
      locate(map, points);
      groups.clear();
      sorted = null;
      for (const point of points) {
        point.key = "";
        point.state = null;
      }
      if (timePoint) update(timePoint);
    }

    /** @type {PointLayer["radiusOf"]} */
    function radiusOf(point) {
      const change = changes.kindOf(point);
      return change ? RADIUS * changes.scaleOfKind(change) : groups.radiusOf(point.place);
    }

    map.on("zoom viewreset", rescale);
    return {
      ...{ points, update, choose },
      changedOn(wanted) {
        const changed = datedOn(model, wanted).flatMap(({ id }) => pointOf.get(id) ?? []);
        return { changed, radius: RADIUS * changes.scaleOf(changed.length) };
      },
      radiusOf,
      nearest: (where, reach) => nearest(points, map.containerPointToLayerPoint(where), reach, changes.kindOf),
      forget: () => { map.off("zoom viewreset", rescale); },
    };
  }

  karamap.pointLayer = { create };
})(window.karamap);
