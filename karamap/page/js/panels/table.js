/**
 * The map as a table: every place of the day with what the map says of it, to sort, to filter, to open.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{place: Place, state: Control, change: ChangeKind|undefined, name: string, texts: Record<string, string>,
   *   numbers: Record<string, number>}} Row what a row is sorted by and what it shows
   * @typedef {{node: HTMLElement, select: HTMLSelectElement, text: HTMLElement}} Choice with a label before it
   */

  const { element } = karamap.nodes;
  const COLUMNS = ["place", "district", "kind", "holder", "standing", "since", "reported"];
  const AT_ONCE = 60; // rows that are filled before the browser paints; the rest follow
  const collator = new Intl.Collator("en", { numeric: true });

  /** @param {Model} model */
  const hasDistricts = ({ places }) => places.some(({ district }) => district !== null);

  /** @param {I18n} i18n @param {Place} place @param {Control} state @param {ChangeKind} [change] @returns {Row} */
  function rowOf(i18n, place, state, change) {
    const outside = place.kind === "outside";
    const name = i18n.both(place);
    return {
      place,
      state,
      change,
      name,
      texts: {
        place: name,
        district: place.district ? i18n.district(place.district).text : "",
        kind: i18n.kind(place),
        holder: outside ? "" : i18n.heldShort(state),
        standing: outside || state.since === null ? "" : i18n.standing(state),
        since: outside ? "" : i18n.since(state),
        reported: state.reported === null ? "" : i18n.date(state.reported),
      },
      numbers: { since: state.since ?? Infinity, reported: state.reported ?? Infinity },
    };
  }

  /** @param {Row} a @param {Row} b @param {string} column */
  function compare(a, b, column) {
    const [one, other] = [a.numbers[column], b.numbers[column]];
    if (one === undefined) return collator.compare(a.texts[column], b.texts[column]);
    return one === other ? 0 : one - other;
  }

  /** @param {string} column @param {number} direction 1 or -1 @returns {(a: Row, b: Row) => number} */
  function order(column, direction) {
    return (a, b) => direction * compare(a, b, column)
      || collator.compare(a.name, b.name) || (a.place.id < b.place.id ? -1 : 1);
  }

  /** @param {App} app @param {Row} row @param {string} column */
  function cellOf({ i18n, styleOf }, row, column) {
    const cell = element("td", `cell-${column}`);
    if (column === "holder" && row.texts.holder) {
      const { stylesOf, symbolOf, pointSample } = karamap.symbols;
      cell.append(pointSample([stylesOf(styleOf, row.state)], symbolOf(row.place, row.state)));
    }
    if (column === "district" && row.place.district) cell.append(i18n.bdi(i18n.district(row.place.district)));
    else cell.append(row.texts[column]);
    return cell;
  }

  /**
   * A row of the table; the name is a button that opens the record.
   * @param {App} app
   * @param {Row} row
   * @param {string[]} columns
   */
  function line(app, row, columns) {
    const { i18n, store } = app;
    const button = karamap.panel.button("link", ...i18n.bothNodes(row.place));
    button.addEventListener("click", () => store.set({ ...karamap.panel.NOTHING, place: row.place.id }));
    const remark = row.change ? element("span", "table-changed", i18n.t(`table.${row.change}`)) : null;
    const name = element("th", "", button, remark);
    name.scope = "row";
    const cells = columns.slice(1).map((column) => cellOf(app, row, column));
    const node = element("tr", row.change ? "row-changed" : "", name, ...cells);
    node.dataset.place = row.place.id;
    if (row.change) node.dataset.change = row.change;
    return node;
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
      districts.sort(([, a], [, b]) => collator.compare(a, b));
      /** @type {[string, string][]} */
      const parties = model.parties.map(({ id }) => [`=${id}`, i18n.short(id)]);
      fill(district.select, [["", i18n.t("table.all-districts")], ...districts]);
      fill(holder.select, [["", i18n.t("table.all-holders")], ...parties, ["=", i18n.short("")]]);
    }

    /** @param {Row} row */
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
      order: () => order(sorting.column, sorting.direction),
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

  /** The body of the table. @param {App} app @param {string[]} columns */
  function bodyOf(app, columns) {
    const body = element("tbody", "");
    /** Rows that the reader does not see at once. @type {Row[]} */
    let further = [];
    const appendSoon = karamap.nodes.afterPaint(() => {
      body.append(...further.map((row) => line(app, row, columns)));
      further = [];
    });
    /** @param {string} place */
    const rowFor = (place) => [...body.children].find((row) => (
      row instanceof HTMLElement && row.dataset.place === place));

    /** The place whose row has the keyboard, if any. */
    function focusedPlace() {
      const focused = body.contains(document.activeElement) ? document.activeElement : null;
      return focused?.closest("tr")?.dataset.place ?? "";
    }

    /**
     * Fill the table: at once what the reader sees first, the rest when the browser has painted.
     * @param {Row[]} rows
     */
    function fillWith(rows) {
      const focused = focusedPlace();
      const atOnce = focused ? rows.length : AT_ONCE;
      body.replaceChildren(...rows.slice(0, atOnce).map((row) => line(app, row, columns)));
      if (focused) rowFor(focused)?.querySelector("button")?.focus({ preventScroll: true });
      further = rows.slice(atOnce);
      if (further.length) appendSoon();
    }

    /** Mark the row of the place that is open. */
    function choose() {
      for (const row of body.querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
      const { place } = app.store.get();
      if (place) rowFor(place)?.setAttribute("aria-current", "true");
    }

    return { node: body, fillWith, choose };
  }

  /** @type {Part["mount"]} */
  function mount(container, app) {
    const { model, i18n, store } = app;
    let built = "";
    const filters = filtersOf(app, draw);
    const columns = hasDistricts(model) ? COLUMNS : COLUMNS.filter((column) => column !== "district");
    const heads = headsOf(i18n, columns, draw);
    const body = bodyOf(app, columns);
    const count = element("p", "table-count");
    count.setAttribute("role", "status");
    const caption = element("caption", "");
    const head = element("thead", "", element("tr", "", ...heads.nodes));
    const scroller = element("div", "table-scroll", element("table", "", caption, head, body.node));
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
      const { day, known } = store.get();
      const timeline = model.at(known);
      const changed = timeline.changedOn(day);
      const all = model.places.map((place) => rowOf(i18n, place, timeline.stateOf(place, day), changed.get(place)));
      const rows = all.filter(filters.admits).sort(heads.order());
      heads.mark();
      count.textContent = i18n.t("table.rows", { count: rows.length, total: model.places.length });
      body.fillWith(rows);
      body.choose();
    }

    /** Draw only what is looked at, and only if it is not what stands there. */
    function show() {
      const { view, day, known, language } = store.get();
      if (view !== "table") return;
      const wanted = `${day} ${known} ${language}`;
      if (built === wanted) return;
      built = wanted;
      updateTexts();
      draw();
    }

    show();
    store.on((state, changed) => {
      show();
      if (state.view === "table" && changed.has("place")) body.choose();
    });
  }

  karamap.table = { mount };
})(window.karamap);
