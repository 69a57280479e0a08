/**
 * The map as a table: every place of the day with what the map says of it, to sort, to filter, to open.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{node: HTMLElement, select: HTMLSelectElement, text: HTMLElement}} Choice with a label before it
   */

  const { element } = karamap.nodes;
  const COLUMNS = ["place", "district", "kind", "holder", "standing", "since", "reported"];

  /** @param {Model} model */
  const hasDistricts = ({ places }) => places.some(({ district }) => district !== null);

  /** @param {App} app @param {TableRow} row @param {string} column @param {string} text */
  function cellOf({ i18n, styleOf }, row, column, text) {
    const cell = element("td", `cell-${column}`);
    if (column === "holder" && text) {
      const { stylesOf, symbolOf, pointSample } = karamap.symbols;
      cell.append(pointSample([stylesOf(styleOf, row.state)], symbolOf(row.place, row.state)));
    }
    if (column === "district" && row.place.district) cell.append(i18n.bdi(i18n.district(row.place.district)));
    else cell.append(text);
    return cell;
  }

  /**
   * What makes a row of the table; the name is a button that opens the record.
   * @param {App} app
   * @param {TableOrder["textOf"]} textOf
   * @param {string[]} columns
   * @returns {(row: TableRow) => HTMLTableRowElement}
   */
  function lines(app, textOf, columns) {
    const { i18n, store } = app;
    return (row) => {
      const button = karamap.panel.button("link", ...i18n.bothNodes(row.place));
      button.addEventListener("click", () => store.set({ ...karamap.panel.NOTHING, place: row.place.id }));
      const remark = row.change ? element("span", "table-changed", i18n.t(`table.${row.change}`)) : null;
      const name = element("th", "", button, remark);
      name.scope = "row";
      const cells = columns.slice(1).map((column) => cellOf(app, row, column, textOf(row, column)));
      const node = element("tr", row.change ? "row-changed" : "", name, ...cells);
      node.dataset.place = row.place.id;
      if (row.change) node.dataset.change = row.change;
      if (store.get().place === row.place.id) node.setAttribute("aria-current", "true");
      return node;
    };
  }

  /** @param {() => void} onChange @returns {Choice} */
  function choice(onChange) {
    const text = element("span", "");
    const select = element("select", "");
    select.addEventListener("change", onChange);
    return { node: element("label", "table-choice", text, select), select, text };
  }

  /**
   * Give a choice its options; what was chosen stays so.
   * @param {HTMLSelectElement} select
   * @param {[value: string, text: string][]} options
   */
  function fill(select, options) {
    const before = select.value;
    select.replaceChildren(...options.map(([value, text]) => {
      const option = element("option", "", text);
      option.value = value;
      return option;
    }));
    select.value = options.some(([value]) => value === before) ? before : options[0][0];
  }

  /**
   * Which rows are shown: those of a district, of a holder, or of the day.
   * @param {App} app
   * @param {() => void} onChange
   */
  function filtersOf({ model, i18n }, onChange) {
    const [district, holder] = [choice(onChange), choice(onChange)];
    const only = element("input", "");
    const onlyText = element("span", "");
    only.type = "checkbox";
    only.addEventListener("change", onChange);

    function updateTexts() {
      district.text.textContent = i18n.t("table.district");
      holder.text.textContent = i18n.t("table.holder");
      onlyText.textContent = i18n.t("table.only-changed");
      const ids = new Set(model.places.flatMap((place) => place.district || []));
      /** @type {[string, string][]} */
      const districts = [...ids].map((id) => [id, i18n.district(id).text]);
      const { compare } = new Intl.Collator("en", { numeric: true });
      districts.sort(([, a], [, b]) => compare(a, b));
      /** @type {[string, string][]} */
      const parties = model.parties.map(({ id }) => [`=${id}`, i18n.short(id)]);
      fill(district.select, [["", i18n.t("table.all-districts")], ...districts]);
      fill(holder.select, [["", i18n.t("table.all-holders")], ...parties, ["=", i18n.short("")]]);
    }

    /** @param {TableRow} row */
    function admits({ place, state, change }) {
      if (district.select.value && place.district !== district.select.value) return false;
      const holders = state.contested.length ? state.contested : [state.holder];
      const isOthers = place.kind === "outside" || !holders.some((id) => `=${id}` === holder.select.value);
      if (holder.select.value && isOthers) return false;
      return Boolean(change) || !only.checked;
    }

    const nodes = [holder.node, element("label", "table-choice", only, onlyText)];
    if (hasDistricts(model)) nodes.unshift(district.node);
    return { nodes, updateTexts, admits };
  }

  /**
   * The heads of the columns, each a button that sorts by it.
   * @param {I18n} i18n
   * @param {string[]} columns
   * @param {() => void} onChange
   */
  function headsOf(i18n, columns, onChange) {
    const sorting = { column: "place", direction: 1 };
    const heads = columns.map((column) => {
      const button = karamap.panel.button("table-sort");
      const head = element("th", "", button);
      head.scope = "col";
      button.addEventListener("click", () => {
        sorting.direction = sorting.column === column ? -sorting.direction : 1;
        sorting.column = column;
        onChange();
      });
      return { column, head, button };
    });
    return {
      nodes: heads.map(({ head }) => head),
      sorting,
      mark() {
        for (const { column, head } of heads) {
          if (column !== sorting.column) head.removeAttribute("aria-sort");
          else head.setAttribute("aria-sort", sorting.direction > 0 ? "ascending" : "descending");
        }
      },
      updateTexts() {
        for (const { column, button } of heads) button.textContent = i18n.t(`table.${column}`);
      },
    };
  }

  /**
   * Keep the columns as wide as their first rows made them: rows that come into view move none.
   * @param {HTMLElement[]} heads
   */
  function keepWidths(heads) {
    for (const head of heads) head.style.minWidth = "";
    const widths = heads.map((head) => head.offsetWidth);
    heads.forEach((head, at) => {
      head.style.minWidth = `${widths[at]}px`;
    });
  }

  /** The rows of the day that pass the filters. @param {App} app @param {(row: TableRow) => boolean} admits */
  function rowsOf({ model, store }, admits) {
    const { day, known } = store.get();
    const timeline = model.at(known);
    const changed = timeline.changedOn(day);
    return model.places.map((place) => ({ place, state: timeline.stateOf(place, day), change: changed.get(place) }))
      .filter(admits);
  }

  /** @type {Part["mount"]} */
  function mount(container, app) {
    const { model, i18n, store } = app;
    let built = "";
    const filters = filtersOf(app, draw);
    const columns = hasDistricts(model) ? COLUMNS : COLUMNS.filter((column) => column !== "district");
    const heads = headsOf(i18n, columns, draw);
    const order = karamap.tableOrder.create(app);
    const count = element("p", "table-count");
    count.setAttribute("role", "status");
    const caption = element("caption", "");
    const headLine = element("tr", "", ...heads.nodes);
    headLine.setAttribute("aria-rowindex", "1");
    const table = element("table", "", caption, element("thead", "", headLine));
    const scroller = element("div", "table-scroll", table);
    const body = karamap.tableBody.create(table, scroller, columns.length, lines(app, order.textOf, columns));
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "region");
    container.setAttribute("role", "main"); // the map's own main part is hidden while the table is shown
    container.replaceChildren(element("div", "table-tools", ...filters.nodes, count), scroller);

    function updateTexts() {
      const { day, known } = store.get();
      filters.updateTexts();
      heads.updateTexts();
      caption.textContent = i18n.t("table.caption", {
        date: i18n.date(model.numberAt(day)), known: i18n.knowledge(known) });
      scroller.setAttribute("aria-label", caption.textContent);
      container.setAttribute("aria-label", i18n.t("view.table"));
    }

    function draw() {
      const rows = rowsOf(app, filters.admits);
      const { column, direction } = heads.sorting;
      heads.mark();
      count.textContent = i18n.t("table.rows", { count: rows.length, total: model.places.length });
      body.show(order.sorted(rows, column, direction));
    }

    /** Mark the row of the place that is open. */
    function choose() {
      for (const line of table.querySelectorAll("[aria-current]")) line.removeAttribute("aria-current");
      body.lineFor(store.get().place ?? "")?.setAttribute("aria-current", "true");
    }

    /** Draw only what is looked at, and only if it is not what stands there. */
    function show() {
      const { view, day, known, language } = store.get();
      if (view !== "table") return;
      const wanted = `${day} ${known} ${language}`;
      if (built === wanted) return;
      const isSameLanguage = built.endsWith(` ${language}`);
      built = wanted;
      updateTexts();
      draw();
      if (!isSameLanguage) keepWidths(heads.nodes);
    }

    show();
    karamap.nodes.watchSize(container, () => keepWidths(heads.nodes));
    store.on((state, changed) => {
      show();
      if (state.view === "table" && changed.has("place")) choose();
    });
  }

  karamap.table = { mount };
})(window.karamap);
