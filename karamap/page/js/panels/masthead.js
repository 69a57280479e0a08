/**
 * What heads the page: title, date, in the light of what knowledge, the day in sentences, and the language.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const REST = 250; // milliseconds without a step after which the window's title follows

  /** A paragraph for each sentence of the day. */
  const sentences = (app, { day, known }) => app.i18n.summary(day, known).map((words) => element("p", "", ...words));

  /** The languages, each under its own name. */
  function languages({ i18n, store }) {
    const select = element("select", "languages", ...i18n.languages.map((code) => {
      const option = element("option", "", i18n.own(code));
      option.value = code;
      option.lang = code;
      return option;
    }));
    select.addEventListener("change", () => store.set({ language: select.value }));
    return select;
  }

  /** @param {Element} container @param {object} app */
  function mount(container, app) {
    const { model, i18n, store } = app;
    const title = element("h1", "");
    const date = element("time", "date");
    const known = element("p", "known-on");
    const day = element("div", "day-words");
    const select = languages(app);
    container.replaceChildren(select, title, element("p", "date-line", date), known, day);
    const tell = () => {
      const state = store.get();
      date.textContent = i18n.date(model.numberAt(state.day));
      date.dateTime = model.iso(state.day);
      known.textContent = i18n.knowledge(state.known);
    };
    let resting = 0;
    const tellWindow = () => { document.title = `${title.textContent} · ${date.textContent}`; };
    const tellDay = () => {
      day.replaceChildren(...sentences(app, store.get()));
      window.clearTimeout(resting);
      resting = window.setTimeout(tellWindow, REST);
    };
    const tellDaySoon = karamap.nodes.afterPaint(tellDay);
    const tellLanguage = () => {
      title.textContent = app.document.head.title || i18n.t("title");
      select.value = store.get().language;
      select.setAttribute("aria-label", i18n.t("language.choose"));
    };
    tellLanguage();
    tell();
    tellDay();
    tellWindow();
    karamap.panel.reachable(day);
    store.on((state, changed) => {
      if (changed.has("language")) tellLanguage();
      if (!["day", "known", "language"].some((key) => changed.has(key))) return;
      tell();
      if (changed.has("language")) tellWindow();
      tellDaySoon();
    });
  }

  karamap.masthead = { mount };
})(window.karamap);
