/**
 * Areas, uncertainty zone and front line of one time point, on a layer of the map. Two of them can lie side by side for
 * a comparison.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {(model: Model, day: number, traced: Traced) => {foes: Line[], allies: Line[]}} BordersOn
   * @typedef {Pick<Line, "holder"|"other"|"closed"> & {isFine: boolean, lines: Line[]}} Border lines alike
   * @typedef {{gains: string[], veil: string, stripes: string[]}} Shades what was gained, and how surely it is held
   * @typedef {{state: GroundState, day: number, known: string, grounds: string[], front: string, fine: string,
   *   allies: string, silence: string, shades: Shades|null}} Shapes path data, by holder
   */

  const { svg } = karamap.nodes;
  const { polygonsOf, toTenths } = karamap.geometry;
  const { lines: linesData } = karamap.pathData;
  const BASE = 9; // zoom in whose pixels the mesh is kept; other zooms scale and shift it
  const CASING = 5; // pixels of the front with its casing, which would cover ground that is narrower
  const MOST_KEPT = 3e7; // characters of path data that are kept of other days
  const EVERYWHERE = "M-90000-90000H90000V90000H-90000Z";
  let layers = 0;

  /** The mesh in pixels of the base zoom. @param {Mesh} mesh in lon and lat */
  function groundOf(mesh) {
    /** @type {L.LatLng[]} */
    const nodes = [];
    const xy = [];
    for (let index = 0; index < mesh.xy.length; index += 2) {
      const node = L.latLng(mesh.xy[index + 1], mesh.xy[index]);
      const { x, y } = L.CRS.EPSG3857.latLngToPoint(node, BASE);
      nodes.push(node);
      xy.push(x, -y);
    }
    const kilometres = (/** @type {number} */ one, /** @type {number} */ other) => (
      L.CRS.Earth.distance(nodes[one], nodes[other]) / 1000);
    return karamap.marchingTriangles.prepare({ ...mesh, xy }, kilometres);
  }

  /** The ground at a time point. @param {App} app @param {TimePoint} timePoint */
  function stateAt({ model, ground }, { day, known }) {
    const timeline = model.at(known);
    return karamap.marchingTriangles.decode(ground, model, timeline.codes(day), timeline.ages(day));
  }

  /** @param {L.Map} map @returns {View} */
  function viewOf(map) {
    const scale = 2 ** (map.getZoom() - BASE);
    const origin = map.getPixelOrigin();
    return { scale, x: -origin.x, y: -origin.y };
  }

  /** The ground of one holder as path data. @param {Traced} traced @param {number} holder @param {View} view */
  function groundData(traced, holder, view) {
    return linesData(traced, traced.rings.filter((ring) => ring.holder === holder), view);
  }

  /** An outline as path data at the present zoom. @param {L.Map} map @param {Outline} geometry */
  function outlineData(map, geometry) {
    /** @param {Position} position */
    const corner = ([lon, lat]) => {
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      return `${toTenths(x)} ${toTenths(y)}`;
    };
    return polygonsOf(geometry).flat().map((ring) => `M${ring.map(corner).join("L")}Z`).join("");
  }

  /**
   * Set an attribute only if it is another one: setting it anew would make the browser draw anew.
   * @type {Karamap["groundLayer"]["put"]}
   */
  function put(node, name, value) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }

  /** The paths of a layer, in their panes. @param {App} app @param {GroundPanes} panes */
  function drawPaths(app, { pane, frontPane }) {
    layers += 1;
    const frame = `karamap-frame-${layers}`;
    const styles = app.model.parties.map(({ id }) => app.styleOf(id));
    /** @param {string} name @param {string} fill */
    const area = (name, fill) => svg("path", { class: name, fill, "fill-rule": "evenodd" });
    const paths = {
      clip: svg("path", { "clip-rule": "evenodd" }),
      grounds: styles.map((style) => area("ground", karamap.symbols.groundReference(style))),
      gains: styles.map((style) => area("gain", karamap.symbols.gainReference(style))),
      veil: svg("path", { class: "band-veil", "fill-rule": "evenodd" }),
      stripes: styles.map((style) => area("band", karamap.symbols.zoneReference(style))),
      silence: svg("path", { class: "no-report-edge" }),
      allies: svg("path", { class: "allies" }),
      casing: svg("path", { class: "front-casing" }),
      front: svg("path", { class: "front" }),
      fine: svg("path", { class: "front-fine" }),
    };
    /** @param {Node[]} children */
    const clipped = (children) => svg("g", { "clip-path": `url(#${frame})` }, children);
    /** @param {Node} parent @param {Node[]} children */
    const append = (parent, children) => parent.appendChild(
      svg("svg", { class: "karamap-sheet", width: 1, height: 1 }, children));
    const frames = svg("defs", {}, [svg("clipPath", { id: frame }, [paths.clip])]);
    append(pane, [frames, clipped([...paths.grounds, ...paths.gains, paths.veil, ...paths.stripes, paths.silence,
      paths.allies])]);
    append(frontPane, [clipped([paths.fine, paths.casing, paths.front])]);
    return paths;
  }

  /** The lines where ground of two holders meets, by what these are to each other. @type {BordersOn} */
  function bordersOn({ ties }, day, { lines }) {
    const held = lines.filter(({ holder }) => holder >= 0);
    const allies = held.filter(({ holder, other }) => ties.areAllies(holder, other, day));
    return { foes: held.filter((line) => !allies.includes(line)), allies };
  }

  /**
   * Lines by whose ground meets there, whether they close, and whether ground beside them is too narrow to be seen.
   * @param {Traced} traced @param {View} view @returns {Border[]}
   */
  function bordersBetween({ lines }, { scale }) {
    /** @type {Map<number, Border>} */
    const borders = new Map();
    for (const line of lines) {
      const { holder, other, closed, width } = line;
      const isFine = width * scale < CASING;
      const key = 4 * (128 * (holder + 1) + other) + 2 * Number(closed) + Number(isFine);
      const border = borders.get(key);
      if (border) border.lines.push(line);
      else borders.set(key, { holder, other, closed, isFine, lines: [line] });
    }
    return [...borders.values()];
  }

  /**
   * What those are to each other whose ground meets.
   * @param {Model} model @param {number} day @param {Pick<Line, "holder"|"other">} border
   */
  function kindOf({ ties }, day, { holder, other }) {
    if (holder < 0) return "silence";
    return ties.areAllies(holder, other, day) ? "allies" : "front";
  }

  /**
   * Path data of ground and of the front, as they were traced. Around ground that is too narrow to be seen between two
   * lines of the front, at the scale of the view, the front is a fine line.
   * @param {Model} model
   * @param {number} day
   * @param {Traced} traced
   * @param {View} view
   */
  function groundShapes(model, day, traced, view) {
    const borders = bordersBetween(traced, view).map(({ lines, ...border }) => (
      { ...border, data: linesData(traced, lines, view), kind: kindOf(model, day, border) }));
    /** @param {(border: typeof borders[number]) => boolean} isWanted */
    const along = (isWanted) => borders.filter(isWanted).map(({ data }) => data).join("");
    const others = traced.rings.filter(({ isLine }) => !isLine);
    /** A closed line goes around ground on both its sides; what else does is a ring of its own. @param {number} own */
    const groundOf = (own) => linesData(traced, others.filter(({ holder }) => holder === own), view)
      + along(({ closed, holder, other }) => closed && (holder === own || other === own));
    return {
      grounds: model.parties.map(({ index }) => groundOf(index)),
      front: along(({ kind, isFine }) => kind === "front" && !isFine),
      fine: along(({ kind, isFine }) => kind === "front" && isFine),
      allies: along(({ kind }) => kind === "allies"),
      silence: along(({ kind }) => kind === "silence"),
    };
  }

  /**
   * The veil lies wherever nobody holds surely; each holder's stripes wherever it may but need not hold. Between two
   * alone, traced by the same two lines, all that is the same ground.
   * @param {number} parties
   * @param {Zone[]} zones
   * @param {View} view
   */
  function zoneShapes(parties, zones, view) {
    const [one, other] = zones;
    if (zones.length === 2 && one.sure.at === other.may.at) {
      const between = groundData(one.may, 1, view) + groundData(one.sure, 1, view);
      const dataOfHolder = new Map(zones.map(({ holder }) => [holder, between]));
      return { veil: between, stripes: Array.from({ length: parties }, (_, holder) => dataOfHolder.get(holder) ?? "") };
    }
    const sures = zones.map(({ sure }) => groundData(sure, 1, view));
    const stripes = Array.from({ length: parties }, (_, holder) => {
      const index = zones.findIndex((zone) => zone.holder === holder);
      return index < 0 ? "" : groundData(zones[index].may, 1, view) + sures[index];
    });
    return { veil: zones.length ? EVERYWHERE + sures.join("") : "", stripes };
  }

  /** How many characters of path data are kept of a day. @param {Shapes} shapes */
  function sizeOf({ grounds, shades }) {
    const texts = [...grounds, ...(shades ? [shades.veil, ...shades.stripes] : [])];
    return texts.reduce((sum, { length }) => sum + length, 0);
  }

  /** What is kept of days, as much as there is room for: the farthest from the one that is shown go first. */
  function keptDays() {
    /** @type {Map<string, Shapes>} */
    const kept = new Map();
    let present = 0;
    const size = () => [...kept.values()].reduce((sum, shapes) => sum + sizeOf(shapes), 0);
    /** @param {{day: number}} timePoint */
    const away = ({ day }) => Math.abs(day - present);
    const farthest = () => [...kept].reduce((one, other) => (away(other[1]) > away(one[1]) ? other : one));
    return {
      /** @param {string} key */
      get: (key) => kept.get(key),
      /** @param {string} key @param {Shapes} shapes */
      set: (key, shapes) => { kept.set(key, shapes); },
      clear: () => kept.clear(),
      /** @param {number} day that is shown */
      turnTo(day) {
        present = day;
      },
      /** Whether a day would be kept, were it made ready now. @param {TimePoint} wanted */
      hasRoom: (wanted) => size() < MOST_KEPT || away(farthest()[1]) > away(wanted),
      makeRoom() {
        for (let over = size() - MOST_KEPT; over > 0 && kept.size > 1;) {
          const [key, shapes] = farthest();
          kept.delete(key);
          over -= sizeOf(shapes);
        }
      },
    };
  }

  /**
   * What the ground of each time point looks like in the present view: made when it is first asked for, then kept.
   * @param {L.Map} map
   * @param {App} app
   */
  function shapesOf(map, app) {
    const { model, ground, document: drawing } = app;
    const isAssessed = drawing.head.surface !== "claimed";
    const parties = model.parties.length;
    const kept = keptDays();

    /** @param {TimePoint} timePoint @returns {Shapes} */
    function made({ day, known }) {
      const timeline = model.at(known);
      const state = karamap.marchingTriangles.decode(ground, model, timeline.codes(day), timeline.ages(day));
      const traced = karamap.marchingTriangles.trace(ground, state);
      const shapes = groundShapes(model, day, traced, viewOf(map));
      karamap.marchingTriangles.release(ground, [traced]);
      return { state, day, known, ...shapes, shades: null };
    }

    /**
     * What each holder has gained: where one party had all ground in the beginning, whatever another one holds.
     * @param {Shapes} shapes @param {View} view
     */
    function gainsOf({ state, day, known, grounds }, view) {
      const beginning = karamap.gains.asOn(model, karamap.gains.beginning(app, known), day);
      const first = karamap.gains.hadAll(beginning);
      if (first >= 0) return grounds.map((data, holder) => (holder === first ? "" : data));
      const gained = karamap.gains.trace(ground, beginning, state);
      const gains = grounds.map((_, holder) => groundData(gained, holder, view));
      karamap.marchingTriangles.release(ground, [gained]);
      return gains;
    }

    /** @param {Shapes} shapes */
    function withShades(shapes) {
      const { state } = shapes;
      const view = viewOf(map);
      const zones = isAssessed ? karamap.sureness.zones(ground, state) : [];
      const shades = { gains: gainsOf(shapes, view), ...zoneShapes(parties, zones, view) };
      karamap.marchingTriangles.release(ground, zones.flatMap(({ sure, may }) => [sure, may]));
      shapes.shades = shades;
      kept.makeRoom();
      return shades;
    }

    return {
      /** @param {TimePoint} timePoint */
      at({ day, known }) {
        const key = `${known} ${model.at(known).groundSince(day)}`;
        const shapes = kept.get(key) ?? made({ day, known });
        kept.set(key, shapes);
        return shapes;
      },
      turnTo: kept.turnTo,
      hasRoom: kept.hasRoom,
      /** How sure it is takes longest. @param {Shapes} shapes */
      shadesOf: (shapes) => shapes.shades ?? withShades(shapes),
      /** Another view wants other data. */
      forget: kept.clear,
    };
  }

  /**
   * Pixels of the base zoom from a point to the nearest front line.
   * @param {Float64Array} at
   * @param {Line[]} lines
   * @param {L.Point} point
   */
  function fromFront(at, lines, point) {
    let least = Infinity;
    for (const { ids, closed } of lines) {
      const corners = [...ids, ...(closed ? [ids[0]] : [])].map((id) => L.point(at[2 * id], -at[2 * id + 1]));
      for (let index = 1; index < corners.length; index += 1) {
        least = Math.min(least, L.LineUtil.pointToSegmentDistance(point, corners[index - 1], corners[index]));
      }
    }
    return least;
  }

  /**
   * How far a position lies from the front, if there is one.
   * @param {App} app
   * @param {Shapes} shown
   * @param {L.LatLng} latLng
   */
  function kilometresToFront({ model, ground }, { state, day }, latLng) {
    const traced = karamap.marchingTriangles.trace(ground, state);
    const point = L.CRS.EPSG3857.latLngToPoint(latLng, BASE);
    const pixels = fromFront(traced.at, bordersOn(model, day, traced).foes, point);
    const aside = L.CRS.EPSG3857.pointToLatLng(point.add([1, 0]), BASE);
    return Number.isFinite(pixels) ? (pixels * L.CRS.Earth.distance(latLng, aside)) / 1000 : null;
  }

  /** @type {Karamap["groundLayer"]["create"]} */
  function create(map, app, panes) {
    const paths = drawPaths(app, panes);
    const shapes = shapesOf(map, app);
    const drawn = { zoom: NaN, origin: L.point(NaN, NaN) };
    /** @type {TimePoint|null} */
    let timePoint = null;
    /** @type {Shapes|null} */
    let shown = null;

    function drawShades() {
      if (!shown) return;
      const { gains, veil, stripes } = shapes.shadesOf(shown);
      gains.forEach((data, holder) => put(paths.gains[holder], "d", data));
      put(paths.veil, "d", veil);
      paths.stripes.forEach((node, holder) => put(node, "d", stripes[holder]));
    }

    /** What was gained, and how surely, follows as soon as the browser has drawn whose ground it is. */
    const shadesSoon = karamap.nodes.afterPaint(drawShades);

    /** Draw a time point; does nothing where the ground is as it was. @param {TimePoint} wanted */
    function update(wanted) {
      timePoint = wanted;
      shapes.turnTo(wanted.day);
      const present = shapes.at(wanted);
      if (present === shown) return;
      shown = present;
      present.grounds.forEach((data, holder) => put(paths.grounds[holder], "d", data));
      put(paths.casing, "d", present.front);
      put(paths.front, "d", present.front);
      put(paths.fine, "d", present.fine);
      put(paths.allies, "d", present.allies);
      put(paths.silence, "d", present.silence);
      if (present.shades) drawShades();
      else shadesSoon();
    }

    function rescale() {
      if (drawn.zoom === map.getZoom() && map.getPixelOrigin().equals(drawn.origin)) return;
      drawn.zoom = map.getZoom();
      drawn.origin = map.getPixelOrigin().clone();
      paths.clip.setAttribute("d", outlineData(map, app.document.frame));
      shapes.forget();
      if (!timePoint) return;
      update(timePoint);
      drawShades();
    }

    rescale();
    map.on("zoom viewreset", rescale);
    return {
      update,
      begin(wanted) {
        if (shapes.hasRoom(wanted)) shapes.at(wanted);
      },
      prepare(wanted) {
        if (shapes.hasRoom(wanted)) shapes.shadesOf(shapes.at(wanted));
      },
      identify(latLng) {
        const { x, y } = L.CRS.EPSG3857.latLngToPoint(latLng, BASE);
        return shown && karamap.sureness.identify(app.ground, shown.state, x, -y);
      },
      toFront: (latLng) => shown && kilometresToFront(app, shown, latLng),
      identifyPlace: ({ site }) => (
        shown && site !== null ? karamap.sureness.at(app.ground, shown.state, site) : null),
      forget: () => { map.off("zoom viewreset", rescale); },
    };
  }

  /**
   * The ground that changed hands between two time points, as path data at the present zoom, by who lost and who gained
   * it.
   * @type {Karamap["groundLayer"]["difference"]}
   */
  function difference(map, app, before, after) {
    const { model, ground } = app;
    const later = Math.max(before.day, after.day);
    const [old, now] = [before, after].map((timePoint) => karamap.gains.asOn(model, stateAt(app, timePoint), later));
    const traced = karamap.marchingTriangles.difference(ground, old, now);
    const labels = [...new Set(traced.rings.map((ring) => ring.holder))].sort((a, b) => a - b);
    /** @param {number} number */
    const idOf = (number) => (number ? model.parties[number - 1].id : "");
    const changes = labels.map((label) => ({ label, from: idOf(label >> 7), to: idOf(label & 127) }));
    return changes.filter(({ from, to }) => from !== to)
      .map(({ label, from, to }) => ({ from, to, d: groundData(traced, label, viewOf(map)) }));
  }

  karamap.groundLayer = { create, difference, groundOf, outlineData, put };
})(window.karamap);
