/**
 * Buttons upon the map, and the ruler: points that a reader clicks on, a line between them, and how long it is.
 */
(function (karamap) {
  "use strict";

  const { element, svg } = karamap.nodes;
  const RULER = "M1.5 10.5L10.5 1.5L14.5 5.5L5.5 14.5ZM4 8L5.8 9.8M6.5 5.5L7.6 6.6M9 3L10.8 4.8";
  const NEAR_KM = 100; // below it a length has a decimal

  /** @type {Karamap["mapTools"]["put"]} */
  function put(map, node) {
    const tool = new L.Control({ position: "topright" });
    tool.onAdd = () => {
      L.DomEvent.disableClickPropagation(node).disableScrollPropagation(node);
      return node;
    };
    tool.addTo(map);
  }

  /** @type {Karamap["mapTools"]["icon"]} */
  function icon(d) {
    const shape = { viewBox: "0 0 16 16", width: 16, height: 16, class: "icon icon-line", "aria-hidden": "true" };
    return svg("svg", shape, [svg("path", { d })]);
  }

  /** Kilometres along some positions. @param {L.LatLng[]} corners */
  function kilometres(corners) {
    return corners.slice(1).reduce((sum, to, at) => sum + L.CRS.Earth.distance(corners[at], to) / 1000, 0);
  }

  /** What is drawn of the ruler. @param {L.Map} map */
  function drawnOn(map) {
    const sheet = svg("svg", { class: "karamap-sheet karamap-ruler", width: 1, height: 1 });
    const [casing, line] = ["ruler-casing", "ruler"].map((name) => svg("path", { class: name }));
    sheet.append(casing, line);
    map.getPane("over")?.append(sheet);
    /** @param {L.LatLng[]} corners */
    return (corners) => {
      const spots = corners.map((corner) => map.latLngToLayerPoint(corner));
      const ends = spots.map(({ x, y }) => `M${x - 4} ${y}H${x + 4}M${x} ${y - 4}V${y + 4}`).join("");
      const way = spots.length ? `M${spots.map(({ x, y }) => `${x} ${y}`).join("L")}` : "";
      for (const node of [casing, line]) node.setAttribute("d", way + ends);
    };
  }

  /** @type {Karamap["mapTools"]["addRuler"]} */
  function addRuler(map, app) {
    const { i18n, store } = app;
    const button = karamap.panel.button("map-button", icon(RULER));
    const told = element("p", "ruler-told");
    told.setAttribute("aria-live", "polite");
    put(map, element("div", "leaflet-bar leaflet-control measuring", button, told));
    const draw = drawnOn(map);
    /** @type {L.LatLng[]} */
    let corners = [];

    function update() {
      const isOn = store.get().measuring;
      if (!isOn) corners = [];
      const km = kilometres(corners);
      const length = i18n.t("unit.km", { count: i18n.number(km, km < NEAR_KM ? 1 : 0) });
      told.textContent = corners.length > 1 ? length : i18n.t("ruler.help");
      told.hidden = !isOn;
      button.title = i18n.t("ruler.title");
      button.setAttribute("aria-label", i18n.t("ruler.title"));
      button.setAttribute("aria-pressed", String(isOn));
      map.getContainer().classList.toggle("measures", isOn);
      draw(corners);
    }

    update();
    button.addEventListener("click", () => store.set({ measuring: !store.get().measuring }));
    map.on("click", ({ latlng }) => {
      if (!store.get().measuring) return;
      corners.push(latlng);
      update();
    });
    map.on("zoom viewreset", () => draw(corners));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") store.set({ measuring: false });
    });
    store.on((state, changed) => {
      if (changed.has("measuring") || changed.has("language")) update();
    });
  }

  karamap.mapTools = { put, icon, addRuler };
})(window.karamap);
