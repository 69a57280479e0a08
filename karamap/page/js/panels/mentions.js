/**
 * What pages say of a place without a change of holder, under a heading of its own: never painted, never counted.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;

  /** One mention: its day, who tells of what, our own note, the page. @param {App} app @param {Mention} mention */
  function entry(app, mention) {
    const { i18n } = app;
    const { dayNode, english, sourceList } = karamap.placePanel;
    const isLater = mention.reported !== mention.day;
    return element("li", "mention",
      element("p", "entry-when",
        dayNode(app, mention.day),
        isLater ? element("span", "remark", i18n.t("panel.published", { date: i18n.date(mention.reported) })) : null),
      element("p", "entry-text", ...i18n.mention(mention)),
      english("entry-note", mention.note),
      sourceList(app, [mention.source]));
  }

  /** @type {Karamap["mentions"]["section"]} */
  function section(app, place) {
    const { model, i18n, store } = app;
    const entries = model.mentionsOf(place).map((mention) => ({ mention, item: entry(app, mention) }));
    if (!entries.length) return { node: null, update: () => {} };
    const list = element("ol", "chain", ...entries.map(({ item }) => item));
    const node = element("section", "mentions", element("h3", "", i18n.t("panel.mentions")), list);
    const update = () => {
      const { day, known } = store.get();
      const today = model.numberAt(day);
      for (const { mention, item } of entries) {
        item.hidden = mention.day > today || (known === "shown" && mention.reported > today);
      }
      node.hidden = entries.every(({ item }) => item.hidden);
    };
    update();
    return { node, update };
  }

  karamap.mentions = { section };
})(window.karamap);
