/**
 * Values that change from day to day: what holds on a day, and what differs between two.
 */
(function (karamap) {
  "use strict";

  /** @type {Karamap["steps"]["stepAt"]} */
  function stepAt(steps, day) {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (steps[middle][0] <= day) low = middle + 1;
      else high = middle;
    }
    return low ? steps[low - 1] : null;
  }

  /**
   * The value that holds on a day; the first step of such steps begins on the first day.
   * @template Value
   * @param {Steps<Value>} steps
   * @param {number} day
   */
  function valueAt(steps, day) {
    const [, value] = stepAt(steps, day) ?? steps[0];
    return value;
  }

  /**
   * What tells the numbers of those that change between two days.
   * @param {Record<string, any>[]} rows
   * @returns {SteppedValues<any>["between"]}
   */
  function betweenReader(rows) {
    return (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      /** @type {Set<number>} */
      const differing = new Set();
      for (const { day, which } of rows) {
        if (day > from && day <= to) for (const index of which) differing.add(index);
      }
      return differing;
    };
  }

  /** @type {Karamap["steps"]["read"]} */
  function read({ first, changes }, readRow) {
    const rows = changes.map((row) => readRow("change", row));
    /** @type {Steps<any>[]} */
    const steps = Array.from(first, (value) => [[0, value]]);
    for (const { day, which, values } of rows) {
      which.forEach((/** @type {number} */ index, /** @type {number} */ at) => steps[index].push([day, values[at]]));
    }
    const present = { day: -1, values: Array.from(first) };

    const between = betweenReader(rows);

    /** What the rows replace, one after another; made once days first go back. @type {any[][]|null} */
    let replaced = null;

    function replacedByRows() {
      const values = Array.from(first);
      return rows.map((row) => row.which.map((/** @type {number} */ index, /** @type {number} */ at) => {
        const before = values[index];
        values[index] = row.values[at];
        return before;
      }));
    }

    /** Take back what changes after an earlier day, the last first. @param {number} until */
    function goBack(until) {
      replaced ??= replacedByRows();
      for (let number = rows.length - 1; number >= 0; number -= 1) {
        const { day, which } = rows[number];
        if (day <= until || day > present.day) continue;
        for (let at = which.length - 1; at >= 0; at -= 1) present.values[which[at]] = replaced[number][at];
      }
    }

    /** Apply what changes after the present day, up to a later one. @param {number} until */
    function goOn(until) {
      for (const { day, which, values } of rows) {
        if (day <= present.day || day > until) continue;
        for (let at = 0; at < which.length; at += 1) present.values[which[at]] = values[at];
      }
    }

    return {
      between,
      betweenMeanings(meaningOf) {
        const meant = Array.from(first, meaningOf);
        return betweenReader(rows.map(({ day, which, values }) => ({
          day,
          which: which.filter((/** @type {number} */ index, /** @type {number} */ at) => {
            const isOther = meaningOf(values[at]) !== meant[index];
            if (isOther) meant[index] = meaningOf(values[at]);
            return isOther;
          }),
        })));
      },
      days: rows.map(({ day }) => day),
      at: (index, day) => (day === present.day ? present.values[index] : valueAt(steps[index], day)),
      daysOf: (index) => steps[index].map(([day]) => day),
      on(day) {
        if (day === present.day) return present.values;
        if (day > present.day) goOn(day);
        else goBack(day);
        present.day = day;
        return present.values;
      },
    };
  }

  karamap.steps = { stepAt, read };
})(window.karamap);
