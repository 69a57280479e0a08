/**
 * The record of one place as nodes: who holds it and why, who said what and when, its names.
 */
(function (karamap) {
  "use strict";

  const { element, isolated, link, linked, svg } = karamap.nodes;
  const { isLocated } = karamap.geometry;
  const SHOWN = 3; // sources of a statement that stand open; the others unfold
  const COARSE_FROM_KM = 1;

  /** @param {I18n} i18n @param {Source} source */
  function sourceItem(i18n, source) {
    const quality = `quality.${String(source.quality).replace(/ /g, "-")}`;
    const isRemarkable = source.quality !== "original" && i18n.has(quality);
    const remarks = [i18n.published(source), isRemarkable ? i18n.t(quality) : ""].filter(Boolean).join(i18n.comma());
    const publisher = source.publisher || i18n.t("panel.publisher");
    const named = [publisher, source.title].filter(Boolean);
    const told = named.map((text) => isolated(String(text), i18n.direction())).join(": ");
    const title = link(told, source.url);
    if (/^[a-z]{2}$/.test(source.language || "") && source.title) title.lang = source.language;
    return element("li", "", title, remarks ? element("span", "remark", ` ${remarks}`) : null);
  }

  /**
   * The sources of a statement; of many, the first few, and the rest when asked for.
   * @param {App} app
   * @param {number[]} numbers
   */
  function sourceList({ model, i18n }, numbers) {
    const sources = numbers.map((number) => model.sources[number]).filter(Boolean);
    const items = sources.map((source) => sourceItem(i18n, source));
    if (!items.length) return null;
    if (items.length <= SHOWN + 1) return element("ul", "sources", ...items);
    const shown = element("ul", "", ...items.slice(0, SHOWN));
    const further = element("details", "",
      element("summary", "", i18n.n("panel.sources", items.length - SHOWN)),
      element("ul", "", ...items.slice(SHOWN)));
    return element("div", "sources", shown, further);
  }

  /**
   * A day in words; a button that goes to it if it is among those of the page.
   * @param {App} app
   * @param {number} day its number
   */
  function dayNode({ model, i18n, store }, day) {
    const index = model.indexOf(model.isoOf(day));
    if (index < 0 || model.days < 2) return element("span", "entry-day", i18n.date(day));
    const button = karamap.panel.button("entry-day link", i18n.date(day));
    button.setAttribute("aria-label", i18n.t("panel.go", { date: i18n.date(day) }));
    button.addEventListener("click", () => store.set({ day: index, playing: false }));
    return button;
  }

  /** A text of the record, which is written in English. @param {string} className @param {string|null} text */
  function english(className, text) {
    if (!text) return null;
    const node = element("p", className, ...linked(text));
    node.lang = "en";
    node.dir = "auto";
    return node;
  }

  /**
   * What a claim does if it does not affirm, and when it was made public if that was another day.
   * @param {I18n} i18n
   * @param {Claim} claim
   */
  function claimRemarks(i18n, claim) {
    const remarks = [];
    if (claim.stance !== "affirms") remarks.push(element("span", "stance", i18n.t(`stance.${claim.stance}`)));
    if (claim.reported !== claim.from) {
      remarks.push(element("span", "remark", i18n.t("panel.published", { date: i18n.date(claim.reported) })));
    }
    return remarks;
  }

  /** One statement of the timeline. @param {App} app @param {Claim} claim */
  function entry(app, claim) {
    const { i18n } = app;
    const against = ["denies", "retracts"].includes(claim.stance);
    const item = element("li", `entry entry-${against ? "against" : "affirms"}`,
      element("p", "entry-when", dayNode(app, claim.from), ...claimRemarks(i18n, claim)),
      element("p", "entry-text", ...i18n.sentence(claim)),
      english("entry-note", claim.note),
      sourceList(app, claim.sources));
    if (claim.holder) item.style.setProperty("--holder", app.styleOf(claim.holder).ink);
    return item;
  }

  /**
   * Which statements count on a day, and how many are still to come or not yet known.
   * @param {Model} model
   * @param {Claim[]} claims
   * @param {TimePoint} timePoint
   */
  function sorted(model, claims, { day, known }) {
    const today = model.numberAt(day);
    const heard = known === "shown" ? claims.filter((claim) => claim.reported <= today) : claims;
    const now = heard.filter((claim) => claim.from <= today);
    return { now: new Set(now), unheard: claims.length - heard.length, later: heard.length - now.length };
  }

  /** Who said what, oldest first. @type {Karamap["placePanel"]["statements"]} */
  function statements(app, claims) {
    const { model, i18n, store } = app;
    const entries = claims.map((claim) => ({ claim, item: entry(app, claim) }));
    const silent = element("p", "remark", i18n.t("panel.silent"));
    const more = element("p", "remark");
    /** @param {Control} state */
    const update = (state) => {
      const { now, unheard, later } = sorted(model, claims, store.get());
      const bearing = new Set(state.claims);
      for (const { claim, item } of entries) {
        item.hidden = !now.has(claim);
        item.classList.toggle("entry-past", !bearing.has(claim.index));
      }
      silent.hidden = now.size > 0;
      const remarks = [later ? i18n.n("panel.later", later) : "", unheard ? i18n.n("panel.unheard", unheard) : ""];
      more.textContent = remarks.filter(Boolean).join(" ");
    };
    const list = element("ol", "chain", ...entries.map(({ item }) => item));
    return { nodes: [element("h3", "", i18n.t("panel.said")), list, silent, more], update };
  }

  /** The spellings of a name in one language, each once. @param {Place} place @param {string} language */
  function spellingsIn(place, language) {
    const own = place.names.filter((name) => name.language === language);
    return [...new Set(own.map((name) => name.text))];
  }

  /** Names by language. @param {App} app @param {Place} place */
  function names({ i18n, model }, place) {
    const spelled = model.nameLanguages.map((language) => ({ language, spellings: spellingsIn(place, language) }));
    const rows = spelled.filter(({ spellings }) => spellings.length).map(({ language, spellings }) => {
      const pieces = spellings.flatMap((text, at) => [at ? i18n.comma() : "", i18n.bdi({ text, lang: language })]);
      const term = element("dt", "", i18n.languageName(language));
      return element("div", "", term, element("dd", "", ...pieces));
    });
    return rows.length ? [element("h3", "", i18n.t("panel.names")), element("dl", "names", ...rows)] : [];
  }

  /** Kind and district; the district opens its own panel, if there is one. @param {App} app @param {Place} place */
  function whereabouts({ model, i18n, store, opensDistricts }, place) {
    if (!place.district) return element("p", "whereabouts", i18n.kind(place));
    const { text, lang } = i18n.district(place.district);
    const name = i18n.t("panel.district", { district: text });
    const isOpened = opensDistricts && model.district(place.district);
    if (!isOpened) return element("p", "whereabouts", `${i18n.kind(place)}, ${name}`);
    const button = karamap.panel.button("link", name);
    if (lang) button.lang = lang;
    button.addEventListener("click", () => store.set({ ...karamap.panel.NOTHING, district: place.district }));
    return element("p", "whereabouts", `${i18n.kind(place)}, `, button);
  }

  /** Where it is, and how well that is known if not as well as usual. @param {App} app @param {Place} place */
  function position({ i18n }, place) {
    if (!isLocated(place)) return [element("p", "precision", i18n.t("panel.unlocated"))];
    const where = element("p", "position", i18n.position(place));
    if (!(place.km > COARSE_FROM_KM)) return [where];
    const distance = i18n.t("unit.km", { count: i18n.number(place.km) });
    return [where, element("p", "precision", i18n.t("panel.precision", { distance }))];
  }

  /**
   * The holders of a place day by day, as stripes of a ribbon.
   * @param {App} app
   * @param {Place} place
   * @param {string} known
   */
  function stripes({ model, styleOf }, place, known) {
    const timeline = model.at(known);
    const days = [...new Set([0, ...timeline.changePointsOf(place)])].sort((a, b) => a - b);
    return days.map((day, index) => {
      const width = (days[index + 1] ?? model.days) - day;
      const styles = karamap.symbols.stylesOf(styleOf, timeline.stateOf(place, day));
      const height = 6 / styles.length;
      return svg("g", {}, styles.map(({ colour }, part) => (
        svg("rect", { x: day, y: 2 + part * height, height, width, fill: colour || "none" }))));
    });
  }

  /** The ribbon, with a needle at the day shown. @param {App} app @param {Place} place */
  function ribbon(app, place) {
    const { model, store } = app;
    if (model.days < 2) return { node: null, update: () => {} };
    const needle = svg("path", { class: "ribbon-needle", d: "M0 0V10" });
    const striped = svg("g", {});
    const shape = { class: "ribbon", viewBox: `0 0 ${model.days} 10`, preserveAspectRatio: "none" };
    const node = svg("svg", { ...shape, "aria-hidden": "true" }, [striped, needle]);
    let drawn = "";
    const update = () => {
      const { day, known } = store.get();
      if (drawn !== known) {
        drawn = known;
        striped.replaceChildren(...stripes(app, place, known));
      }
      needle.setAttribute("transform", `translate(${day + 0.5} 0)`);
    };
    return { node, update };
  }

  /**
   * Who is assessed to hold the ground at a place, and how surely.
   * @param {App} app
   * @param {Place} place
   * @param {Control} look
   */
  function ground(app, place, look) {
    const { i18n } = app;
    const identified = app.drawing && app.document.head.surface !== "claimed" ? app.drawing.identifyPlace(place) : null;
    if (!identified || identified.holder < 0) return null;
    const unreported = look.standing === "unreported" ? `${i18n.t("panel.unreported")} ` : "";
    const said = i18n.t("panel.ground", { said: karamap.districtPanel.held(app, identified) });
    return element("p", "verdict verdict-ground", `${unreported}${said}`);
  }

  /** Who holds it on the day shown, and how far that is carried. @param {App} app @param {Place} place */
  function standing(app, place) {
    const { model, i18n, store, styleOf } = app;
    const { symbols } = karamap;
    const box = element("div", "standing");
    const update = () => {
      const { day, known } = store.get();
      const timeline = model.at(known);
      const state = timeline.stateOf(place, day);
      const change = timeline.changedOn(day).get(place);
      const look = timeline.lookOf(place, day);
      const since = i18n.since(state);
      const word = state.holder ? element("span", "standing-word", i18n.standing(state)) : null;
      const voices = state.voices ? i18n.n("panel.voices", state.voices) : i18n.t("panel.voices.none");
      box.replaceChildren(
        symbols.pointSample([symbols.stylesOf(styleOf, look)], symbols.symbolOf(place, look), change),
        element("div", "",
          element("p", "standing-day", i18n.t("panel.on", { date: i18n.date(model.numberAt(day)) })),
          element("p", "", element("strong", "", i18n.held(state)), word),
          since ? element("p", "remark", i18n.t("panel.since", { since })) : null,
          change ? element("p", "remark", i18n.t(`table.${change}`)) : null,
          element("p", "verdict", i18n.verdict(state)),
          since ? element("p", "remark", voices) : null,
          ground(app, place, look)));
      return state;
    };
    return { node: box, update };
  }

  /** @type {Karamap["placePanel"]["content"]} */
  function content(app, place) {
    const { i18n } = app;
    const heading = element("h2", "", ...i18n.bothNodes(place));
    const head = [heading, whereabouts(app, place), ...position(app, place)];
    const mentioned = karamap.mentions.section(app, place);
    if (place.kind === "outside") {
      const text = element("p", "", i18n.t("panel.outside"));
      return { heading, update: mentioned.update, nodes: [...head, text, mentioned.node, ...names(app, place)] };
    }
    const claims = app.model.claimsOf(place).map(app.model.claim);
    const [state, days, said] = [standing(app, place), ribbon(app, place), statements(app, claims)];
    return {
      heading,
      nodes: [...head, state.node, days.node, ...said.nodes, mentioned.node, ...names(app, place)],
      update: () => {
        said.update(state.update());
        mentioned.update();
        days.update();
      },
    };
  }

  karamap.placePanel = { content, dayNode, english, sourceList, statements };
})(window.karamap);
