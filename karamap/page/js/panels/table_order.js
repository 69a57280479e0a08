/**
 * The rows of the table in order: by any column, then by name, so that the same day always stands in the same order.
 *
 * Texts are compared once a language, or once a text where few differ; rows are then sorted by numbers.
 */
(function (karamap) {
  "use strict";

  /**
   * The place of each text among all of them; the same for those that sort alike.
   * @param {Iterable<string>} texts
   */
  function ranksOf(texts) {
    const { compare } = new Intl.Collator("en", { numeric: true });
    const sorted = [...new Set(texts)].sort(compare);
    /** @type {Map<string, number>} */
    const ranks = new Map();
    sorted.forEach((text, at) => {
      const before = sorted[at - 1];
      ranks.set(text, at && compare(before, text) === 0 ? Number(ranks.get(before)) : at);
    });
    return ranks;
  }

  /** Where the name of each place stands among all, and a row's place where names are alike. @param {App} app */
  function namesOf({ model, i18n }) {
    const texts = model.places.map((place) => i18n.both(place));
    const ranks = ranksOf(texts);
    const rank = Float64Array.from(texts, (text) => Number(ranks.get(text)));
    const { places } = model;
    const sorted = [...places.keys()].sort((a, b) => rank[a] - rank[b] || (places[a].id < places[b].id ? -1 : 1));
    const order = new Float64Array(places.length);
    sorted.forEach((index, at) => {
      order[index] = at;
    });
    return { rank, order };
  }

  /** What is written in a row, column by column. @param {I18n} i18n @returns {TableOrder["textOf"]} */
  function textsOf(i18n) {
    /** @type {Record<string, (row: TableRow) => string>} */
    const columns = {
      place: ({ place }) => i18n.both(place),
      district: ({ place }) => (place.district ? i18n.district(place.district).text : ""),
      kind: ({ place }) => i18n.kind(place),
      holder: ({ place, state }) => (place.kind === "outside" ? "" : i18n.heldShort(state)),
      standing: ({ place, state }) => (place.kind === "outside" || state.since === null ? "" : i18n.standing(state)),
      since: ({ place, state }) => (place.kind === "outside" ? "" : i18n.since(state)),
      reported: ({ state }) => (state.reported === null ? "" : i18n.date(state.reported)),
    };
    return (row, column) => columns[column](row);
  }

  /** @type {Record<string, (row: TableRow) => number>} */
  const DAYS = {
    since: ({ state }) => state.since ?? Infinity,
    reported: ({ state }) => state.reported ?? Infinity,
  };

  /** What decides a text: few differ, and each is asked for once. @type {Record<string, (row: TableRow) => unknown>} */
  const DECIDES = {
    district: ({ place }) => place.district,
    kind: ({ place }) => place.kind,
    holder: ({ place, state }) => (place.kind === "outside" ? null : state),
    standing: ({ place, state }) => (place.kind === "outside" ? null : state),
  };

  /** @type {Karamap["tableOrder"]["create"]} */
  function create(app) {
    const { i18n } = app;
    const textOf = textsOf(i18n);
    let language = "";
    /** @type {ReturnType<typeof namesOf>|null} */
    let names = null;

    function namesNow() {
      const asked = app.store.get().language;
      if (!names || language !== asked) [names, language] = [namesOf(app), asked];
      return names;
    }

    /** The number by which each row is sorted. @param {TableRow[]} rows @param {string} column */
    function numbersOf(rows, column) {
      const { rank } = namesNow();
      if (column === "place") return Float64Array.from(rows, ({ place }) => rank[place.index]);
      if (DAYS[column]) return Float64Array.from(rows, DAYS[column]);
      /** @type {Map<unknown, string>} */
      const texts = new Map();
      for (const row of rows) {
        const decisive = DECIDES[column](row);
        if (!texts.has(decisive)) texts.set(decisive, textOf(row, column));
      }
      const ranks = ranksOf(texts.values());
      return Float64Array.from(rows, (row) => Number(ranks.get(texts.get(DECIDES[column](row)) ?? "")));
    }

    /** @type {TableOrder["sorted"]} */
    function sorted(rows, column, direction) {
      const numbers = numbersOf(rows, column);
      const { order } = namesNow();
      const next = Float64Array.from(rows, ({ place }) => order[place.index]);
      // Where neither has a day, the difference is no number, and the names decide.
      const indexes = [...rows.keys()].sort((a, b) => (
        direction * (numbers[a] - numbers[b]) || next[a] - next[b]));
      return indexes.map((index) => rows[index]);
    }

    return { sorted, textOf };
  }

  karamap.tableOrder = { create };
})(window.karamap);
