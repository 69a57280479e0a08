/**
 * What ends the page: the notes on what it says, how it was made and how to cite it, and the credits.
 */
(function (karamap) {
  "use strict";

  const { element, linked } = karamap.nodes;
  const SHORT_PRINT = 12; // characters of the fingerprint in a citation

  /** @returns {[string, (Node|string)[]][]} the notes: key of the heading, and what stands below it */
  function notes(app) {
    const { model, words, store } = app;
    const { notes: own, head } = app.document;
    const { day, known } = store.get();
    const unlocated = (own.unlocated || []).map((index) => model.places[index])
      .flatMap((place, at) => (at ? [", ", words.nameNode(place)] : [words.nameNode(place)]));
    const print = String(own.fingerprint || "");
    const cited = { date: words.date(model.numberAt(day)), known: words.knowledge(known), version: own.karamap };
    const method = head.surface === "claimed" ? "about.method.text" : "about.method.assessed";
    return [
      ["about.neutrality", [words.t("about.neutrality.text")]],
      ["about.method", [words.t(method)]],
      ...(unlocated.length ? [["about.unlocated",
        words.nodes("about.unlocated.text", { count: own.unlocated.length, names: unlocated })]] : []),
      ["about.corrections", [words.t("about.corrections.text")]],
      ["about.cite", [words.t("about.cite.text", { ...cited, fingerprint: print.slice(0, SHORT_PRINT) })]],
      ["about.data", [words.t("about.data.text", { version: own.karamap, fingerprint: print })]],
      ["about.versions", [String(own.versions || "")]],
    ];
  }

  /** @param {Element} container @param {object} app */
  function mount(container, app) {
    const { words, store } = app;
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
      summary.textContent = words.t("about.title");
      container.setAttribute("aria-label", words.t("about.title"));
      list.replaceChildren(...notes(app).map(([key, text]) => element("div", "",
        element("dt", "", words.t(key)), element("dd", "", ...text))));
      if (credit) credit.replaceChildren(...linked(words.t("about.credit")));
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
