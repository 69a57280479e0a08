/**
 * What the record says about a district, and about a spot on the ground between the places, as nodes.
 */
(function (karamap) {
  "use strict";

  const { element, svg } = karamap.nodes;
  const NEAREST = 5;
  const UNSURE = 0.8; // chance below which the ground is told as unsure; the band on the map begins there
  const EARTH_KM = 6371;
  const RADIANS = Math.PI / 180;

  /** A place as a button that opens its record, with its mark. @param {(Node|string|null)[]} remarks */
  function placeButton(app, place, ...remarks) {
    const { model, i18n, store } = app;
    const { day, known } = store.get();
    const state = model.at(known).stateOf(place, day);
    const button = karamap.panel.button("link", i18n.nameNode(place));
    button.addEventListener("click", () => store.set({ ...karamap.panel.NOTHING, place: place.id }));
    const told = place.kind === "outside" ? i18n.kind(place)
      : state.holder ? `${i18n.short(state.holder)}, ${i18n.standing(state)}` : i18n.short("");
    return element("li", "placed",
      karamap.symbols.pointSample([app.styleOf(state.holder)], karamap.symbols.markedAs({ ...place, ...state }), false),
      element("span", "", button, element("span", "remark", ` ${told}`), ...remarks));
  }

  /** Places by holder on the day shown. */
  function holding(app, places) {
    const { model, i18n, store } = app;
    const { day, known } = store.get();
    const at = model.at(known);
    return ["", ...model.parties.map(({ id }) => id)].reverse().map((id) => {
      const count = places.filter((place) => at.stateOf(place, day).holder === id).length;
      return count ? element("li", "placed", karamap.symbols.groundSample(app.styleOf(id)),
        element("span", "", `${i18n.short(id)}: ${i18n.n("panel.places", count)}`)) : null;
    }).filter(Boolean);
  }

  /** The ground of a district by holder on each day, from the codes of its sites. @returns {number[][]} by day, party */
  function ground(app, district, known) {
    const { model } = app;
    const at = model.at(known);
    const sites = model.sites.flatMap((site, number) => (site.district === district.id ? [number] : []));
    const parties = model.parties.length;
    const levels = (model.alphabet.length - 1) / parties;
    const holderOf = new Map([...model.alphabet].map((letter, index) => [letter, Math.floor(index / levels)]));
    return Array.from({ length: model.days }, (_, day) => {
      const codes = [...at.codes(day)];
      const sums = new Array(parties + 1).fill(0);
      for (const site of sites) sums[holderOf.get(codes[site])] += model.sites[site].km2;
      return sums;
    });
  }

  /** The ground over the days as a stacked chart: one path for each holder. */
  function chart(app, daily) {
    const whole = daily[0].reduce((sum, value) => sum + value, 0) || 1;
    const below = (sums, count) => 40 - (40 * sums.slice(0, count).reduce((sum, value) => sum + value, 0)) / whole;
    const paths = app.model.parties.map(({ id }, party) => {
      const upper = daily.map((sums, day) => `L${day} ${below(sums, party + 1).toFixed(2)}H${day + 1}`).join("");
      const lower = daily.map((sums, day) => `L${day + 1} ${below(sums, party).toFixed(2)}H${day}`).reverse().join("");
      return svg("path", { d: `M0 ${below(daily[0], party).toFixed(2)}${upper}${lower}Z`, fill: app.styleOf(id).colour,
        class: "chart-part" });
    });
    const needle = svg("path", { class: "ribbon-needle", d: "M0 0V40" });
    const node = svg("svg", { class: "district-chart", viewBox: `0 0 ${daily.length} 40`, preserveAspectRatio: "none",
      "aria-hidden": "true" }, [...paths, needle]);
    return { node, point: (day) => needle.setAttribute("transform", `translate(${day + 0.5} 0)`) };
  }

  /** Days on which places of the district change, each a button that goes there. */
  function days(app, places, known) {
    const { model, i18n } = app;
    const own = new Set(places);
    const at = model.at(known);
    const found = at.events.map((day) => [day, at.changedOn(day).filter((place) => own.has(place)).length])
      .filter(([, count]) => count);
    if (!found.length) return null;
    return element("ul", "turns", ...found.map(([day, count]) => element("li", "",
      karamap.placePanel.dayNode(app, model.numberAt(day)),
      element("span", "remark", ` ${i18n.n("panel.places", count)}`))));
  }

  /** @param {object} app @param {object} district */
  function districtPanel(app, district) {
    const { model, i18n, store } = app;
    const { text, lang } = i18n.district(district.id);
    const heading = element("h2", "", i18n.t("panel.district", { district: text }));
    if (lang) heading.lang = lang;
    const places = model.placesOf(district.id).sort(i18n.importance);
    const counts = element("ul", "");
    const areas = element("ul", "");
    const history = element("div", "");
    const list = element("ul", "places-list");
    let drawn = null;
    const update = () => {
      const { day, known } = store.get();
      if (!drawn || drawn.known !== known) {
        const daily = ground(app, district, known);
        drawn = { known, daily, chart: model.days > 1 ? chart(app, daily) : null };
        history.replaceChildren(...(drawn.chart ? [element("h3", "", i18n.t("panel.history")), drawn.chart.node] : []),
          ...[days(app, places, known)].filter(Boolean));
      }
      if (drawn.chart) drawn.chart.point(day);
      counts.replaceChildren(...holding(app, places));
      areas.replaceChildren(...[...model.parties.map(({ id }) => id), ""].map((id, index) => {
        const km2 = drawn.daily[day][index];
        const area = i18n.t("unit.km2", { count: i18n.number(km2) });
        return km2 >= 0.5 ? element("li", "placed", karamap.symbols.groundSample(app.styleOf(id)),
          element("span", "", i18n.t("legend.area", { holder: i18n.short(id), area }))) : null;
      }).filter(Boolean));
      const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
      list.replaceChildren(...places.map((place) => placeButton(app, place)));
      if (focused >= 0) list.children[focused].querySelector("button").focus({ preventScroll: true });
    };
    return {
      heading, update,
      nodes: [heading,
        element("h3", "", i18n.t("panel.holding")), counts,
        element("h3", "", i18n.t("panel.area")), areas, history,
        element("h3", "", i18n.t("panel.district.places")), list],
    };
  }

  /** Kilometres between two positions on a sphere. */
  function distance(one, other) {
    const [a, b] = [one.lat * RADIANS, other.lat * RADIANS];
    const half = (value) => Math.sin(value / 2) ** 2;
    return 2 * EARTH_KM * Math.asin(Math.sqrt(
      half(a - b) + Math.cos(a) * Math.cos(b) * half((one.lon - other.lon) * RADIANS)));
  }

  /** Is a position inside a polygon or multipolygon? Counts how often a ray meets an edge. */
  function inside(geometry, { lon, lat }) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    let odd = false;
    for (const ring of polygons.flat()) {
      ring.forEach((to, at) => {
        const from = ring[(at + ring.length - 1) % ring.length];
        if (from[1] > lat === to[1] > lat) return;
        if (lon < ((to[0] - from[0]) * (lat - from[1])) / (to[1] - from[1]) + from[0]) odd = !odd;
      });
    }
    return odd;
  }

  /** Who is assessed to hold the ground at a spot, and how surely, in a sentence. */
  function assessed(app, spot) {
    const { model, i18n } = app;
    if (!inside(app.document.frame, spot)) return i18n.t("panel.spot.outside");
    const seen = app.drawing && app.drawing.identify ? app.drawing.identify(spot.lon, spot.lat) : null;
    if (!seen || seen.holder < 0) return i18n.t("panel.spot.none");
    const holder = i18n.party(model.parties[seen.holder].id);
    if (app.document.head.surface === "claimed") return i18n.t("panel.spot.claimed", { holder });
    const percent = i18n.t("unit.percent", { count: i18n.number(100 * seen.chance) });
    const said = i18n.t("panel.spot.held", { holder, percent });
    return seen.chance < UNSURE ? `${i18n.t("panel.spot.unsure")} ${said}` : said;
  }

  /** @param {object} app @param {{lon: number, lat: number}} spot */
  function spotPanel(app, spot) {
    const { model, i18n } = app;
    const heading = element("h2", "", i18n.t("panel.spot"));
    const near = model.places.filter((place) => place.lat !== null)
      .map((place) => ({ place, km: distance(place, spot) }))
      .sort((a, b) => a.km - b.km).slice(0, NEAREST);
    const said = element("p", "verdict");
    const list = element("ul", "places-list");
    const update = () => {
      said.textContent = assessed(app, spot);
      list.replaceChildren(...near.map(({ place, km }) => placeButton(app, place,
        element("span", "remark", `, ${i18n.t("unit.km", { count: i18n.number(km, 1) })}`))));
    };
    const where = `${i18n.number(spot.lat, 3)}° N, ${i18n.number(spot.lon, 3)}° E`;
    return { heading, update,
      nodes: [heading, element("p", "whereabouts", where), said, element("h3", "", i18n.t("panel.nearest")), list] };
  }

  karamap.districtPanel = { district: districtPanel, spot: spotPanel };
})(window.karamap);
