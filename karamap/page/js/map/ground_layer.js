/**
 * Areas, uncertainty zone and front line of one time point, on a layer of the map. Two of them can lie side by side for
 * a comparison.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{scale: number, x: number, y: number}} View from pixels of the base zoom to coordinates of layers
   */

  const { svg } = karamap.nodes;
  const { polygonsOf, toTenths } = karamap.geometry;
  const BASE = 9; // zoom in whose pixels the mesh is kept; other zooms scale and shift it
  const ROUNDING = 2.5; // how fast corners are cut as a line keeps away from the nodes on both sides
  const EVERYWHERE = "M-90000-90000H90000V90000H-90000Z";
  let layers = 0;

  /** The mesh in pixels of the base zoom. @param {Mesh} mesh in lon and lat */
  function groundOf(mesh) {
    const xy = [];
    for (let index = 0; index < mesh.xy.length; index += 2) {
      const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(mesh.xy[index + 1], mesh.xy[index]), BASE);
      xy.push(x, -y);
    }
    return karamap.marchingTriangles.prepare({ ...mesh, xy }, kilometres);
  }

  /** How far apart two points of the mesh are. @param {number[]} one @param {number[]} other */
  function kilometres(one, other) {
    const [from, to] = [one, other].map(([x, y]) => L.CRS.EPSG3857.pointToLatLng(L.point(x, -y), BASE));
    return L.CRS.Earth.distance(from, to) / 1000;
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

  /**
   * A line as path data: its corners are cut, each by a curve that depends on the corner and its two neighbours alone,
   * so that the ground of two holders and the line between them share every curve.
   * @param {Traced} traced
   * @param {Line} line
   * @param {View} view
   */
  function lineData({ at, share }, { ids, closed }, view) {
    const count = ids.length;
    const parts = [];
    /** @param {number} id */
    const xOf = (id) => at[2 * id] * view.scale + view.x;
    /** @param {number} id */
    const yOf = (id) => -at[2 * id + 1] * view.scale + view.y;
    let command = "M";
    for (let index = 0; index < count; index += 1) {
      const isEnd = !closed && (index === 0 || index === count - 1);
      const cut = isEnd ? 0 : Math.min(0.5, ROUNDING * share[ids[index]]);
      const x = xOf(ids[index]);
      const y = yOf(ids[index]);
      if (cut === 0) {
        parts.push(command, toTenths(x), " ", toTenths(y));
      } else {
        const before = ids[(index + count - 1) % count];
        const after = ids[(index + 1) % count];
        parts.push(command, toTenths(x + cut * (xOf(before) - x)), " ", toTenths(y + cut * (yOf(before) - y)));
        parts.push("Q", toTenths(x), " ", toTenths(y));
        parts.push(" ", toTenths(x + cut * (xOf(after) - x)), " ", toTenths(y + cut * (yOf(after) - y)));
      }
      command = "L";
    }
    if (closed) parts.push("Z");
    return parts.join("");
  }

  /** @param {Traced} traced @param {Line[]} lines @param {View} view */
  const dataOf = (traced, lines, view) => lines.map((line) => lineData(traced, line, view)).join("");

  /** The ground of one holder as path data. @param {Traced} traced @param {number} holder @param {View} view */
  function groundData(traced, holder, view) {
    return dataOf(traced, traced.rings.filter((ring) => ring.holder === holder), view);
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
      casing: svg("path", { class: "front-casing" }),
      front: svg("path", { class: "front" }),
    };
    /** @param {Node[]} children */
    const clipped = (children) => svg("g", { "clip-path": `url(#${frame})` }, children);
    /** @param {Node} parent @param {Node[]} children */
    const append = (parent, children) => parent.appendChild(
      svg("svg", { class: "karamap-sheet", width: 1, height: 1 }, children));
    const frames = svg("defs", {}, [svg("clipPath", { id: frame }, [paths.clip])]);
    append(pane, [frames, clipped([...paths.grounds, ...paths.gains, paths.veil, ...paths.stripes, paths.silence])]);
    append(frontPane, [clipped([paths.casing, paths.front])]);
    return paths;
  }

  /**
   * Shape ground, what of it was gained, and front as they were traced.
   * @param {ReturnType<typeof drawPaths>} paths
   * @param {Traced} traced
   * @param {Traced} gained
   * @param {View} view
   */
  function shapeGround(paths, traced, gained, view) {
    paths.grounds.forEach((node, holder) => put(node, "d", groundData(traced, holder, view)));
    paths.gains.forEach((node, holder) => put(node, "d", groundData(gained, holder, view)));
    const front = dataOf(traced, traced.lines.filter((line) => line.holder >= 0), view);
    put(paths.casing, "d", front);
    put(paths.front, "d", front);
    put(paths.silence, "d", dataOf(traced, traced.lines.filter((line) => line.holder < 0), view));
  }

  /**
   * The veil lies wherever nobody holds surely; each holder's stripes wherever it may but need not hold.
   * @param {ReturnType<typeof drawPaths>} paths
   * @param {Zone[]} zones
   * @param {View} view
   */
  function shapeZones(paths, zones, view) {
    const sures = zones.map(({ sure }) => groundData(sure, 1, view));
    put(paths.veil, "d", zones.length ? EVERYWHERE + sures.join("") : "");
    paths.stripes.forEach((node, holder) => {
      const index = zones.findIndex((zone) => zone.holder === holder);
      put(node, "d", index < 0 ? "" : groundData(zones[index].may, 1, view) + sures[index]);
    });
  }

  /** @type {Karamap["groundLayer"]["create"]} */
  function create(map, app, panes) {
    const { model, ground, document: drawing } = app;
    const isAssessed = drawing.head.surface !== "claimed";
    const paths = drawPaths(app, panes);
    const drawn = { said: "", zoom: NaN, origin: L.point(NaN, NaN) };
    /** @type {GroundState|null} */
    let state = null;
    /** @type {Traced|null} */
    let traced = null;
    /** @type {Traced} */
    let gained = { at: new Float64Array(), share: new Float32Array(), lines: [], rings: [] };
    /** @type {Zone[]} */
    let zones = [];

    /** How sure the ground is follows as soon as the browser has drawn whose it is. */
    const zonesSoon = karamap.nodes.afterPaint(() => {
      zones = isAssessed && state ? karamap.sureness.zones(ground, state) : [];
      shapeZones(paths, zones, viewOf(map));
    });

    /** Draw a time point; does nothing where the ground is as it was. @param {TimePoint} timePoint */
    function update({ day, known }) {
      const timeline = model.at(known);
      const [codes, ages] = [timeline.codes(day), timeline.ages(day)];
      const said = `${known}${codes}${ages.join()}`;
      if (traced && said === drawn.said) return;
      drawn.said = said;
      state = karamap.marchingTriangles.decode(ground, model, codes, ages);
      traced = karamap.marchingTriangles.trace(ground, state);
      gained = karamap.gains.trace(ground, karamap.gains.beginning(app, known), state);
      shapeGround(paths, traced, gained, viewOf(map));
      zonesSoon();
    }

    function rescale() {
      if (drawn.zoom === map.getZoom() && map.getPixelOrigin().equals(drawn.origin)) return;
      drawn.zoom = map.getZoom();
      drawn.origin = map.getPixelOrigin().clone();
      paths.clip.setAttribute("d", outlineData(map, drawing.frame));
      if (!traced) return;
      shapeGround(paths, traced, gained, viewOf(map));
      shapeZones(paths, zones, viewOf(map));
    }

    rescale();
    map.on("zoom viewreset", rescale);
    return {
      update,
      identify(latLng) {
        const { x, y } = L.CRS.EPSG3857.latLngToPoint(latLng, BASE);
        return state && karamap.sureness.identify(ground, state, x, -y);
      },
      identifyPlace: ({ site }) => (
        state && site !== null ? karamap.sureness.at(ground, state, site) : null),
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
    const [old, now] = [before, after].map((timePoint) => stateAt(app, timePoint));
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
