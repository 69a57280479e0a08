/**
 * The choice between map, comparison and table.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const VIEWS = ["map", "compare", "table"];

  /** Is there anything to compare: two days, or two states of knowledge? @param {Model} model */
  const comparable = (model) => model.days > 1 || model.knowledge.length > 1;

  /** @type {Karamap["views"]["radios"]} */
  function radios(name, values, onChoice) {
    return values.map((value) => {
      const input = element("input", "");
      Object.assign(input, { type: "radio", name, value });
      input.addEventListener("change", () => onChoice(value));
      const text = element("span", "");
      return { value, input, text, node: element("label", "choice", input, text) };
    });
  }

  /** @type {Part["mount"]} */
  function mount(container, { model, store, i18n }) {
    const legend = element("legend", "unseen");
    const views = VIEWS.filter((view) => view !== "compare" || comparable(model));
    const choices = radios("karamap-view", views, (view) => store.set({ view }));
    const update = () => {
      legend.textContent = i18n.t("view.label");
      for (const { value, input, text } of choices) {
        text.textContent = i18n.t(`view.${value}`);
        input.checked = store.get().view === value;
      }
    };
    update();
    container.append(element("fieldset", "choices views", legend, ...choices.map(({ node }) => node)));
    store.on((state, changed) => {
      if (changed.has("view") || changed.has("language")) update();
    });
  }

  karamap.views = { mount, comparable, radios };
})(window.karamap);
