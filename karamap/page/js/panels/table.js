/**
 * The map as a table: every place of the day with what the map says of it, to sort, to filter, to open.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const COLUMNS = ["place", "district", "kind", "holder", "standing", "since", "reported"];
  const AT_ONCE = 60; // rows that are filled before the browser paints; the rest follow
  const collator = new Intl.Collator("en", { numeric: true });

  /** What a row is sorted by and what it shows. */
  function rowOf(app, place, state, changed) {
    const { i18n } = app;
    const outside = place.kind === "outside";
    return {
      place, state, changed,
      name: i18n.name(place).text,
      texts: {
        place: i18n.name(place).text,
        district: place.district ? i18n.district(place.district).text : "",
        kind: i18n.kind(place),
        holder: outside ? "" : i18n.short(state.holder),
        standing: outside || !state.holder ? "" : i18n.standing(state),
        since: outside ? "" : i18n.since(state),
        reported: state.reported === null ? "" : i18n.date(state.reported),
      },
      numbers: { since: state.since ?? Infinity, reported: state.reported ?? Infinity },
    };
  }

  /** @param {string} column @param {number} direction 1 or -1 */
  function order(column, direction) {
    return (a, b) => {
      const [one, other] = [a.numbers[column], b.numbers[column]];
      const first = one === undefined ? collator.compare(a.texts[column], b.texts[column])
        : one === other ? 0 : one - other;
      return direction * first || collator.compare(a.name, b.name) || (a.place.id < b.place.id ? -1 : 1);
    };
  }

  /** A row of the table; the name is a button that opens the record. */
  function line(app, row) {
    const { i18n, store } = app;
    const button = karamap.panel.button("link", i18n.nameNode(row.place));
    button.addEventListener("click", () => store.set({ ...karamap.panel.NOTHING, place: row.place.id }));
    const name = element("th", "", button,
      row.changed ? element("span", "table-changed", i18n.t("table.changed")) : null);
    name.scope = "row";
    const cells = COLUMNS.slice(1).map((column) => {
      const cell = element("td", `cell-${column}`);
      if (column === "holder" && row.texts.holder) {
        cell.append(karamap.symbols.pointSample([app.styleOf(row.state.holder)], row.state.standing, false));
      }
      if (column === "district" && row.place.district) cell.append(i18n.bdi(i18n.district(row.place.district)));
      else cell.append(row.texts[column]);
      return cell;
    });
    const node = element("tr", row.changed ? "row-changed" : "", name, ...cells);
    node.dataset.place = row.place.id;
    return node;
  }

  /** A choice with a label before it. @returns {{node: Element, select: HTMLSelectElement, text: Element}} */
  function choice(onChange) {
    const text = element("span", "");
    const select = element("select", "");
    select.addEventListener("change", onChange);
    return { node: element("label", "table-choice", text, select), select, text };
  }

  function fill(select, options) {
    const before = select.value;
    select.replaceChildren(...options.map(([value, text]) => {
      const option = element("option", "", text);
      option.value = value;
      return option;
    }));
    select.value = options.some(([value]) => value === before) ? before : options[0][0];
  }

  /** @param {Element} container @param {object} app */
  function mount(container, app) {
    const { model, i18n, store } = app;
    const sorting = { column: "place", direction: 1 };
    let built = "";
    let waiting = 0;

    const district = choice(() => draw());
    const holder = choice(() => draw());
    const only = element("input", "");
    const onlyText = element("span", "");
    only.type = "checkbox";
    only.addEventListener("change", () => draw());
    const count = element("p", "table-count");
    count.setAttribute("role", "status");
    const caption = element("caption", "");
    const heads = COLUMNS.map((column) => {
      const button = karamap.panel.button("table-sort");
      const head = element("th", "", button);
      head.scope = "col";
      button.addEventListener("click", () => {
        sorting.direction = sorting.column === column ? -sorting.direction : 1;
        sorting.column = column;
        draw();
      });
      return { column, head, button };
    });
    const body = element("tbody", "");
    const table = element("table", "", caption, element("thead", "",
      element("tr", "", ...heads.map(({ head }) => head))), body);
    const scroller = element("div", "table-scroll", table);
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "region");
    container.setAttribute("role", "main"); // the map's own main part is hidden while the table is shown
    container.replaceChildren(
      element("div", "table-tools", district.node, holder.node,
        element("label", "table-choice", only, onlyText), count), scroller);

    function tell() {
      const { day, known } = store.get();
      district.text.textContent = i18n.t("table.district");
      holder.text.textContent = i18n.t("table.holder");
      onlyText.textContent = i18n.t("table.only-changed");
      const ids = [...new Set(model.places.map((place) => place.district).filter(Boolean))]
        .map((id) => [id, i18n.district(id).text]).sort((a, b) => collator.compare(a[1], b[1]));
      fill(district.select, [["", i18n.t("table.all-districts")], ...ids]);
      fill(holder.select, [["", i18n.t("table.all-holders")],
        ...model.parties.map(({ id }) => [`=${id}`, i18n.short(id)]), ["=", i18n.short("")]]);
      heads.forEach(({ column, button }) => { button.textContent = i18n.t(`table.${column}`); });
      caption.textContent = i18n.t("table.caption", {
        date: i18n.date(model.numberAt(day)), known: i18n.knowledge(known) });
      scroller.setAttribute("aria-label", caption.textContent);
      container.setAttribute("aria-label", i18n.t("view.table"));
    }

    function rows() {
      const { day, known } = store.get();
      const at = model.at(known);
      const changed = new Set(at.changedOn(day));
      return model.places.map((place) => rowOf(app, place, at.stateOf(place, day), changed.has(place)))
        .filter(({ place }) => !district.select.value || place.district === district.select.value)
        .filter(({ place, state }) => !holder.select.value
          || (place.kind !== "outside" && `=${state.holder}` === holder.select.value))
        .filter((row) => !only.checked || row.changed)
        .sort(order(sorting.column, sorting.direction));
    }

    /** Fill the table: at once what the reader sees first, the rest when the browser has painted. */
    function draw() {
      const found = rows();
      const focused = body.contains(document.activeElement) ? document.activeElement.closest("tr").dataset.place : "";
      window.cancelAnimationFrame(waiting);
      heads.forEach(({ column, head }) => {
        if (column !== sorting.column) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", sorting.direction > 0 ? "ascending" : "descending");
      });
      count.textContent = i18n.t("table.rows", { count: found.length, total: model.places.length });
      const all = focused ? found.length : AT_ONCE;
      body.replaceChildren(...found.slice(0, all).map((row) => line(app, row)));
      if (focused) {
        const row = [...body.children].find((one) => one.dataset.place === focused);
        if (row) row.querySelector("button").focus({ preventScroll: true });
      }
      if (found.length > all) {
        waiting = window.requestAnimationFrame(() => {
          waiting = window.requestAnimationFrame(() => body.append(...found.slice(all).map((row) => line(app, row))));
        });
      }
      choose();
    }

    /** Mark the row of the place that is open. */
    function choose() {
      const { place } = store.get();
      for (const row of body.querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
      const row = place && [...body.children].find((one) => one.dataset.place === place);
      if (row) row.setAttribute("aria-current", "true");
    }

    /** Draw only what is looked at, and only if it is not what stands there. */
    function show() {
      const { view, day, known, language } = store.get();
      if (view !== "table") return;
      const wanted = `${day} ${known} ${language}`;
      if (built === wanted) return;
      built = wanted;
      tell();
      draw();
    }

    show();
    store.on((state, changed) => {
      show();
      if (state.view === "table" && changed.has("place")) choose();
    });
  }

  karamap.table = { mount };
})(window.karamap);
