/**
 * Corridors, zones, sectors and lines of the day as lines upon the ground: who is there by colour, what it is by
 * dashes.
 */
(function (karamap) {
  "use strict";

  const { svg } = karamap.nodes;
  const { toTenths } = karamap.geometry;
  const SEGMENT = 2; // corners of the shortest line

  /** The lines of a zone: the course of a line, the rings of an area. @param {MapZone} zone @returns {Position[][]} */
  function linesOf({ geometry }) {
    if (geometry.type === "LineString") return [geometry.coordinates];
    if (geometry.type === "MultiLineString") return geometry.coordinates;
    return karamap.geometry.polygonsOf(geometry).flat();
  }

  /** @param {MapZone} zone */
  const isArea = ({ geometry }) => /Polygon$/.test(geometry.type);

  /** Is a day, by its number, among those on which a zone is in force? @type {Karamap["zoneLayer"]["inForce"]} */
  const inForce = ({ from, to }, day) => (from === null || from <= day) && (to === null || day < to);

  /**
   * Is a zone on the map on a day: as its reader chose, else as it says of itself?
   * @type {Karamap["zoneLayer"]["isShown"]}
   */
  function isShown(zone, day, choices) {
    const hasBegun = zone.from === null || zone.from <= day;
    if (Object.hasOwn(choices, zone.id)) return choices[zone.id] && (hasBegun || zone.shown === "ever");
    if (zone.shown === "ever") return true;
    return zone.shown === "since" ? hasBegun : zone.shown === "in force" && inForce(zone, day);
  }

  /** The zones that are on the map on a day. @type {Karamap["zoneLayer"]["shownOf"]} */
  function shownOf({ model, store }, day = store.get().day) {
    const { zones } = store.get();
    return model.zones.filter((zone) => isShown(zone, model.numberAt(day), zones));
  }

  /** Path data at the present zoom. @param {L.Map} map @param {MapZone} zone */
  function dataOf(map, zone) {
    const end = isArea(zone) ? "Z" : "";
    /** @param {Position} position */
    const corner = ([lon, lat]) => {
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      return `${toTenths(x)} ${toTenths(y)}`;
    };
    return linesOf(zone).map((line) => `M${line.map(corner).join("L")}${end}`).join("");
  }

  /**
   * How a zone is drawn on the day: its class, and the colour of who is there.
   * @type {Karamap["zoneLayer"]["styleOf"]}
   */
  function styleOf({ model, store, styleOf: ofHolder }, zone) {
    const { day, known } = store.get();
    const isNow = inForce(zone, model.numberAt(day));
    const { holder } = model.at(known).stateOfZone(zone, day);
    const kind = zone.kind === "corridor" && !zone.ground ? "way" : zone.kind;
    const className = `zone zone-${kind}${isNow ? "" : " zone-past"}`;
    return { className, ink: isNow && holder ? ofHolder(holder).ink : "" };
  }

  /** Pixels from a point of the container to a segment. @param {L.Point} point @param {L.Point} a @param {L.Point} b */
  const away = (point, a, b) => L.LineUtil.pointToSegmentDistance(point, a, b);

  /**
   * The zone whose line is nearest to a point of the container, within reach.
   * @param {L.Map} map @param {App} app @param {L.Point} point @param {number} reach
   */
  function nearest(map, app, point, reach) {
    /** @type {MapZone|null} */
    let found = null;
    let least = reach;
    for (const zone of shownOf(app)) {
      for (const line of linesOf(zone)) {
        const spots = line.map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]));
        for (let at = SEGMENT - 1; at < spots.length; at += 1) {
          const distance = away(point, spots[at - 1], spots[at]);
          if (distance < least) [found, least] = [zone, distance];
        }
      }
    }
    return found;
  }

  /** @type {Karamap["zoneLayer"]["create"]} */
  function create(map, app, sheet) {
    const drawn = app.model.zones.map((zone) => {
      const [casing, line] = [svg("path", { class: "zone-casing" }), svg("path", {})];
      return { zone, casing, line, node: svg("g", { display: "none" }, [casing, line]), view: "" };
    });
    sheet.append(...drawn.map(({ node }) => node));
    const { put } = karamap.groundLayer;

    function rescale() {
      const view = `${map.getZoom()} ${map.getPixelOrigin()}`;
      for (const one of drawn) {
        if (one.view === view || one.node.getAttribute("display") === "none") continue;
        one.view = view;
        const data = dataOf(map, one.zone);
        put(one.casing, "d", data);
        put(one.line, "d", data);
      }
    }

    /** Draw what belongs to the day. */
    function update() {
      const visible = new Set(shownOf(app));
      const { zone: chosen } = app.store.get();
      for (const { zone, line, node } of drawn) {
        const { className, ink } = styleOf(app, zone);
        put(node, "display", visible.has(zone) ? "inline" : "none");
        put(line, "class", `${className}${zone.id === chosen ? " zone-chosen" : ""}`);
        line.style.stroke = ink;
      }
      rescale();
    }

    map.on("zoom viewreset", rescale);
    return { update, nearest: (point, reach) => nearest(map, app, point, reach) };
  }

  karamap.zoneLayer = { create, shownOf, isShown, inForce, isArea, linesOf, styleOf };
})(window.karamap);
