/**
 * The places as points: filled in the ink of the holder, the fuller the better the standing. All points of one style
 * in one part of the map are one path, so that a step touches only what changes; a map of a few thousand places has one
 * part. What changed on the day is drawn singly, on top.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{node: SVGGElement, draw: (spot: DotSpot) => string}} Shape what its paths stand in, and a point's data
   * @typedef {{points: Set<PointSymbol>, shapes: Shape[], paths: SVGPathElement[]}} Part points of one style that lie
   *   near one another, and a path for each shape
   * @typedef {{node: SVGGElement, shapes: Shape[], parts: Map<number, Part>}} Group points of one style
   * @typedef {{point: PointSymbol, state: Control, change: ChangeKind, scale: number}} ChangedSymbol
   */

  const { svg } = karamap.nodes;
  const { clamp, isLocated, toTenths } = karamap.geometry;
  const MANY = 30; // changes on one day from which their symbols shrink
  const CROWD = 4000; // places from which points shrink, points upon points are left out, and the map has parts
  const PARTS = 12; // from west to east, and from south to north
  const CELLS = 1e7; // more than there are cells of a pixel or so below one another
  const OUTSIDE_SCALE = 0.8;
  const LEAST_SCALE = 0.12; // below which a point is half a pixel wide, and is not drawn
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

  /** @param {DotSpot} spot */
  const dot = (spot) => spot.dot;

  /** @param {number} size @returns {Shape["draw"]} */
  const diamond = (size) => ({ x, y }) => (
    `M${x} ${toTenths(y - size)}l${size} ${size}l${-size} ${size}l${-size} ${-size}z`);

  /** @param {number} size @returns {Shape["draw"]} */
  const half = (size) => ({ x, y }) => `M${x} ${toTenths(y - size)}a${size} ${size} 0 0 0 0 ${2 * size}z`;

  /** @param {number} size @returns {Shape["draw"]} */
  const box = (size) => ({ x, y }) => (
    `M${toTenths(x - size)} ${toTenths(y - size)}h${2 * size}v${2 * size}h${-2 * size}z`);

  /**
   * What paths stand in, in a class of the style sheet or in a colour.
   * @param {string} name
   * @param {"stroke"|"fill"} paint
   * @param {string} colour
   */
  function painted(name, paint, colour) {
    if (/^mark-/.test(colour)) return svg("g", { class: `${name} ${colour}` });
    return svg("g", { class: name, [paint]: colour });
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
    /** @type {Map<number, DotSpot>} */
    const spots = new Map();
    for (const { cell, spot } of points) if (!spots.has(cell)) spots.set(cell, spot);
    return [...spots.values()];
  }

  /** Draw a part anew; discs of all sizes have the same data. @param {Part} part @param {boolean} isCrowded */
  function drawPart({ points, shapes, paths }, isCrowded) {
    const spots = isCrowded ? thinned(points) : Array.from(points, ({ spot }) => spot);
    /** @type {Map<Shape["draw"], string>} */
    const drawn = new Map();
    shapes.forEach(({ draw }, index) => {
      const data = drawn.get(draw) ?? spots.map(draw).join("");
      drawn.set(draw, data);
      paths[index].setAttribute("d", data);
    });
  }

  /** @param {Place} place */
  const isOutside = (place) => place.kind === "outside";
  /** @param {Place} place */
  const rankOf = (place) => (isOutside(place) ? 3 : clamp(place.rank, 1, 3));

  /** The points of a style around a point. @param {Group} group @param {PointSymbol} point @returns {Part} */
  function partOf({ shapes, parts }, { part }) {
    const known = parts.get(part);
    if (known) return known;
    const paths = shapes.map(() => svg("path"));
    shapes.forEach(({ node }, index) => node.append(paths[index]));
    const begun = { points: new Set(), shapes, paths };
    parts.set(part, begun);
    return begun;
  }

  /** What tells the key of a place's style; thousands of places share a few states. @param {App["styleOf"]} styleOf */
  function keysOf(styleOf) {
    /** @type {Map<Control, string>} */
    const looks = new Map();

    /** @param {Place} place @param {Control} state */
    return (place, state) => {
      if (isOutside(place)) return "3  outside";
      let look = looks.get(state);
      if (look === undefined) {
        const styles = karamap.symbols.stylesOf(styleOf, state).map(({ number }) => number);
        look = `${styles.join(" ")} ${karamap.symbols.symbolOf(place, state)}`;
        looks.set(state, look);
      }
      return `${rankOf(place)} ${look}`;
    };
  }

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

    const keyOf = keysOf(styleOf);

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
      const looks = state.contested.length ? contestedShapes(styles, scale) : draw(styles[0].ink, scale);
      const shapes = scale < LEAST_SCALE ? [] : looks;
      const node = svg("g", {}, shapes.map((one) => one.node));
      ranks[3 - rank].append(node);
      return { node, shapes, parts: new Map() };
    }

    /**
     * Move a point to the group of its style.
     * @param {PointSymbol} point
     * @param {Control} state
     * @param {Set<Part>} touched
     */
    function move(point, state, touched) {
      point.state = state;
      const key = keyOf(point.place, state);
      if (key === point.key) return;
      const before = groups.get(point.key);
      if (before) {
        const left = partOf(before, point);
        left.points.delete(point);
        touched.add(left);
      }
      const group = groups.get(key) ?? made(point.place, state);
      groups.set(key, group);
      point.key = key;
      const entered = partOf(group, point);
      entered.points.add(point);
      touched.add(entered);
    }

    return {
      ranks,
      /** @param {Place} place */
      radiusOf(place) {
        const scale = isOutside(place) ? OUTSIDE_SCALE : scaleOf(rankOf(place), map.getZoom() - zooms.dots);
        return crowding * 5 * scale;
      },
      /**
       * Put every point into the group of its style and draw the parts that changed.
       * @param {PointSymbol[]} points
       * @param {(place: Place) => Control} stateOf
       */
      sort(points, stateOf) {
        /** @type {Set<Part>} */
        const touched = new Set();
        for (const point of points) {
          const state = stateOf(point.place);
          if (state !== point.state) move(point, state, touched);
        }
        for (const part of touched) {
          if (part.shapes.length) drawPart(part, count > CROWD);
        }
      },
      clear() {
        for (const group of groups.values()) group.node.remove();
        groups.clear();
      },
    };
  }

  /** Points for the places that have a position, where the map has them. @param {L.Map} map @param {Place[]} places */
  function pointsOf(map, places) {
    const located = places.filter(isLocated);
    const partAt = partsOf(located);
    const points = located.map((place) => {
      const at = L.latLng(place.lat, place.lon);
      return { place, at, part: partAt(place), spot: { x: 0, y: 0, dot: "" }, cell: 0, key: "", state: null };
    });
    locate(map, points);
    return points;
  }

  /** The number of the part of the map in which a place lies. @param {Located[]} places */
  function partsOf(places) {
    if (places.length <= CROWD) return () => 0;
    const [west, east] = extremes(places.map(({ lon }) => lon));
    const [south, north] = extremes(places.map(({ lat }) => lat));
    /** @param {number} share */
    const step = (share) => Math.min(PARTS - 1, Math.floor(PARTS * share));
    /** @param {Located} place */
    return ({ lon, lat }) => (
      PARTS * step((lat - south) / (north - south || 1)) + step((lon - west) / (east - west || 1)));
  }

  /** The least and the greatest of many numbers. @param {number[]} numbers */
  function extremes(numbers) {
    let [least, greatest] = [Infinity, -Infinity];
    for (const number of numbers) {
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
    }
    return [least, greatest];
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
      point.spot = { x: toTenths(x), y: toTenths(y), dot: `M${toTenths(x)} ${toTenths(y)}h.01` };
      point.cell = Math.round(x / 1.5) * CELLS + Math.round(y / 1.5);
    }
  }

  /**
   * What draws the points that changed on the day, singly: symbols that look alike are copies of one, and those of the
   * day before are moved where they can be, since the browser lays out whatever is new.
   * @param {App} app @param {SVGElement} parent
   */
  function changedSymbols({ styleOf }, parent) {
    /** @type {Map<string, SVGGElement>} */
    const models = new Map();
    /** @type {{look: string, symbol: SVGGElement}[]} */
    let drawn = [];

    /** @param {string} look @param {Style[]} styles @param {string} symbol @param {ChangeKind} change */
    function copied(look, styles, symbol, change) {
      const model = models.get(look) ?? karamap.symbols.pointSymbol(styles, symbol, change);
      models.set(look, model);
      return /** @type {SVGGElement} */ (model.cloneNode(true));
    }

    /** The symbol in a place among the others, as it is or anew. @param {ChangedSymbol} wanted @param {number} at */
    function drawnAt({ point: { place, spot }, state, change, scale }, at) {
      const [styles, kind] = [karamap.symbols.stylesOf(styleOf, state), karamap.symbols.symbolOf(place, state)];
      const look = `${styles.map(({ number }) => number).join(" ")} ${kind} ${change}`;
      const before = at < drawn.length ? drawn[at] : null;
      const symbol = before?.look === look ? before.symbol : copied(look, styles, kind, change);
      symbol.setAttribute("data-place", place.id);
      symbol.setAttribute("data-change", change);
      symbol.setAttribute("transform", `translate(${spot.x} ${spot.y}) scale(${toTenths(scale * 10) / 10})`);
      if (!before) parent.append(symbol);
      else if (before.symbol !== symbol) before.symbol.replaceWith(symbol);
      return { look, symbol };
    }

    /** @param {ChangedSymbol[]} wanted from the bottom to the top */
    return (wanted) => {
      const now = wanted.map(drawnAt);
      for (const { symbol } of drawn.slice(now.length)) symbol.remove();
      drawn = now;
    };
  }

  /**
   * What changed on the day: what is known to the day on top of what is not.
   * @param {L.Map} map
   * @param {App} app
   */
  function changesOn(map, app) {
    const node = svg("g", { class: "places-changed" });
    const draw = changedSymbols(app, node);
    /** @type {Map<PointSymbol, ChangeKind>} */
    let changed = new Map();
    /** @param {ChangeKind} kind */
    const among = (kind) => [...changed.keys()].filter((point) => changed.get(point) === kind);
    /** @param {number} many */
    const scaleOf = (many) => changedScaleOf(many, map.getZoom() - app.zooms.dots);
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
      draw(kinds.flatMap((change) => {
        const scale = scaleOfKind(change);
        return among(change).map((point) => ({ point, state: stateOf(point.place), change, scale }));
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
    const changes = changesOn(map, app);
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
      karamap.groundLayer.put(chosen, "display", point ? "inline" : "none");
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
      timeline.turnTo(wanted.day);
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
