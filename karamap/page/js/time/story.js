/**
 * A story: its steps one after another, each with words of its own; on paper a page for each step.
 */
(function (karamap) {
  "use strict";

  const { element, linked } = karamap.nodes;

  /** The words of a step. @param {StoryStep} step */
  function wordsOf({ heading, text, sources }) {
    const paragraphs = text.split(/\n\s*\n/).map((one) => element("p", "", ...linked(one)));
    const from = sources.map((source) => element("li", "", ...linked(source)));
    return [
      heading ? element("h2", "", heading) : null, ...paragraphs,
      from.length ? element("ul", "story-sources", ...from) : null];
  }

  /** @param {StoryStep} step @returns {Partial<State>} */
  const stateOf = ({ day, known, crop }) => ({ ...karamap.panel.NOTHING, day, known, crop, playing: false });

  /**
   * A page for paper: what the map shows of a step, and its words.
   * @param {App} app @param {StoryStep} step @param {number} at
   */
  function pageOf(app, step, at) {
    app.store.set(stateOf(step));
    karamap.nodes.drawNow();
    const text = karamap.picture.draw(app).text.replace(/karamap-(?=[a-z])/g, `karamap-${at}-`); // ids of its own
    const drawn = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    const { width, height } = /** @type {any} */ (drawn);
    drawn.setAttribute("viewBox", `0 0 ${width.baseVal.value} ${height.baseVal.value}`);
    return element("section", "story-page", document.importNode(drawn, true), ...wordsOf(step));
  }

  /** Each step on a page of paper. @param {App} app @param {StoryStep[]} steps */
  function printSteps(app, steps) {
    const pages = element("div", "story-pages");
    /** @type {State|null} */
    let before = null;
    window.addEventListener("beforeprint", () => {
      before = app.store.get();
      pages.replaceChildren(...steps.map((step, at) => pageOf(app, step, at)));
      document.body.append(pages);
      document.documentElement.classList.add("telling");
    });
    window.addEventListener("afterprint", () => {
      pages.remove();
      document.documentElement.classList.remove("telling");
      if (before) app.store.set(before);
    });
  }

  /** @type {Part["mount"]} */
  function mount(container, app) {
    const { i18n, store } = app;
    const steps = app.document.story ?? [];
    container.hidden = !steps.length;
    if (!steps.length) return;
    const words = element("div", "story-words");
    words.setAttribute("aria-live", "polite");
    const told = element("span", "story-at");
    const [back, next] = [karamap.panel.button("story-back"), karamap.panel.button("story-next")];
    container.append(words, element("div", "story-steps", back, told, next));
    const { day, known } = store.get();
    let at = Math.max(0, steps.findIndex((step) => step.day === day && step.known === known));
    if (!window.location.hash) store.set(stateOf(steps[at = 0]));

    function show() {
      words.replaceChildren(...wordsOf(steps[at]).flatMap((node) => node ?? []));
      told.textContent = i18n.t("story.at", { number: at + 1, count: steps.length });
      [back.textContent, next.textContent] = [i18n.t("story.back"), i18n.t("story.next")];
      [back.disabled, next.disabled] = [at === 0, at === steps.length - 1];
    }

    /** @param {number} by */
    function go(by) {
      at = karamap.geometry.clamp(at + by, 0, steps.length - 1);
      store.set(stateOf(steps[at]));
      show();
    }

    back.addEventListener("click", () => go(-1));
    next.addEventListener("click", () => go(1));
    show();
    karamap.panel.reachable(words);
    printSteps(app, steps);
    store.on((state, changed) => {
      if (changed.has("language")) show();
    });
  }

  karamap.story = { mount };
})(window.karamap);
