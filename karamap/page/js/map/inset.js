/**
 * A small map of the Caucasus in a corner: where the theatre lies, and which part of it is in view.
 */
(function (karamap) {
  "use strict";

  const { svg, element } = karamap.nodes;
  const HEIGHT = 104;
  const flat = (value) => Math.round(value * 10) / 10;

  /** From lon/lat to the inset, all of the base data fitting in. */
  function projection([west, south, , north]) {
    const scale = HEIGHT / (north - south);
    const across = scale * Math.cos((((south + north) / 2) * Math.PI) / 180);
    return ([lon, lat]) => [flat((lon - west) * across), flat((north - lat) * scale)];
  }

  /** A shape as path data, points closer than a pixel to the one before left out. */
  function dataOf(geometry, project) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return polygons.flat().map((ring) => {
      let last = [-9, -9];
      const kept = ring.map(project).filter(([x, y]) => {
        if (Math.hypot(x - last[0], y - last[1]) < 0.8) return false;
        last = [x, y];
        return true;
      });
      return kept.length > 2 ? `M${kept.map((point) => point.join(" ")).join("L")}Z` : "";
    }).join("");
  }

  /** Where the short name of a country stands: the middle of the widest piece of a row through its largest ring. */
  function labelSpot(geometry, project) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const spots = [];
    for (let y = 8; y < HEIGHT - 6; y += 4) {
      for (const [outer] of polygons) {
        const ring = outer.map(project);
        const hits = ring.flatMap(([x1, y1], index) => {
          const [x2, y2] = ring[(index + 1) % ring.length];
          return y1 > y === y2 > y ? [] : [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)];
        }).sort((a, b) => a - b);
        for (let index = 0; index + 1 < hits.length; index += 2) {
          spots.push({ x: (hits[index] + hits[index + 1]) / 2, y, width: hits[index + 1] - hits[index] });
        }
      }
    }
    return spots.reduce((best, spot) => (spot.width > best.width ? spot : best), { x: 0, y: 0, width: 0 });
  }

  /** @param {Element|null} container the map's sheet if none is given @param {object} app */
  function mount(container, app) {
    const { map, document: drawing } = app;
    const project = projection(drawing.view.limits);
    const [west, south, east, north] = drawing.view.limits;
    const [left, top] = project([west, north]);
    const [right, bottom] = project([east, south]);
    const view = svg("rect", { class: "inset-view" });
    const names = drawing.countries.features.map(({ properties, geometry }) => {
      const { x, y, width } = labelSpot(geometry, project);
      const text = svg("text", { x: flat(x), y: flat(y), class: "inset-name" });
      text.textContent = String(properties.id).slice(0, 2);
      return width > 14 ? text : null;
    }).filter(Boolean);
    const picture = svg("svg", {
      viewBox: `0 0 ${right} ${bottom}`, width: right, height: bottom, role: "img" }, [
      svg("rect", { x: left, y: top, width: right, height: bottom, class: "inset-sea" }),
      ...drawing.countries.features.map(({ geometry }) => svg("path", {
        d: dataOf(geometry, project), class: "inset-land" })),
      svg("path", { d: dataOf(drawing.frame, project), class: "inset-theatre" }), view, ...names,
    ]);
    const figure = element("figure", "inset over-map", picture);
    (container || map.getContainer().parentElement).append(figure);

    const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
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

    const tell = () => picture.setAttribute("aria-label", app.i18n.t("inset.label"));
    follow();
    tell();
    map.on("moveend resize", follow);
    app.store.on((state, keys) => { if (keys.has("language")) tell(); });
  }

  karamap.inset = { mount };
})(window.karamap);
