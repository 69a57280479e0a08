/**
 * The legend, in sentences: what is assessed (areas), how surely (band), and what is claimed (points).
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const STANDINGS = ["claimed", "disputed", "conceded", "agreed", "none"];

  const row = (sample, text) => element("li", "", sample, text);

  /** Looks of the holders that ever have a standing on this page; of places without a holder, one stands for all. */
  function stylesOf(app, standing) {
    const holders = new Set(app.model.controls.filter((state) => state.standing === standing).map(({ holder }) => holder));
    if (standing === "none") return [app.styleOf("")];
    return app.model.parties.filter(({ id }) => holders.has(id)).map(({ id }) => app.styleOf(id));
  }

  /** @param {Element} container @param {object} app */
  function mount(container, app) {
    const { model, store, styleOf } = app;
    const { symbols } = karamap;
    const assessed = app.document.head.surface !== "claimed";
    const texts = []; // [node, () => text]
    const say = (text) => {
      const node = element("span", "");
      texts.push([node, text]);
      return node;
    };
    const t = (key, values) => () => app.i18n.t(key, values);
    const heading = (key) => {
      const node = element("h2", "");
      texts.push([node, t(key)]);
      return node;
    };
    const areaText = (id) => () => {
      const { day, known } = store.get();
      const [area, low, high] = model.at(known).areas(day)[id] || [0, 0, 0];
      const km2 = (value) => app.i18n.t("unit.km2", { count: app.i18n.number(value) });
      const values = { holder: app.i18n.short(id), area: km2(area), low: km2(low), high: km2(high) };
      return app.i18n.t(low < high ? "legend.area.range" : "legend.area", values);
    };
    const grounds = model.parties.map(({ id }) => [id, row(symbols.groundSample(styleOf(id)), say(areaText(id)))]);
    const silent = row(symbols.groundSample(styleOf("")), say(t("legend.no-report")));
    const band = row(symbols.bandSample(model.parties.slice(0, 2).map(({ id }) => styleOf(id))), say(t("legend.band")));
    const front = row(symbols.frontSample(), say(t("legend.front")));
    const points = STANDINGS.map((standing) => [standing, stylesOf(app, standing)]).filter(([, styles]) => styles.length)
      .map(([standing, styles]) => row(symbols.pointSample(styles, standing, false), say(t(`standing.${standing}.meaning`))));
    const outside = model.places.some(({ kind }) => kind === "outside")
      ? [row(symbols.pointSample([styleOf("")], "outside", false), say(t("kind.outside")))] : [];
    const changed = row(symbols.pointSample([styleOf("")], "claimed", true), say(t("legend.changed")));
    container.replaceChildren(
      element("section", "", heading(assessed ? "legend.assessed" : "legend.ground"),
        element("ul", "", ...grounds.map(([, node]) => node), silent, band, front)),
      element("section", "", heading("legend.claimed"), element("ul", "", ...points, ...outside, changed)));

    /** Sentences that hold on the day; rows of what is not on the map are left out. */
    function update() {
      const { day, known } = store.get();
      const areas = model.at(known).areas(day);
      const held = model.parties.filter(({ id }) => areas[id] && areas[id][0] > 0);
      for (const [id, node] of grounds) node.hidden = !held.some((party) => party.id === id);
      silent.hidden = !(areas[""] && areas[""][0] > 0);
      front.hidden = held.length < 2;
      band.hidden = held.length < 2 || !assessed;
      container.setAttribute("aria-label", app.i18n.t("legend.title"));
      for (const [node, text] of texts) {
        const now = text();
        if (node.textContent !== now) node.textContent = now;
      }
    }

    update();
    store.on((state, keys) => {
      if (keys.has("day") || keys.has("known") || keys.has("language")) update();
    });
  }

  karamap.legend = { mount };
})(window.karamap);
