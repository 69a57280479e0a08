/**
 * What ends the page: the notes on what it says, how it was made and how to cite it, and the credits.
 */
(function (karamap) {
  "use strict";

  const { element, linked } = karamap.nodes;
  const SHORT_PRINT = 12; // characters of the fingerprint in a citation

  /** @returns {[string, (Node|string)[]][]} the notes: key of the heading, and what stands below it */
  function notes(app) {
    const { model, i18n, store } = app;
    const { notes: own, head } = app.document;
    const { day, known } = store.get();
    const unlocated = (own.unlocated || []).map((index) => model.places[index])
      .flatMap((place, at) => (at ? [", ", i18n.nameNode(place)] : [i18n.nameNode(place)]));
    const print = String(own.fingerprint || "");
    const cited = { date: i18n.date(model.numberAt(day)), known: i18n.knowledge(known), version: own.karamap };
    const method = head.surface === "claimed" ? "about.method.text" : "about.method.assessed";
    return [
      ["about.neutrality", [i18n.t("about.neutrality.text")]],
      ["about.method", [i18n.t(method)]],
      ...(unlocated.length ? [["about.unlocated",
        i18n.nodes("about.unlocated.text", { count: own.unlocated.length, names: unlocated })]] : []),
      ["about.corrections", [i18n.t("about.corrections.text")]],
      ["about.cite", [i18n.t("about.cite.text", { ...cited, fingerprint: print.slice(0, SHORT_PRINT) })]],
      ["about.data", [i18n.t("about.data.text", { version: own.karamap, fingerprint: print })]],
      ["about.versions", [String(own.versions || "")]],
    ];
  }

  /** @param {Element} container @param {object} app */
  function mount(container, app) {
    const { i18n, store } = app;
    const credit = document.getElementById("karamap-source");
    const summary = element("summary", "");
    const list = element("dl", "");
    const details = element("details", "", summary, list);
    container.replaceChildren(details);
    details.addEventListener("toggle", () => {
      const printing = document.documentElement.classList.contains("printing");
      if (details.open && !printing) details.scrollIntoView({ block: "start" });
    });
    const tell = () => {
      summary.textContent = i18n.t("about.title");
      container.setAttribute("aria-label", i18n.t("about.title"));
      list.replaceChildren(...notes(app).map(([key, text]) => element("div", "",
        element("dt", "", i18n.t(key)), element("dd", "", ...text))));
      if (credit) credit.replaceChildren(...linked(i18n.t("about.credit")));
    };
    tell();
    if (credit) {
      credit.setAttribute("role", "contentinfo");
      karamap.panel.reachable(credit);
    }
    store.on((state, changed) => {
      if (changed.has("language") || (!state.playing && (changed.has("day") || changed.has("known")))) tell();
    });
  }

  karamap.about = { mount };
})(window.karamap);
