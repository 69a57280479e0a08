/**
 * What heads the page: title, date, in the light of what knowledge, the day in sentences, and the language.
 */
(function (karamap) {
  "use strict";

  const { element, isolated } = karamap.nodes;
  const REST = 250; // milliseconds without a step after which the window's title follows

  /** The languages, each under its own name. @param {App} app */
  function languageChoice({ i18n, store }) {
    const options = i18n.languages.map((code) => {
      const option = element("option", "", i18n.own(code));
      option.value = code;
      option.lang = code;
      return option;
    });
    const select = element("select", "languages", ...options);
    select.addEventListener("change", () => store.set({ language: select.value }));
    return select;
  }

  /** @type {Part["mount"]} */
  function mount(container, app) {
    const { model, i18n, store } = app;
    const title = element("h1", "");
    const date = element("time", "date");
    const known = element("p", "known-on");
    const day = element("div", "day-words");
    const select = languageChoice(app);
    select.hidden = i18n.languages.length < 2;
    container.replaceChildren(select, title, element("p", "date-line", date), known, day);

    function updateDate() {
      const state = store.get();
      date.textContent = i18n.date(model.numberAt(state.day));
      date.dateTime = model.iso(state.day);
      known.textContent = i18n.knowledge(state.known);
    }

    function updateWindow() {
      document.title = `${isolated(title.textContent ?? "")} · ${date.textContent}`;
    }

    let resting = 0;
    function updateSentences() {
      const state = store.get();
      day.replaceChildren(...i18n.summary(state.day, state.known).map((pieces) => element("p", "", ...pieces)));
      window.clearTimeout(resting);
      resting = window.setTimeout(updateWindow, REST);
    }

    function updateLanguage() {
      title.textContent = app.document.head.title || i18n.t("title");
      select.value = store.get().language;
      select.setAttribute("aria-label", i18n.t("language.choose"));
    }

    const updateSentencesSoon = karamap.nodes.afterPaint(updateSentences);
    updateLanguage();
    updateDate();
    updateSentencesSoon();
    updateWindow();
    karamap.panel.reachable(day);
    store.on((state, changed) => {
      if (changed.has("language")) updateLanguage();
      if (!["day", "known", "language"].some((key) => changed.has(key))) return;
      updateDate();
      if (changed.has("language")) updateWindow();
      updateSentencesSoon();
    });
  }

  karamap.masthead = { mount };
})(window.karamap);
