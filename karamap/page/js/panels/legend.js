/**
 * The legend, in sentences: what is assessed (areas), how surely (uncertainty zone), and what is claimed (points).
 */
(function (karamap) {
  "use strict";

  const { element, hide } = karamap.nodes;
  const { symbols } = karamap;
  const REST = "legend-rest"; // class of what a brief legend leaves out
  const RELIABILITY = "about.reliability";
  const STANDINGS = ["assumed", "claimed", "disputed", "confirmed", "agreed", "none"];
  /** Marks of what changed on a day, and the texts that say so. @type {[ChangeKind, string][]} */
  const CHANGES = [["dated", "legend.changed"], ["undated", "legend.undated"], ["learned", "legend.learned"]];

  /** @param {Node} sample @param {Node} text */
  const row = (sample, text, className = "") => element("li", className, sample, text);

  /**
   * Styles of the holders that ever have a standing on this page; of places without a holder, one stands for all.
   * @param {App} app
   * @param {string} standing
   */
  function stylesOf({ model, styleOf }, standing) {
    if (standing === "none") return [styleOf("")];
    const states = model.controls.filter((state) => state.standing === standing && !state.contested.length);
    const holders = new Set(states.map(({ holder }) => holder));
    return model.parties.filter(({ id }) => holders.has(id)).map(({ id }) => styleOf(id));
  }

  /** Texts that follow the language, and some the day. */
  function liveTexts() {
    /** @typedef {{node: HTMLElement, text: () => string}} Live */
    /** @type {Live[]} */
    const lasting = [];
    /** @type {Live[]} */
    const daily = [];
    let language = "";
    return {
      /** @template {"span"|"h2"|"button"} Tag @param {Tag} name @param {() => string} text */
      add(name, text) {
        const node = element(name, "");
        lasting.push({ node, text });
        return node;
      },
      /** One that each day may say otherwise. @param {() => string} text */
      addDaily(text) {
        const node = element("span", "");
        daily.push({ node, text });
        return node;
      },
      /** @param {string} present language */
      update(present) {
        const due = present === language ? daily : [...lasting, ...daily];
        for (const { node, text } of due) karamap.nodes.say(node, text());
        language = present;
      },
    };
  }

  /**
   * The ground of a holder, or a coalition, in words.
   * @param {App} app
   * @param {string} holder its name
   * @param {number[]} [km2s]
   */
  function areaText({ i18n }, holder, [area, low, high] = [0, 0, 0], isBrief = false) {
    /** @param {number} value */
    const km2 = (value) => i18n.t("unit.km2", { count: i18n.number(value) });
    const values = { holder, area: km2(area), low: km2(low), high: km2(high) };
    return i18n.t(low < high && !isBrief ? "legend.area.range" : "legend.area", values);
  }

  /**
   * The ground of coalitions of which two parties hold some.
   * @param {App} app
   * @param {ReturnType<typeof liveTexts>} texts
   * @param {() => boolean} isBrief
   */
  function coalitionRows(app, texts, isBrief) {
    const { model, store, styleOf } = app;
    const areasOf = () => model.at(store.get().known).coalitionAreas(store.get().day);
    return model.document.coalitions.map(({ name }) => {
      const text = texts.addDaily(() => areaText(app, name, areasOf()[name], isBrief()));
      const node = row(symbols.alliedSample([]), text);
      /** Shown while there is such ground, in the looks of those that hold it. @param {string[]} holders */
      const update = (holders) => {
        const members = model.ties.coalitionsOn(store.get().day).get(name) ?? [];
        const present = members.map((number) => model.parties[number].id).filter((id) => holders.includes(id));
        hide(node, present.length < 2);
        if (!node.hidden) node.firstElementChild?.replaceWith(symbols.alliedSample(present.map(styleOf)));
      };
      return { node, update };
    });
  }

  /**
   * What is assessed: ground of the holders, uncertainty zone and front.
   * @param {App} app
   * @param {ReturnType<typeof liveTexts>} texts
   * @param {() => boolean} isBrief
   */
  function groundRows(app, texts, isBrief) {
    const { model, styleOf, i18n } = app;
    /** @param {string} key */
    const say = (key) => texts.add("span", () => i18n.t(key));
    const allied = texts.add("span", () => (model.document.coalitions.length ? i18n.t("legend.allies") : ""));
    const areas = () => model.at(app.store.get().known).areas(app.store.get().day);
    const percent = () => i18n.t("unit.percent", { count: i18n.number(100 * model.law.sure) });
    const band = texts.add("span", () => i18n.t("legend.band", { percent: percent() }));
    const gained = texts.add("span", () => i18n.t("legend.gained", { date: i18n.date(model.begins) }));
    const why = texts.add("button", () => i18n.t(RELIABILITY));
    why.type = "button";
    why.className = `link ${REST}`;
    why.hidden = !document.getElementById("karamap-about"); // a layer has no notes
    why.addEventListener("click", () => app.store.set({ note: RELIABILITY }));
    const zone = row(symbols.zoneSample([]), element("span", "", band, " ", why));
    return {
      grounds: model.parties.map(({ id }) => {
        const text = texts.addDaily(() => areaText(app, i18n.short(id), areas()[id], isBrief()));
        return { id, node: row(symbols.groundSample(styleOf(id)), text) };
      }),
      coalitions: coalitionRows(app, texts, isBrief),
      gained: row(symbols.gainSample([]), gained),
      /** Ground of those who have gained some by the day. @param {string[]} holders */
      fillGained: (holders) => gained.parentElement?.firstElementChild?.replaceWith(
        symbols.gainSample(holders.map(styleOf))),
      silent: row(symbols.groundSample(styleOf("")), say("legend.no-report"), REST),
      zone,
      /** Stripes of those who hold ground on the day. @param {string[]} holders */
      stripe: (holders) => zone.firstElementChild?.replaceWith(symbols.zoneSample(holders.map(styleOf))),
      front: row(symbols.frontSample(), say("legend.front"), "legend-front"),
      allies: row(symbols.alliesSample(), allied, "legend-front"),
      edge: row(symbols.edgeSample(), say("legend.edge"), REST),
    };
  }

  /** What is claimed: points by standing. @param {App} app @param {ReturnType<typeof liveTexts>} texts */
  function pointRows(app, texts) {
    const { model, styleOf, i18n } = app;
    /** @param {string} key */
    const say = (key) => texts.add("span", () => i18n.t(key));
    const styled = STANDINGS.map((standing) => ({ standing, styles: stylesOf(app, standing) }));
    const rows = styled.filter(({ styles }) => styles.length).map(({ standing, styles }) => (
      row(symbols.pointSample(styles.map((style) => [style]), standing), say(`standing.${standing}.meaning`))));
    const looks = model.parties.map(({ id }) => [styleOf(id)]);
    const unreported = row(symbols.pointSample(looks, "unreported"), say("standing.unreported.meaning"));
    rows.push(unreported);
    const contested = model.controls.find((state) => state.contested.length);
    if (contested) {
      const styles = symbols.stylesOf(styleOf, contested);
      rows.push(row(symbols.pointSample([styles], "contested"), say("legend.contested")));
    }
    if (model.places.some(({ kind }) => kind === "outside")) {
      rows.push(row(symbols.pointSample([[styleOf("")]], "outside"), say("kind.outside")));
    }
    const changes = CHANGES.map(([kind, key]) => (
      { kind, node: row(symbols.pointSample([[styleOf("")]], "claimed", kind), say(key)) }));
    rows.forEach((node) => node.classList.add(REST));
    return { rows: [...rows, ...changes.map(({ node }) => node)], changes, unreported };
  }

  /** A box to tick: what changed within some days. @param {App} app @param {ReturnType<typeof liveTexts>} texts */
  function recentRow({ i18n, store, styleOf }, texts) {
    const box = element("input", "");
    box.type = "checkbox";
    box.addEventListener("change", () => store.set({ recent: box.checked }));
    const text = texts.add("span", () => i18n.t("legend.recent", { days: karamap.recentLayer.DAYS }));
    const node = row(symbols.pointSample([[styleOf("")]], "none", "dated"), element("label", "", box, " ", text), REST);
    const update = () => { box.checked = store.get().recent; };
    update();
    store.on(update);
    return node;
  }

  /**
   * Brief at first: what most readers need, and a button for the rest. A layer says all.
   * @param {HTMLElement} container
   * @param {I18n} i18n
   * @param {() => void} onChange
   */
  function brevity(container, i18n, onChange) {
    const button = karamap.panel.button("link legend-more");
    const isPage = Boolean(document.getElementById("karamap-about"));
    container.classList.toggle("brief", isPage);
    button.hidden = !isPage;
    button.addEventListener("click", () => {
      container.classList.toggle("brief");
      onChange();
    });
    const isBrief = () => container.classList.contains("brief");
    const update = () => {
      karamap.nodes.say(button, i18n.t(isBrief() ? "legend.more" : "legend.less"));
      karamap.groundLayer.put(button, "aria-expanded", String(!isBrief()));
    };
    return { button, isBrief, update };
  }

  /**
   * Whether holders are among those that hold ground who are allies of one another, and who are not.
   * @param {Model} model
   * @param {string[]} holders
   * @param {number} day
   */
  function meeting({ party, ties }, holders, day) {
    const numbers = holders.map((id) => party(id).index);
    const pairs = numbers.flatMap((one, at) => numbers.slice(at + 1).map((other) => ties.areAllies(one, other, day)));
    return { foes: pairs.includes(false), friends: pairs.includes(true) };
  }

  /** @type {Part["mount"]} */
  function mount(container, app) {
    const { model, store, i18n } = app;
    const brief = brevity(container, i18n, () => update());
    const isAssessed = app.document.head.surface !== "claimed";
    const texts = liveTexts();
    /** @param {string} key */
    const heading = (key) => texts.add("h2", () => i18n.t(key));
    const { grounds, coalitions, gained, silent, zone, front, allies, edge, stripe, fillGained } = (
      groundRows(app, texts, brief.isBrief));
    const together = coalitions.map(({ node }) => node);
    const [shown, upon] = [{ striped: "", gained: "" }, [...together, gained, silent, zone, front, allies, edge]];
    edge.hidden = !app.document.frame_edge.coordinates.length || !document.getElementById("karamap-about");
    const assessed = element("ul", "legend-ground", ...grounds.map(({ node }) => node), ...upon);
    const { rows, changes, unreported } = pointRows(app, texts);
    const claimed = element("ul", "legend-points", ...rows);
    if (karamap.recentLayer && model.days > 1) claimed.append(recentRow(app, texts));
    const said = heading("legend.claimed");
    said.className = REST;
    container.replaceChildren(
      element("section", "", heading(isAssessed ? "legend.assessed" : "legend.ground"), assessed),
      element("section", "", said, claimed), brief.button);

    /** Sentences that hold on the day; rows of what is not on the map are left out. */
    function update() {
      const { day, known } = store.get();
      const timeline = model.at(known);
      const areas = timeline.areas(day);
      const kinds = new Set(timeline.changedOn(day).values());
      hide(unreported, !timeline.hasUnreported(day));
      for (const { kind, node } of changes) hide(node, kind !== "dated" && !kinds.has(kind));
      /** @param {string} id */
      const isHeld = (id) => Boolean(areas[id] && areas[id][0] > 0);
      const holders = model.parties.map(({ id }) => id).filter(isHeld);
      const isShared = holders.length > 1;
      for (const { id, node } of grounds) hide(node, !isHeld(id));
      hide(silent, !isHeld(""));
      for (const coalition of coalitions) coalition.update(holders);
      const { foes, friends } = meeting(model, holders, day);
      hide(front, !foes);
      hide(allies, !friends);
      hide(zone, !isShared || !isAssessed);
      if (shown.striped !== holders.join(" ")) stripe(holders);
      shown.striped = holders.join(" ");
      const gaining = karamap.gains.holders(model, { day, known });
      hide(gained, !gaining.length);
      if (shown.gained !== gaining.join(" ")) fillGained(gaining);
      shown.gained = gaining.join(" ");
      karamap.groundLayer.put(container, "aria-label", i18n.t("legend.title"));
      texts.update(store.get().language);
      brief.update();
    }

    update();
    store.on((state, changed) => {
      if (["day", "known", "language"].some((key) => changed.has(key))) update();
    });
  }

  karamap.legend = { mount };
})(window.karamap);
