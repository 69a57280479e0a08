/**
 * The part of the legend that tells which lines and zones the map has on the day. Each can be taken off the map or put
 * on it, and opens what is said of it.
 */
(function (karamap) {
  "use strict";

  const { element, hide, say } = karamap.nodes;
  const { put } = karamap.groundLayer;

  /**
   * What a zone is called on the day: one that is no longer in force says until when it was.
   * @param {App} app
   * @param {MapZone} zone
   */
  function nameOf({ model, store, i18n }, zone) {
    const { text } = i18n.among(zone.names, zone.id);
    const { to } = zone;
    const isOver = to !== null && to <= model.numberAt(store.get().day);
    return isOver ? i18n.t("zones.before", { name: text, date: i18n.date(to) }) : text;
  }

  /** One zone: a box to tick, how it looks, and its name. @param {App} app @param {MapZone} zone */
  function rowOf(app, zone) {
    const { store, model, i18n } = app;
    const box = element("input", "");
    box.type = "checkbox";
    const button = karamap.panel.button("link", "");
    const label = element("label", "zone-choice", box);
    const node = element("li", "zone-row", label, element("span", "", button));
    box.addEventListener("change", () => {
      store.set({ zones: { ...store.get().zones, [zone.id]: box.checked } });
    });
    button.addEventListener("click", () => store.set({ ...karamap.panel.NOTHING, zone: zone.id }));
    let [looked, told] = ["", ""];
    return {
      node,
      update() {
        const { day, zones } = store.get();
        const number = model.numberAt(day);
        const isShown = karamap.zoneLayer.isShown(zone, number, zones);
        const hasBegun = zone.from === null || zone.from <= number || zone.shown === "ever";
        const isOffered = isShown || Object.hasOwn(zones, zone.id) || zone.shown === "asked";
        hide(node, !(hasBegun && isOffered));
        box.checked = isShown;
        if (node.hidden) return;
        const name = nameOf(app, zone);
        if (name !== told) {
          put(box, "aria-label", name);
          say(button, name);
          put(button, "lang", i18n.among(zone.names, zone.id).lang);
        }
        const style = karamap.zoneLayer.styleOf(app, zone);
        const look = `${style.className} ${style.ink}`;
        if (look !== looked) label.replaceChildren(box, karamap.symbols.zoneLineSample(style));
        [told, looked] = [name, look];
      },
    };
  }

  /** @type {Part["mount"]} */
  function mount(container, app) {
    const { model, store, i18n } = app;
    if (!model.zones.length) return;
    const heading = element("h2", "");
    const rows = model.zones.map((zone) => rowOf(app, zone));
    const list = element("ul", "", ...rows.map(({ node }) => node));
    const section = element("section", "legend-zones legend-rest", heading, list);
    container.insertBefore(section, container.querySelector(".legend-more"));
    function update() {
      say(heading, i18n.t("zones.title"));
      rows.forEach((row) => row.update());
      hide(section, rows.every(({ node }) => node.hidden));
    }
    update();
    store.on((state, changed) => {
      if (["day", "known", "language", "zones"].some((key) => changed.has(key))) update();
    });
  }

  karamap.zoneLegend = { mount };
})(window.karamap);
