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
        for (const index of between(present.day, day)) present.values[index] = valueAt(steps[index], day);
        present.day = day;
        return present.values;
      },
    };
  }

  karamap.steps = { stepAt, read };
})(window.karamap);
