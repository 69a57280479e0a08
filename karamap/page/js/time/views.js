/**
 * The choice between map, comparison and table.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const VIEWS = ["map", "compare", "table"];

  /** Is there anything to compare: two days, or two states of knowledge? */
  const comparable = (model) => model.days > 1 || model.knowledge.length > 1;

  /** @param {HTMLElement} container @param {object} app */
  function mount(container, app) {
    const { model, store, i18n } = app;
    const legend = element("legend", "unseen");
    const choices = VIEWS.filter((view) => view !== "compare" || comparable(model)).map((view) => {
      const input = element("input", "");
      Object.assign(input, { type: "radio", name: "karamap-view", value: view });
      input.addEventListener("change", () => store.set({ view }));
      const text = element("span", "");
      return { view, input, text, node: element("label", "choice", input, text) };
    });
    const tell = () => {
      legend.textContent = i18n.t("view.label");
      for (const { view, input, text } of choices) {
        text.textContent = i18n.t(`view.${view}`);
        input.checked = store.get().view === view;
      }
    };
    tell();
    container.append(element("fieldset", "choices views", legend, ...choices.map(({ node }) => node)));
    store.on((state, changed) => { if (changed.has("view") || changed.has("language")) tell(); });
  }

  karamap.views = { mount, comparable };
})(window.karamap);
