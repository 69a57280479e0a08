/**
 * What the record says about a district, and about a spot on the ground between the places with the district that it
 * lies in, as nodes.
 */
(function (karamap) {
  "use strict";

  const { element, svg } = karamap.nodes;
  const { isLocated } = karamap.geometry;
  const NEAREST = 5;
  const NEARLY_CERTAIN = 0.99; // no chance above this is told as a number
  const EARTH_KM = 6371;
  const RADIANS = Math.PI / 180;
  const LEAST_KM2 = 0.5;
  const HEIGHT = 40; // of the chart, in its units

  /** Who holds a place, in a few words. @param {App} app @param {Place} place @param {Control} state */
  function holding({ i18n }, place, state) {
    if (place.kind === "outside") return i18n.kind(place);
    return state.holder ? i18n.short(state.holder) + i18n.comma() + i18n.standing(state) : i18n.heldShort(state);
  }

  /**
   * A place as a button that opens its record, with its symbol.
   * @param {App} app
   * @param {Place} place
   * @param {...Node} remarks
   */
  function placeButton(app, place, ...remarks) {
    const { model, i18n, store, styleOf } = app;
    const { day, known } = store.get();
    const state = model.at(known).stateOf(place, day);
    const button = karamap.panel.button("link", i18n.nameNode(place));
    button.addEventListener("click", () => store.set({ ...karamap.panel.NOTHING, place: place.id }));
    const look = model.at(known).lookOf(place, day);
    const symbol = karamap.symbols.symbolOf(place, look);
    const held = element("span", "remark", ` ${holding(app, place, state)}`);
    return element("li", "placed",
      karamap.symbols.pointSample([karamap.symbols.stylesOf(styleOf, look)], symbol),
      element("span", "", button, held, ...remarks));
  }

  /** @param {App} app @param {string} holder @param {string} text */
  function groundItem({ styleOf }, holder, text) {
    return element("li", "placed", karamap.symbols.groundSample(styleOf(holder)), element("span", "", text));
  }

  /** Places by holder on the day shown. @param {App} app @param {Place[]} places */
  function countItems(app, places) {
    const { model, i18n, store, styleOf } = app;
    const { day, known } = store.get();
    const timeline = model.at(known);
    const states = places.map((place) => timeline.stateOf(place, day));
    const contested = states.filter((state) => state.contested.length);
    const items = ["", ...model.parties.map(({ id }) => id)].reverse().flatMap((id) => {
      const count = states.filter((state) => state.holder === id && !state.contested.length).length;
      return count ? [groundItem(app, id, `${i18n.short(id)}: ${i18n.n("panel.places", count)}`)] : [];
    });
    if (!contested.length) return items;
    const styles = karamap.symbols.stylesOf(styleOf, contested[0]);
    return [...items, element("li", "placed", karamap.symbols.pointSample([styles], "contested"),
      element("span", "", `${i18n.t("contested.word")}: ${i18n.n("panel.places", contested.length)}`))];
  }

  /** Ground by holder on the day shown. @param {App} app @param {number[]} areas by party, then without report */
  function areaItems(app, areas) {
    const { model, i18n } = app;
    return [...model.parties.map(({ id }) => id), ""].flatMap((id, index) => {
      if (areas[index] < LEAST_KM2) return [];
      const area = i18n.t("unit.km2", { count: i18n.number(areas[index]) });
      return [groundItem(app, id, i18n.t("legend.area", { holder: i18n.short(id), area }))];
    });
  }

  /**
   * The ground of a district by holder on each day, from the codes of its sites.
   * @param {Model} model
   * @param {District} district
   * @param {string} known
   * @returns {number[][]} by day, party
   */
  function areasByDay(model, district, known) {
    const timeline = model.at(known);
    const sites = [...model.sites.entries()].filter(([, site]) => site.district === district.id);
    const parties = model.parties.length;
    const levels = (model.alphabet.length - 1) / parties;
    const holderOf = new Map([...model.alphabet].map((letter, index) => [letter, Math.floor(index / levels)]));
    return Array.from({ length: model.days }, (_, day) => {
      const codes = [...timeline.codes(day)];
      const sums = new Array(parties + 1).fill(0);
      for (const [number, { km2 }] of sites) sums[holderOf.get(codes[number]) ?? parties] += km2;
      return sums;
    });
  }

  /** @param {number[]} numbers */
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  /**
   * The ground over the days as a stacked chart: one path for each holder.
   * @param {App} app
   * @param {number[][]} daily
   */
  function chart({ model, styleOf }, daily) {
    const whole = sum(daily[0]) || 1;
    /** @param {number[]} sums @param {number} count of the parties below */
    const heightAt = (sums, count) => (HEIGHT - (HEIGHT * sum(sums.slice(0, count))) / whole).toFixed(2);
    const paths = model.parties.map(({ id }, party) => {
      const upper = daily.map((sums, day) => `L${day} ${heightAt(sums, party + 1)}H${day + 1}`).join("");
      const lower = daily.map((sums, day) => `L${day + 1} ${heightAt(sums, party)}H${day}`).reverse().join("");
      const d = `M0 ${heightAt(daily[0], party)}${upper}${lower}Z`;
      return svg("path", { d, fill: styleOf(id).colour, class: "chart-part" });
    });
    const needle = svg("path", { class: "ribbon-needle", d: `M0 0V${HEIGHT}` });
    const shape = { viewBox: `0 0 ${daily.length} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" };
    return {
      node: svg("svg", { class: "district-chart", ...shape }, [...paths, needle]),
      /** @param {number} day */
      point: (day) => needle.setAttribute("transform", `translate(${day + 0.5} 0)`),
    };
  }

  /**
   * Days on which places of the district change, each a button that goes there.
   * @param {App} app
   * @param {Place[]} places
   * @param {string} known
   */
  function changeList(app, places, known) {
    const { model, i18n } = app;
    const own = new Set(places);
    const timeline = model.at(known);
    const items = timeline.events.flatMap((day) => {
      const changed = [...timeline.changedOn(day)].filter(([place]) => own.has(place));
      if (!changed.length) return [];
      const remark = element("span", "remark", ` ${i18n.changes(changed.map(([, change]) => change))}`);
      return [element("li", "", karamap.placePanel.dayNode(app, model.numberAt(day)), remark)];
    });
    return items.length ? element("ul", "turns", ...items) : null;
  }

  /**
   * Replace a list whose buttons may hold the focus, and give it back.
   * @param {HTMLElement} list
   * @param {Node[]} items
   */
  function replaceItems(list, items) {
    const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
    list.replaceChildren(...items);
    if (focused >= 0) list.children[focused].querySelector("button")?.focus({ preventScroll: true });
  }

  /** What happened in a district over the days. @param {App} app @param {District} district @param {Place[]} places */
  function districtHistory(app, district, places) {
    const { model, i18n, store } = app;
    const node = element("div", "");
    let drawn = "";
    /** @type {number[][]} */
    let daily = [];
    /** @type {ReturnType<typeof chart>|null} */
    let drawing = null;
    return {
      node,
      /** @returns {number[]} ground by party on the day shown */
      update() {
        const { day, known } = store.get();
        if (drawn !== known) {
          drawn = known;
          daily = areasByDay(model, district, known);
          drawing = model.days > 1 ? chart(app, daily) : null;
          const charted = drawing ? [element("h3", "", i18n.t("panel.history")), drawing.node] : [];
          const changes = changeList(app, places, known);
          node.replaceChildren(...charted, ...(changes ? [changes] : []));
        }
        drawing?.point(day);
        return daily[day];
      },
    };
  }

  /** @type {Karamap["districtPanel"]["content"]} */
  function content(app, district) {
    const { model, i18n } = app;
    const { text, lang } = i18n.district(district.id);
    const heading = element("h2", "", i18n.t("panel.district", { district: text }));
    if (lang) heading.lang = lang;
    const places = model.placesOf(district.id).sort(i18n.importance);
    const [counts, areas, list] = [element("ul", ""), element("ul", ""), element("ul", "places-list")];
    const history = districtHistory(app, district, places);
    /** @param {string} key */
    const subheading = (key) => element("h3", "", i18n.t(key));
    return {
      heading,
      nodes: [
        heading,
        subheading("panel.holding"), counts,
        subheading("panel.area"), areas, history.node,
        subheading("panel.district.places"), list,
      ],
      update() {
        const areasOfDay = history.update();
        counts.replaceChildren(...countItems(app, places));
        areas.replaceChildren(...areaItems(app, areasOfDay));
        replaceItems(list, places.map((place) => placeButton(app, place)));
      },
    };
  }

  /** Kilometres between two positions on a sphere. @param {Spot} one @param {Spot} other */
  function distance(one, other) {
    const [a, b] = [one.lat * RADIANS, other.lat * RADIANS];
    /** @param {number} value */
    const half = (value) => Math.sin(value / 2) ** 2;
    const share = half(a - b) + Math.cos(a) * Math.cos(b) * half((one.lon - other.lon) * RADIANS);
    return 2 * EARTH_KM * Math.asin(Math.sqrt(share));
  }

  /**
   * Who is assessed to hold the ground at a spot, and how surely, in a sentence.
   * @param {App} app
   * @param {Spot} spot
   */
  function assessed(app, { lon, lat }) {
    const { i18n } = app;
    if (!karamap.geometry.inside(app.document.frame, lon, lat)) return i18n.t("panel.spot.outside");
    const identified = app.drawing ? app.drawing.identify(lon, lat) : null;
    return identified && identified.holder >= 0 ? held(app, identified) : i18n.t("panel.spot.none");
  }

  /** Who holds some ground, and how surely, in a sentence. @type {Karamap["districtPanel"]["held"]} */
  function held(app, identified) {
    const { model, i18n } = app;
    const holder = i18n.party(model.parties[identified.holder].id);
    if (app.document.head.surface === "claimed") return i18n.t("panel.spot.claimed", { holder });
    if (identified.chance > NEARLY_CERTAIN) return i18n.t("panel.spot.certain", { holder });
    const percent = i18n.t("unit.percent", { count: i18n.number(100 * identified.chance) });
    const said = i18n.t("panel.spot.held", { holder, percent });
    return identified.chance < model.law.sure ? `${i18n.t("panel.spot.unsure")} ${said}` : said;
  }

  /** How far it is to the front, in words. @param {App} app @param {Spot} spot */
  function toFront({ i18n, drawing, document: { frame } }, { lon, lat }) {
    const km = karamap.geometry.inside(frame, lon, lat) ? drawing?.toFront(lon, lat) ?? null : null;
    if (km === null) return "";
    return i18n.t("panel.spot.front", { distance: i18n.t("unit.km", { count: i18n.number(km, km < 10 ? 1 : 0) }) });
  }

  /**
   * The places nearest to a spot of which somebody has said who holds them, by the day shown.
   * @param {App} app
   * @param {Spot} spot
   */
  function nearestReported({ model, store }, spot) {
    const measured = model.places.filter(isLocated).filter(({ kind }) => kind !== "outside")
      .map((place) => ({ place, km: distance(place, spot) })).sort((a, b) => a.km - b.km);
    return () => {
      const { day, known } = store.get();
      const timeline = model.at(known);
      /** @type {typeof measured} */
      const nearest = [];
      for (const one of measured) {
        const { holder, contested } = timeline.stateOf(one.place, day);
        if (holder || contested.length) nearest.push(one);
        if (nearest.length === NEAREST) break;
      }
      return nearest;
    };
  }

  /** @type {Karamap["districtPanel"]["spotContent"]} */
  function spotContent(app, spot, district) {
    const { i18n } = app;
    const heading = element("h2", "", i18n.t("panel.spot"));
    const nearest = nearestReported(app, spot);
    const opened = district ? content(app, district) : null;
    const [said, front] = [element("p", "verdict"), element("p", "to-front")];
    const list = element("ul", "places-list");
    const [around, zones] = [element("h3", "", i18n.t("zones.here")), element("ul", "zones-list")];
    const update = () => {
      const here = karamap.zoneLayer.shownOf(app).filter(karamap.zoneLayer.isArea).filter(({ geometry }) => (
        karamap.geometry.inside(/** @type {Outline} */ (geometry), spot.lon, spot.lat)));
      around.hidden = !here.length;
      zones.replaceChildren(...karamap.zonePanel.buttons(app, here));
      said.textContent = assessed(app, spot);
      front.textContent = toFront(app, spot);
      replaceItems(list, nearest().map(({ place, km }) => {
        const away = i18n.t("unit.km", { count: i18n.number(km, 1) });
        return placeButton(app, place, element("span", "remark", i18n.comma() + away));
      }));
      opened?.update?.();
    };
    const subheading = element("h3", "", i18n.t("panel.nearest"));
    const where = element("p", "whereabouts", i18n.position(spot));
    const own = [heading, where, said, front, around, zones, subheading, list];
    return { heading, update, nodes: [...own, ...(opened?.nodes ?? [])] };
  }

  karamap.districtPanel = { content, spotContent, held };
})(window.karamap);
