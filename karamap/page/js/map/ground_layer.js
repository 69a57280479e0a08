/**
 * Areas, band and front line of one timePoint, on a sheet of the map. Two of them can lie side by side for a comparison.
 * @typedef {{day: number, known: string}} TimePoint
 */
(function (karamap) {
  "use strict";

  const { svg } = karamap.nodes;
  const BASE = 9; // zoom in whose pixels the mesh is kept; other zooms scale and shift it
  const ROUNDING = 2.5; // how fast corners are cut as a line keeps away from the nodes on both sides
  const EVERYWHERE = "M-90000-90000H90000V90000H-90000Z";
  let sheets = 0;

  const flat = (value) => Math.round(value * 10) / 10;

  /** The mesh in pixels of the base zoom. @param {object} mesh in lon and lat */
  function groundOf(mesh) {
    const xy = [];
    for (let index = 0; index < mesh.xy.length; index += 2) {
      const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(mesh.xy[index + 1], mesh.xy[index]), BASE);
      xy.push(x, -y);
    }
    return karamap.marchingTriangles.prepare({ ...mesh, xy });
  }

  /** How pixels of the base zoom become coordinates of the map's layers at its present zoom. */
  function viewOf(map) {
    const scale = 2 ** (map.getZoom() - BASE);
    const origin = map.getPixelOrigin();
    return { scale, x: -origin.x, y: -origin.y };
  }

  /**
   * A line as path data: its corners are cut, each by a curve that depends on the corner and its two neighbours alone,
   * so that the ground of two holders and the line between them share every curve.
   */
  function lineData({ at, share }, { ids, closed }, view) {
    const count = ids.length;
    const xOf = (id) => at[2 * id] * view.scale + view.x;
    const yOf = (id) => -at[2 * id + 1] * view.scale + view.y;
    const parts = [];
    const cutOf = (index) => (!closed && (index === 0 || index === count - 1)
      ? 0 : Math.min(0.5, ROUNDING * share[ids[index]]));
    let command = "M";
    for (let index = 0; index < count; index += 1) {
      const cut = cutOf(index);
      const x = xOf(ids[index]);
      const y = yOf(ids[index]);
      if (cut === 0) {
        parts.push(command, flat(x), " ", flat(y));
      } else {
        const before = ids[(index + count - 1) % count];
        const after = ids[(index + 1) % count];
        parts.push(command, flat(x + cut * (xOf(before) - x)), " ", flat(y + cut * (yOf(before) - y)),
          "Q", flat(x), " ", flat(y), " ", flat(x + cut * (xOf(after) - x)), " ", flat(y + cut * (yOf(after) - y)));
      }
      command = "L";
    }
    if (closed) parts.push("Z");
    return parts.join("");
  }

  const dataOf = (traced, lines, view) => lines.map((line) => lineData(traced, line, view)).join("");
  const ringsOf = (traced, holder) => traced.rings.filter((ring) => ring.holder === holder);

  /** The outline of the theatre as path data at the present zoom. @param {object} geometry GeoJSON polygon(s) */
  function outlineData(map, geometry) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return polygons.flat().map((ring) => `M${ring.map(([lon, lat]) => {
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      return `${flat(x)} ${flat(y)}`;
    }).join("L")}Z`).join("");
  }

  /** Set an attribute only if it is another one: setting it anew would make the browser draw anew. */
  function put(node, name, value) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }

  /**
   * A sheet with territory, band and front.
   * @param {object} map of Leaflet @param {object} app
   * @param {{pane: string, frontPane: string}} panes names of panes of the map
   */
  function sheet(map, app, panes) {
    const { model } = app;
    const drawing = app.document;
    const ground = app.ground;
    const number = (sheets += 1);
    const clip = svg("path", { "clip-rule": "evenodd" });
    const veil = svg("path", { class: "band-veil", "fill-rule": "evenodd" });
    const styles = drawing.parties.map((party) => app.styleOf(party.id));
    const grounds = styles.map((style) => svg("path", {
      class: "ground", fill: karamap.symbols.groundReference(style), "fill-rule": "evenodd",
    }));
    const stripes = styles.map((style) => svg("path", {
      class: "band", fill: karamap.symbols.bandReference(style), "fill-rule": "evenodd",
    }));
    const silence = svg("path", { class: "no-report-edge" });
    const casing = svg("path", { class: "front-casing" });
    const front = svg("path", { class: "front" });
    const root = (pane, children) => {
      const node = svg("svg", { class: "karamap-sheet", width: 1, height: 1 }, children);
      map.getPane(pane).append(node);
      return node;
    };
    const clipped = (children) => svg("g", { "clip-path": `url(#karamap-frame-${number})` }, children);
    const nodes = [
      root(panes.pane, [svg("defs", {}, [svg("clipPath", { id: `karamap-frame-${number}` }, [clip])]),
        clipped([...grounds, veil, ...stripes, silence])]),
      root(panes.frontPane, [clipped([casing, front])]),
    ];
    let drawn = { codes: null, zoom: null, origin: null };
    let state = null;
    let traced = null;
    let bands = [];

    function outline() {
      clip.setAttribute("d", outlineData(map, drawing.frame));
    }

    function shape() {
      const view = viewOf(map);
      grounds.forEach((node, holder) => put(node, "d", dataOf(traced, ringsOf(traced, holder), view)));
      const lines = dataOf(traced, traced.lines.filter((line) => line.holder >= 0), view);
      put(casing, "d", lines);
      put(front, "d", lines);
      put(silence, "d", dataOf(traced, traced.lines.filter((line) => line.holder < 0), view));
    }

    /** The veil lies wherever nobody holds surely; each holder's stripes wherever it may but need not hold. */
    function shapeBands(view) {
      const sures = bands.map(({ sure }) => dataOf(sure, ringsOf(sure, 1), view));
      put(veil, "d", bands.length ? EVERYWHERE + sures.join("") : "");
      stripes.forEach((node, holder) => {
        const index = bands.findIndex((band) => band.holder === holder);
        put(node, "d", index < 0 ? "" : dataOf(bands[index].may, ringsOf(bands[index].may, 1), view) + sures[index]);
      });
    }

    /** How sure the ground is follows as soon as the browser has drawn whose it is. */
    const bandsSoon = karamap.nodes.afterPaint(() => {
      bands = drawing.head.surface === "claimed" ? [] : karamap.marchingTriangles.bands(ground, state);
      shapeBands(viewOf(map));
    });

    /** Draw a time point; does nothing where the ground is as it was. @param {TimePoint} timePoint */
    function update(timePoint) {
      const codes = model.at(timePoint.known).codes(timePoint.day);
      if (codes === drawn.codes) return;
      drawn.codes = codes;
      state = karamap.marchingTriangles.decode(ground, codes, model.alphabet);
      traced = karamap.marchingTriangles.trace(ground, state);
      shape();
      bandsSoon();
    }

    function rescale() {
      if (drawn.zoom === map.getZoom() && map.getPixelOrigin().equals(drawn.origin)) return;
      drawn = { ...drawn, zoom: map.getZoom(), origin: map.getPixelOrigin().clone() };
      outline();
      if (!traced) return;
      shape();
      shapeBands(viewOf(map));
    }

    rescale();
    map.on("zoom viewreset", rescale);
    return {
      nodes, update, state: () => state,
      /** Who holds the ground at a position, and how surely. */
      identify(latLng) {
        const { x, y } = L.CRS.EPSG3857.latLngToPoint(latLng, BASE);
        return state && karamap.marchingTriangles.identify(ground, state, x, -y);
      },
      remove() {
        map.off("zoom viewreset", rescale);
        nodes.forEach((node) => node.remove());
      },
    };
  }

  /**
   * The ground that changed hands between two moments, as path data at the present zoom, by who lost and who gained it.
   * @param {TimePoint} before @param {TimePoint} after @returns {{from: string, to: string, d: string}[]}
   */
  function difference(map, { model, document: drawing, ground }, before, after) {
    const [old, now] = [before, after].map(({ day, known }) =>
      karamap.marchingTriangles.decode(ground, model.at(known).codes(day), model.alphabet));
    const traced = karamap.marchingTriangles.difference(ground, old, now);
    const labels = [...new Set(traced.rings.map((ring) => ring.holder))].sort((a, b) => a - b);
    const idOf = (number) => (number ? drawing.parties[number - 1].id : "");
    return labels.map((label) => ({ label, from: idOf(label >> 7), to: idOf(label & 127) }))
      .filter(({ from, to }) => from !== to)
      .map(({ label, from, to }) => ({ from, to, d: dataOf(traced, ringsOf(traced, label), viewOf(map)) }));
  }

  karamap.groundLayer = { difference, groundOf, outlineData, sheet, put };
})(window.karamap);
