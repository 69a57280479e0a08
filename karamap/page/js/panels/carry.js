/**
 * What a reader takes along: what is seen as a picture or a drawing, the places of the day as a table, the link, the
 * citation. All of it is made here; nothing is asked of anybody.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const ARROW = "M8 2V10M4.5 6.8L8 10.3L11.5 6.8M2.5 13.5H13.5";
  const COLUMNS = [
    "place_id", "name", "district", "kind", "lon", "lat", "holder", "standing", "since", "change", "contested"];
  const KEPT = 60000; // milliseconds for which a browser may take to save a file

  /** A cell; one that a spreadsheet would reckon is a text. @param {unknown} value */
  function cell(value) {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  /** The places of the day, under the names of the columns of `karamap control`. @param {App} app */
  function tableOf({ model, store, i18n }) {
    const { day, known } = store.get();
    const timeline = model.at(known);
    const changed = timeline.changedOn(day);
    const lines = model.places.filter(({ kind }) => kind !== "outside").map((place) => {
      const { holder, standing, since, contested } = timeline.stateOf(place, day);
      const { id, district, kind, lon, lat } = place;
      const name = i18n.name(place).text;
      const begun = since === null ? "" : model.isoOf(since);
      return [id, name, district && i18n.district(district).text, kind, lon, lat, holder, standing, begun,
        changed.get(place), contested.join(" ")].map(cell).join(",");
    });
    return `\ufeff${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
  }

  /** @param {Blob} blob @param {string} name */
  function save(blob, name) {
    const anchor = element("a", "");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = name;
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    window.setTimeout(() => URL.revokeObjectURL(anchor.href), KEPT);
  }

  /** @param {App} app @returns {Record<string, () => Promise<void>|void>} */
  function filesOf(app) {
    const name = () => `karamap-${app.model.iso(app.store.get().day)}`;
    return {
      png: () => karamap.picture.paint(karamap.picture.draw(app)).then((blob) => save(blob, `${name()}.png`)),
      svg: () => save(new Blob([karamap.picture.draw(app).text], { type: "image/svg+xml" }), `${name()}.svg`),
      csv: () => save(new Blob([tableOf(app)], { type: "text/csv" }), `${name()}.csv`),
    };
  }

  /** @param {App} app @returns {Record<string, () => string>} */
  function textsOf(app) {
    const { store, model } = app;
    return {
      link: () => window.location.href.split("#")[0] + karamap.store.write(store.get(), model),
      cite: () => `${karamap.about.citation(app)} ${window.location.href.split(/[?#]/)[0]}`,
    };
  }

  /** Copy a text, and show it for whoever cannot. @param {HTMLTextAreaElement} box @param {string} text */
  function copy(box, text) {
    box.hidden = false;
    box.value = text;
    box.focus();
    box.select();
    navigator.clipboard?.writeText(text).catch(() => { /* it stands there, chosen */ });
  }

  /** The button upon the map, and what it opens. @type {Karamap["carry"]["add"]} */
  function add(map, app) {
    const { i18n, store } = app;
    const opener = karamap.panel.button("map-button", karamap.mapTools.icon(ARROW));
    const box = element("textarea", "carry-text");
    Object.assign(box, { readOnly: true, hidden: true, rows: 3 });
    const [files, texts] = [filesOf(app), textsOf(app)];
    const keys = [...Object.keys(files), ...Object.keys(texts)];
    const buttons = keys.map((key) => karamap.panel.button(`carry-${key}`));
    const menu = element("div", "carry-menu", ...buttons, box);
    menu.hidden = true;
    buttons.forEach((button, at) => button.addEventListener("click", async () => {
      const key = keys[at];
      if (Object.hasOwn(texts, key)) copy(box, texts[key]());
      else await files[key]();
    }));
    /** @param {boolean} isOpen */
    const show = (isOpen) => {
      menu.hidden = !isOpen;
      box.hidden = true;
      opener.setAttribute("aria-expanded", String(isOpen));
    };
    opener.addEventListener("click", () => show(menu.hidden));
    const node = element("div", "leaflet-bar leaflet-control carry", opener, menu);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || menu.hidden) return;
      event.stopPropagation();
      show(false);
      opener.focus();
    });
    const name = () => {
      opener.title = i18n.t("carry.title");
      opener.setAttribute("aria-label", i18n.t("carry.title"));
      box.setAttribute("aria-label", i18n.t("carry.text"));
      buttons.forEach((button, at) => { button.textContent = i18n.t(`carry.${keys[at]}`); });
    };
    name();
    show(false);
    karamap.mapTools.put(map, node);
    store.on((state, changed) => {
      if (changed.has("language")) name();
    });
  }

  karamap.carry = { add, tableOf };
})(window.karamap);
