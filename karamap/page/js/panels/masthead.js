/**
 * What heads the page: title, date, in the light of what knowledge, the day in sentences, and the language.
 */
(function (karamap) {
  "use strict";

  const { element, isolated, link, say } = karamap.nodes;
  const SOURCES = 3; // publications that the log of a day names
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

  /**
   * A sentence in which the names of places are links that open them.
   * @param {Pieces} pieces
   * @param {string} address of the present state, which they add to
   */
  function sentenceOf(pieces, address) {
    return element("p", "", ...pieces.map((piece) => {
      const place = piece instanceof HTMLElement && piece.dataset.place;
      if (!place) return piece;
      const anchor = element("a", "", piece);
      anchor.href = `${address}p=${encodeURIComponent(place)}`;
      return anchor;
    }));
  }

  /** What the changes of a day are read from: the first publications, and how many more. @param {App} app */
  function sourcesOf({ model, store, i18n }) {
    const { day, known } = store.get();
    const timeline = model.at(known);
    const claims = [...timeline.changedOn(day).keys()].flatMap((place) => timeline.stateOf(place, day).claims);
    const numbers = [...new Set(claims.flatMap((claim) => model.sourcesOf(claim)))];
    if (!numbers.length) return [];
    const shown = numbers.slice(0, SOURCES).map((number) => model.sources[number]);
    const names = shown.flatMap(({ publisher, title, url }, at) => {
      const node = link(isolated(publisher || title, i18n.direction()), url);
      return at ? [i18n.comma(), node] : [node];
    });
    const count = numbers.length - shown.length;
    const sources = count ? i18n.nodes("list.more", { names, count }) : names;
    return [element("p", "day-sources", ...i18n.nodes("day.sources", { sources }))];
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
      say(date, i18n.date(model.numberAt(state.day)));
      date.dateTime = model.iso(state.day);
      say(known, i18n.knowledge(state.known));
    }

    function updateWindow() {
      document.title = `${isolated(title.textContent ?? "", i18n.direction())} · ${date.textContent}`;
    }

    let resting = 0;
    function updateSentences() {
      const state = store.get();
      const present = karamap.store.write({ ...state, ...karamap.panel.NOTHING }, model);
      const address = present ? `${present}&` : "#";
      const sentences = i18n.summary(state.day, state.known).map((pieces) => sentenceOf(pieces, address));
      karamap.groundLayer.put(day, "aria-live", state.playing ? "off" : "polite");
      day.replaceChildren(...sentences, ...sourcesOf(app));
      window.clearTimeout(resting);
      resting = window.setTimeout(updateWindow, REST);
    }

    function updateLanguage() {
      title.textContent = app.document.head.title || i18n.t("title");
      select.value = store.get().language;
      select.setAttribute("aria-label", i18n.t("language.choose"));
    }

    updateLanguage();
    updateDate();
    karamap.nodes.afterPaint(updateSentences)(); // the map comes first
    updateWindow();
    karamap.panel.reachable(day);
    store.on((state, changed) => {
      if (changed.has("language")) updateLanguage();
      if (!["day", "known", "language"].some((key) => changed.has(key))) return;
      updateDate();
      if (changed.has("language")) updateWindow();
      updateSentences();
    });
  }

  karamap.masthead = { mount };
})(window.karamap);
