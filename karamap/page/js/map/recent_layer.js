/**
 * For whoever asks for it: what is reported to have changed within two weeks, the fainter the longer ago.
 */
(function (karamap) {
  "use strict";

  const { svg } = karamap.nodes;
  const { isLocated, toTenths } = karamap.geometry;
  const DAYS = 14;
  const RADIUS = 5.5;
  const [STRONGEST, FAINTEST] = [0.85, 0.12];

  /** @param {number} age in days */
  const strengthOf = (age) => toTenths(10 * (STRONGEST - ((STRONGEST - FAINTEST) * age) / DAYS)) / 10;

  /** @type {Karamap["recentLayer"]["create"]} */
  function create(map, { model, store }, sheet) {
    const ages = Array.from({ length: DAYS - 1 }, (_, index) => index + 1);
    const paths = ages.map((age) => svg("path", { class: "recent", "stroke-opacity": strengthOf(age) }));
    sheet.append(...paths);

    /** A ring around each place that changed on a day. @param {number} day @param {string} known */
    function rings(day, known) {
      const changed = [...model.at(known).changedOn(day)].filter(([, kind]) => kind === "dated");
      return changed.map(([place]) => place).filter(isLocated).map(({ lat, lon }) => {
        const { x, y } = map.latLngToLayerPoint([lat, lon]);
        return `M${toTenths(x - RADIUS)} ${toTenths(y)}${`a${RADIUS} ${RADIUS} 0 1 0 `}${2 * RADIUS} 0`
          + `a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0`;
      }).join("");
    }

    function update() {
      const { day, known, recent } = store.get();
      paths.forEach((path, at) => {
        const before = day - ages[at];
        karamap.groundLayer.put(path, "d", recent && before >= 0 ? rings(before, known) : "");
      });
    }

    update();
    map.on("zoom viewreset", update);
    store.on((state, changed) => {
      if (["day", "known", "recent"].some((key) => changed.has(key))) update();
    });
  }

  /** Days within which a change is shown, the day itself among them. */
  karamap.recentLayer = { create, DAYS };
})(window.karamap);
