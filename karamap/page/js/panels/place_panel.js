/**
 * The record of one place as nodes: who holds it and why, who said what and when, its names.
 */
(function (karamap) {
  "use strict";

  const { element, link, linked, svg } = karamap.nodes;
  const SHOWN = 3; // sources of a statement that stand open; the others unfold
  const COARSE_FROM_KM = 1;
  const NAMED = ["az", "en", "hy", "ru", "tr", "fa", "de", "fr", "uk", "ar"];

  /** @param {object} i18n @param {object} source */
  function sourceItem(i18n, source) {
    const quality = `quality.${String(source.quality).replace(/ /g, "-")}`;
    const remarks = [i18n.published(source), source.quality !== "original" && i18n.has(quality) ? i18n.t(quality) : ""];
    const publisher = source.publisher || i18n.t("panel.publisher");
    const title = link(source.title ? `${publisher}: ${source.title}` : publisher, source.url);
    if (/^[a-z]{2}$/.test(source.language || "") && source.title) title.lang = source.language;
    const said = remarks.filter(Boolean).join(", ");
    return element("li", "", title, said ? element("span", "remark", ` ${said}`) : null);
  }

  /** The sources of a statement; of many, the first few, and the rest when asked for. */
  function sourceList(app, numbers) {
    const items = numbers.map((number) => app.model.sources[number]).filter(Boolean)
      .map((source) => sourceItem(app.i18n, source));
    if (!items.length) return null;
    if (items.length <= SHOWN + 1) return element("ul", "sources", ...items);
    return element("div", "sources",
      element("ul", "", ...items.slice(0, SHOWN)),
      element("details", "",
        element("summary", "", app.i18n.n("panel.sources", items.length - SHOWN)),
        element("ul", "", ...items.slice(SHOWN))));
  }

  /** A day in words; a button that goes to it if it is among those of the page. @param {number} day its number */
  function dayNode(app, day) {
    const { model, i18n, store } = app;
    const index = model.indexOf(model.isoOf(day));
    if (index < 0 || model.days < 2) return element("span", "entry-day", i18n.date(day));
    const button = karamap.panel.button("entry-day link", i18n.date(day));
    button.setAttribute("aria-label", i18n.t("panel.go", { date: i18n.date(day) }));
    button.addEventListener("click", () => store.set({ day: index, playing: false }));
    return button;
  }

  /** A text of the record, which is written in English. */
  function english(className, text) {
    if (!text) return null;
    const node = element("p", className, ...linked(text));
    node.lang = "en";
    return node;
  }

  /** One statement of the timeline. @param {object} claim */
  function entry(app, claim) {
    const { i18n } = app;
    const stance = claim.stance === "affirms" ? null
      : element("span", "stance", i18n.t(claim.stance === "denies" ? "stance.denies" : "stance.retracts"));
    const late = claim.reported === claim.from ? null
      : element("span", "remark", i18n.t("panel.published", { date: i18n.date(claim.reported) }));
    const item = element("li", `entry entry-${claim.stance === "affirms" ? "affirms" : "against"}`,
      element("p", "entry-when", dayNode(app, claim.from), stance, late),
      element("p", "entry-text", ...i18n.sentenceNodes(claim)),
      english("entry-note", claim.note),
      sourceList(app, claim.sources));
    const style = claim.holder ? app.styleOf(claim.holder) : null;
    if (style) item.style.setProperty("--holder", style.ink);
    return item;
  }

  /** Which statements count on a day, and how many are still to come or not yet known. */
  function sorted(model, claims, { day, known }) {
    const today = model.numberAt(day);
    const heard = known === "shown" ? claims.filter((claim) => claim.reported <= today) : claims;
    const now = heard.filter((claim) => claim.from <= today);
    return { now: new Set(now), unheard: claims.length - heard.length, later: heard.length - now.length };
  }

  /** Who said what, oldest first. @returns {{nodes: Node[], update: (state: object) => void}} */
  function timeline(app, place) {
    const { model, i18n, store } = app;
    const claims = model.claimsOf(place).map((index) => model.claims[index]);
    const entries = claims.map((claim) => [claim, entry(app, claim)]);
    const silent = element("p", "remark", i18n.t("panel.silent"));
    const more = element("p", "remark");
    const update = (state) => {
      const { now, unheard, later } = sorted(model, claims, store.get());
      const bearing = new Set(state.claims);
      for (const [claim, item] of entries) {
        item.hidden = !now.has(claim);
        item.classList.toggle("entry-past", !bearing.has(claim.index));
      }
      silent.hidden = now.size > 0;
      more.textContent = [later ? i18n.n("panel.later", later) : "", unheard ? i18n.n("panel.unheard", unheard) : ""]
        .filter(Boolean).join(" ");
    };
    const list = element("ol", "chain", ...entries.map(([, item]) => item));
    return { nodes: [element("h3", "", i18n.t("panel.said")), list, silent, more], update };
  }

  /** Names by language, each spelling once; the label itself is not repeated alone. */
  function names(app, place) {
    const rows = NAMED.map((language) => [language, [...new Set(
      place.names.filter((name) => name.language === language).map((name) => name.text))]])
      .filter(([, found]) => found.length)
      .map(([language, found]) => element("div", "",
        element("dt", "", app.i18n.t(`language.${language}`)),
        element("dd", "", ...found.flatMap((text, at) => [at ? ", " : "", app.i18n.bdi({ text, lang: language })]))));
    return rows.length ? [element("h3", "", app.i18n.t("panel.names")), element("dl", "names", ...rows)] : [];
  }

  /** Kind and district; the district opens its own panel. */
  function whereabouts(app, place) {
    const { i18n, store } = app;
    if (!place.district) return element("p", "whereabouts", i18n.kind(place));
    const { text, lang } = i18n.district(place.district);
    const name = i18n.t("panel.district", { district: text });
    if (!app.model.district(place.district)) return element("p", "whereabouts", `${i18n.kind(place)}, ${name}`);
    const button = karamap.panel.button("link", name);
    if (lang) button.lang = lang;
    button.addEventListener("click", () => store.set({ ...karamap.panel.NOTHING, district: place.district }));
    return element("p", "whereabouts", `${i18n.kind(place)}, `, button);
  }

  /** Where it is, if that is not as well known as usual. */
  function precision(app, place) {
    const { i18n } = app;
    if (place.lat === null) return element("p", "precision", i18n.t("panel.unlocated"));
    if (!(place.km > COARSE_FROM_KM)) return null;
    const distance = i18n.t("unit.km", { count: i18n.number(place.km) });
    return element("p", "precision", i18n.t("panel.precision", { distance }));
  }

  /** The holders of a place day by day, as a ribbon with a needle at the day shown. */
  function ribbon(app, place) {
    const { model, store } = app;
    if (model.days < 2) return { node: null, update: () => {} };
    const needle = svg("path", { class: "ribbon-needle", d: "M0 0V10" });
    const bands = svg("g", {});
    const node = svg("svg", { class: "ribbon", viewBox: `0 0 ${model.days} 10`, preserveAspectRatio: "none",
      "aria-hidden": "true" }, [bands, needle]);
    let drawn = null;
    const update = () => {
      const { day, known } = store.get();
      if (drawn !== known) {
        drawn = known;
        const at = model.at(known);
        const turns = [...new Set([0, ...at.turnsOf(place)])].sort((a, b) => a - b);
        bands.replaceChildren(...turns.map((turn, index) => svg("rect", {
          x: turn, y: 2, height: 6, width: (turns[index + 1] ?? model.days) - turn,
          fill: app.styleOf(at.stateOf(place, turn).holder).colour || "none" })));
      }
      needle.setAttribute("transform", `translate(${day + 0.5} 0)`);
    };
    return { node, update };
  }

  /** Who holds it on the day shown, and how far that is carried. */
  function standing(app, place) {
    const { model, i18n, store } = app;
    const box = element("div", "standing");
    const update = () => {
      const { day, known } = store.get();
      const state = model.at(known).stateOf(place, day);
      const changed = model.at(known).changedOn(day).includes(place);
      const since = i18n.since(state);
      box.replaceChildren(
        karamap.symbols.pointSample([app.styleOf(state.holder)], state.standing, changed),
        element("div", "",
          element("p", "standing-day", i18n.t("panel.on", { date: i18n.date(model.numberAt(day)) })),
          element("p", "", element("strong", "", i18n.party(state.holder)),
            state.holder ? element("span", "standing-word", i18n.standing(state)) : null),
          since ? element("p", "remark", i18n.t("panel.since", { since })) : null,
          element("p", "verdict", i18n.verdict(state))));
      return state;
    };
    return { node: box, update };
  }

  /** @param {object} app @param {object} place */
  function placePanel(app, place) {
    const { i18n } = app;
    const heading = element("h2", "", i18n.nameNode(place));
    const head = [heading, whereabouts(app, place), precision(app, place)];
    if (place.kind === "outside") {
      return { heading, update: null,
        nodes: [...head, element("p", "", i18n.t("panel.outside")), ...names(app, place)] };
    }
    const [state, days, said] = [standing(app, place), ribbon(app, place), timeline(app, place)];
    return {
      heading,
      nodes: [...head, state.node, days.node, ...said.nodes, ...names(app, place)],
      update: () => { said.update(state.update()); days.update(); },
    };
  }

  karamap.placePanel = { place: placePanel, dayNode };
})(window.karamap);
