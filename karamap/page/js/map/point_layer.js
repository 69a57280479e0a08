/**
 * The places as points: filled in the ink of the holder, the fuller the better the standing. All points of one style are
 * one path, so that a step touches only the styles that change; what changed on the day is drawn singly, on top.
 */
(function (karamap) {
  "use strict";

  const { svg } = karamap.nodes;
  const MANY = 30; // changes on one day from which their marks shrink
  const CROWD = 4000; // places from which points shrink, and points upon points are left out
  const STARTS = { 1: 0.82, 2: 0.7, 3: 0.38 }; // size of a point at the opening view, by rank

  const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
  const flat = (value) => Math.round(value * 10) / 10;

  /** How large the points of a rank are drawn: tiny dots at first, growing as the reader comes closer. */
  function scaleOf(rank, zoom) {
    const start = STARTS[rank] || STARTS[3];
    return clamp(start + (zoom - 8.5) * 0.2, start - 0.14, 1.15);
  }

  /** Marks of the day are larger; smaller on a day of many. @param {number} many */
  function changedScaleOf(many, zoom) {
    const start = 0.64 * clamp(Math.sqrt(MANY / (many || 1)), 0.6, 1);
    return clamp(start + (zoom - 8.5) * ((1.2 - start) / 3.5), start - 0.14, 1.2);
  }

  const dot = ({ x, y }) => `M${x} ${y}h.01`;
  const diamond = (size) => ({ x, y }) => `M${x} ${flat(y - size)}l${size} ${size}l${-size} ${size}l${-size} ${-size}z`;
  const half = (size) => ({ x, y }) => `M${x} ${flat(y - size)}a${size} ${size} 0 0 0 0 ${2 * size}z`;
  const box = (size) => ({ x, y }) => `M${flat(x - size)} ${flat(y - size)}h${2 * size}v${2 * size}h${-2 * size}z`;

  /** What a style is drawn of, from the bottom to the top: discs by width of stroke, or shapes by their fill. */
  const LAYERS = {
    none: (ink, k) => [disc("mark-casing", 9 * k), disc(ink, 6.4 * k), disc("mark-inside", 3.6 * k)],
    claimed: (ink, k) => [disc("mark-casing", 10 * k), disc(ink, 8.5 * k), disc("mark-inside", 5 * k)],
    disputed: (ink, k) => [disc("mark-casing", 10 * k), disc(ink, 8.5 * k), disc("mark-inside", 5 * k),
      shape(ink, half(flat(3.4 * k)))],
    conceded: (ink, k) => [disc("mark-casing", 10 * k), disc(ink, 8 * k)],
    agreed: (ink, k) => [disc("mark-casing", 10 * k), shape(ink, diamond(flat(5 * k)))],
    outside: (ink, k) => [shape("mark-outside", box(flat(2.2 * k)))],
  };

  const painted = (name, paint, colour) => (/^mark-/.test(colour)
    ? svg("path", { class: `${name} ${colour}` }) : svg("path", { class: name, [paint]: colour }));

  function disc(colour, width) {
    const node = painted("disc", "stroke", colour);
    node.setAttribute("stroke-width", flat(width));
    return { node, draw: dot };
  }

  const shape = (colour, draw) => ({ node: painted("shape", "fill", colour), draw });

  /** Of points nearer to one another than a pixel or so, the first. */
  function thinned(spots) {
    const seen = new Set();
    return spots.filter(({ x, y }) => {
      const cell = `${Math.round(x / 1.5)} ${Math.round(y / 1.5)}`;
      return !seen.has(cell) && seen.add(cell);
    });
  }

  /**
   * Draw the places on a pane of the map.
   * @param {object} map of Leaflet @param {object} app @param {string} pane
   */
  function sheet(map, app, pane) {
    const { model, styleOf } = app;
    const marks = model.places.filter((place) => Number.isFinite(place.lat) && Number.isFinite(place.lon))
      .map((place) => ({ place, at: L.latLng(place.lat, place.lon), spot: null, key: "", state: null }));
    const markOf = new Map(marks.map((mark) => [mark.place, mark]));
    const ranks = [3, 2, 1].map((rank) => svg("g", { class: `places places-${rank}` }));
    const ofTheDay = svg("g", { class: "places-changed" });
    const chosen = svg("circle", { class: "mark-chosen", r: 10, display: "none" });
    const root = svg("svg", { class: "karamap-sheet karamap-marks", width: 1, height: 1 }, [...ranks, ofTheDay, chosen]);
    map.getPane(pane).append(root);
    const crowding = clamp(Math.sqrt(CROWD / marks.length), 0.4, 1);
    const groups = new Map(); // key of a style → {marks, node, layers}
    let changed = [];
    let timePoint = null;
    let drawn = `${map.getZoom()} ${map.getPixelOrigin()}`;

    const rankOf = (place) => (place.kind === "outside" ? 3 : clamp(place.rank, 1, 3));
    const keyOf = (place, state) => (place.kind === "outside" ? "3  outside"
      : `${rankOf(place)} ${styleOf(state.holder).number} ${state.standing}`);

    function locate() {
      for (const mark of marks) {
        const { x, y } = map.latLngToLayerPoint(mark.at);
        mark.spot = { x: flat(x), y: flat(y) };
      }
    }

    /** Make the paths of a style anew: for its size at this zoom. */
    function groupOf(key, mark) {
      const rank = rankOf(mark.place);
      const outside = mark.place.kind === "outside";
      const k = outside ? 0.8 : crowding * scaleOf(rank, map.getZoom());
      const standing = outside ? "outside" : mark.state.standing;
      const make = Object.hasOwn(LAYERS, standing) ? LAYERS[standing] : LAYERS.none;
      const layers = make(styleOf(mark.state.holder).ink, k);
      const node = svg("g", {}, layers.map((layer) => layer.node));
      ranks[3 - rank].append(node);
      const group = { marks: new Set(), node, layers };
      groups.set(key, group);
      return group;
    }

    function draw(group) {
      let spots = Array.from(group.marks, (mark) => mark.spot);
      if (marks.length > CROWD) spots = thinned(spots);
      for (const layer of group.layers) layer.node.setAttribute("d", spots.map(layer.draw).join(""));
    }

    /** Put every mark into the group of its style and draw the groups that changed. */
    function sort(course, day) {
      const touched = new Set();
      for (const mark of marks) {
        const state = course.stateOf(mark.place, day);
        if (state === mark.state) continue;
        mark.state = state;
        const key = keyOf(mark.place, state);
        if (key === mark.key) continue;
        const before = groups.get(mark.key);
        if (before) { before.marks.delete(mark); touched.add(before); }
        mark.key = key;
        const group = groups.get(key) || groupOf(key, mark);
        group.marks.add(mark);
        touched.add(group);
      }
      touched.forEach(draw);
    }

    function drawChanged() {
      const k = crowding * changedScaleOf(changed.length, map.getZoom());
      ofTheDay.replaceChildren(...changed.map(({ place, state, spot }) => {
        const node = karamap.symbols.pointMark(styleOf(state.holder), state.standing, true);
        node.dataset.place = place.id;
        node.setAttribute("transform", `translate(${spot.x} ${spot.y}) scale(${flat(k * 10) / 10})`);
        return node;
      }));
    }

    function choose() {
      const mark = markOf.get(model.place(app.store.get().place));
      chosen.setAttribute("display", mark ? "inline" : "none");
      if (mark) chosen.setAttribute("transform", `translate(${mark.spot.x} ${mark.spot.y})`);
    }

    /** @param {{day: number, known: string}} wanted */
    function update(wanted) {
      timePoint = wanted;
      const course = model.at(wanted.known);
      sort(course, wanted.day);
      const now = course.changedOn(wanted.day).map((place) => markOf.get(place)).filter(Boolean);
      if (now.length || changed.length) {
        changed = now;
        drawChanged();
      }
      choose();
    }

    function rescale() {
      const view = `${map.getZoom()} ${map.getPixelOrigin()}`;
      if (view === drawn) return;
      drawn = view;
      locate();
      for (const group of groups.values()) group.node.remove();
      groups.clear();
      for (const mark of marks) { mark.key = ""; mark.state = null; }
      if (timePoint) update(timePoint);
    }

    locate();
    map.on("zoom viewreset", rescale);
    return {
      marks, update, choose,
      markOf: (place) => markOf.get(place),
      changed: () => changed,
      /** How far the picture of a mark reaches from its middle, in pixels. */
      radiusOf: (mark) => crowding * (changed.includes(mark) ? 8.4 * changedScaleOf(changed.length, map.getZoom())
        : 5 * (mark.place.kind === "outside" ? 0.8 : scaleOf(rankOf(mark.place), map.getZoom()))),
      /** The mark nearest to a point of the container, within reach. */
      nearest(point, reach) {
        const spot = map.containerPointToLayerPoint(point);
        let best = null;
        for (const mark of marks) {
          const bonus = mark.place.rank === 1 ? 2 : 0;
          const distance = Math.hypot(mark.spot.x - spot.x, mark.spot.y - spot.y) - (changed.includes(mark) ? 4 : bonus);
          if (distance <= reach && (!best || distance < best.distance)) best = { mark, distance };
        }
        return best && best.mark;
      },
    };
  }

  karamap.pointLayer = { sheet };
})(window.karamap);
