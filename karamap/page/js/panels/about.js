/**
 * What ends the page: the notes on what it says, how it was made and how to cite it, and the credits.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{key: string, text: Pieces}} Note key of its heading, and what stands below it
   */

  const { element, linked } = karamap.nodes;
  const SHORT_PRINT = 12; // characters of the fingerprint in a citation

  /** The places that have no position. @param {App} app @returns {Note[]} */
  function unlocatedNote({ document: drawing, model, i18n }) {
    const places = drawing.notes.unlocated.map((index) => model.places[index]);
    if (!places.length) return [];
    const names = places.flatMap((place, at) => (at ? [i18n.comma(), i18n.nameNode(place)] : [i18n.nameNode(place)]));
    return [{ key: "about.unlocated", text: i18n.nodes("about.unlocated.text", { count: places.length, names }) }];
  }

  /**
   * The version of the tables, if they bear one, and their fingerprint, in full or cut short.
   * @param {App["document"]["notes"]} own @param {number} [digits]
   */
  function tablesNamed({ tables, fingerprint }, digits) {
    const print = String(fingerprint || "").slice(0, digits);
    return tables ? `${tables} (${print})` : print;
  }

  /** How to cite the map of the day. @param {App} app */
  function citation({ model, i18n, store, document: { notes: own } }) {
    const { day, known } = store.get();
    return i18n.t("about.cite.text", {
      date: i18n.date(model.numberAt(day)),
      known: i18n.knowledge(known),
      version: own.karamap,
      fingerprint: tablesNamed(own, SHORT_PRINT),
    });
  }

  /** @param {App} app @returns {Note[]} */
  function notes(app) {
    const { i18n } = app;
    const { notes: own, head } = app.document;
    const print = tablesNamed(own);
    const method = head.surface === "claimed" ? "about.method.text" : "about.method.assessed";
    return [
      { key: "about.neutrality", text: [i18n.t("about.neutrality.text")] },
      { key: "about.method", text: [i18n.t(method)] },
      ...(head.surface === "claimed" ? [] : [{ key: "about.reliability", text: [i18n.t("about.reliability.text")] }]),
      ...unlocatedNote(app),
      { key: "about.corrections", text: [i18n.t("about.corrections.text")] },
      { key: "about.cite", text: [citation(app)] },
      { key: "about.data", text: [i18n.t("about.data.text", { version: own.karamap, fingerprint: print })] },
      { key: "about.versions", text: [String(own.versions || "")] },
    ];
  }

  /** @type {Part["mount"]} */
  function mount(container, app) {
    const { i18n, store } = app;
    const credit = document.getElementById("karamap-source");
    const summary = element("summary", "");
    const list = element("dl", "");
    const details = element("details", "", summary, list);
    /** The note that a reader asked for. @type {Element|null} */
    let asked = null;
    container.replaceChildren(details);
    details.addEventListener("toggle", () => {
      fill();
      const isPrinting = document.documentElement.classList.contains("printing");
      if (details.open && !isPrinting) (asked ?? details).scrollIntoView({ block: "start" });
      asked = null;
    });

    /** The notes themselves wait until somebody opens them. */
    let isStale = true;

    function fill() {
      if (!isStale) return;
      isStale = false;
      list.replaceChildren(...notes(app).map(({ key, text }) => (
        element("div", "", element("dt", "", i18n.t(key)), element("dd", "", ...text)))));
    }

    function update() {
      isStale = true;
      if (details.open) fill();
    }

    function updateTexts() {
      update();
      summary.textContent = i18n.t("about.title");
      container.setAttribute("aria-label", i18n.t("about.title"));
      if (credit) credit.replaceChildren(...linked(i18n.t("about.credit")));
    }

    /** Open the note that was asked for, where the reader sees it. */
    function open() {
      const { note } = store.get();
      const at = notes(app).findIndex(({ key }) => key === note);
      if (at < 0) return;
      fill();
      if (details.open) list.children[at].scrollIntoView({ block: "start" });
      else asked = list.children[at];
      details.open = true;
      store.set({ note: null });
    }

    updateTexts();
    if (credit) {
      credit.setAttribute("role", "contentinfo");
      karamap.panel.reachable(credit);
    }
    store.on((state, changed) => {
      const isOtherTime = changed.has("day") || changed.has("known");
      if (changed.has("language")) updateTexts();
      else if (isOtherTime && !state.playing) update();
      if (changed.has("note")) open();
    });
  }

  karamap.about = { mount, citation };
})(window.karamap);
