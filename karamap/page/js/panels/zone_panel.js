/**
 * What the record says about a corridor, a zone, a sector or a line: what it is, from when, who is there and by whose
 * word, and how it was drawn.
 */
(function (karamap) {
  "use strict";

  const { element, link } = karamap.nodes;

  /** From when to when a zone is in force, in words; empty if both are open. @param {App} app @param {MapZone} zone */
  function span({ i18n }, { from, to }) {
    if (from !== null && to !== null) return i18n.t("zones.span", { first: i18n.date(from), last: i18n.date(to) });
    if (from !== null) return i18n.t("zones.from", { date: i18n.date(from) });
    return to === null ? "" : i18n.t("zones.until", { date: i18n.date(to) });
  }

  /** Who is there on the day shown. @param {App} app @param {MapZone} zone */
  function standing({ model, i18n, store, styleOf }, zone) {
    const box = element("div", "standing");
    const update = () => {
      const { day, known } = store.get();
      const state = model.at(known).stateOfZone(zone, day);
      const since = i18n.since(state);
      const isContested = state.contested.length > 0;
      const isSaid = Boolean(state.holder) || isContested;
      const word = state.holder ? element("span", "standing-word", i18n.standing(state)) : null;
      const words = isSaid ? [element("strong", "", i18n.held(state)), word] : [i18n.t("verdict.zone.none")];
      const { pointSample, stylesOf } = karamap.symbols;
      const sample = pointSample([stylesOf(styleOf, state)], isContested ? "contested" : state.standing);
      box.hidden = !karamap.zoneLayer.inForce(zone, model.numberAt(day));
      box.replaceChildren(sample, element("div", "",
        element("p", "standing-day", i18n.t("panel.on", { date: i18n.date(model.numberAt(day)) })),
        element("p", "", ...words),
        since && isSaid ? element("p", "remark", i18n.t("panel.since", { since })) : null));
      return state;
    };
    return { node: box, update };
  }

  /** How it was drawn, and from what. @param {App} app @param {MapZone} zone */
  function made({ i18n }, zone) {
    const note = zone.note ? element("p", "entry-note", zone.note) : null;
    if (note) [note.lang, note.dir] = ["en", "auto"];
    const distance = i18n.t("unit.km", { count: i18n.number(zone.km, zone.km % 1 ? 1 : 0) });
    return [
      element("h3", "", i18n.t("zones.made")),
      note,
      element("p", "precision", i18n.t("panel.precision", { distance })),
      element("ul", "sources", element("li", "", link(zone.source.text, zone.source.url))),
    ];
  }

  /** @type {Karamap["zonePanel"]["content"]} */
  function content(app, zone) {
    const { model, i18n } = app;
    const { text, lang } = i18n.among(zone.names, zone.id);
    const heading = element("h2", "", text);
    if (lang) heading.lang = lang;
    const told = [i18n.t(`zones.${zone.kind}`), span(app, zone)].filter(Boolean).join(i18n.comma());
    const kind = element("p", "whereabouts", told);
    const claims = model.claimsOfZone(zone).map(model.claim);
    const held = claims.length ? standing(app, zone) : null;
    const said = claims.length ? karamap.placePanel.statements(app, claims) : null;
    const silent = zone.ground ? null : element("p", "remark", i18n.t("zones.outline"));
    return {
      heading,
      nodes: [heading, kind, held?.node ?? null, silent, ...(said?.nodes ?? []), ...made(app, zone)],
      update: held && said ? () => said.update(held.update()) : null,
    };
  }

  /** Buttons that open zones. @type {Karamap["zonePanel"]["buttons"]} */
  function buttons(app, zones) {
    return zones.map((zone) => {
      const button = karamap.panel.button("link", app.i18n.bdi(app.i18n.among(zone.names, zone.id)));
      button.addEventListener("click", () => app.store.set({ ...karamap.panel.NOTHING, zone: zone.id }));
      return element("li", "", button);
    });
  }

  karamap.zonePanel = { content, buttons };
})(window.karamap);
