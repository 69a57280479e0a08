/**
 * The axis below the slider: years, months and days, as many of them named as there is room for.
 */
(function (karamap) {
  "use strict";

  /** @typedef {{day: number, text: string, rank: number}} Tick a name on the axis; the lowest rank is placed first */

  const { element } = karamap.nodes;
  const MONTHS_TO = 1500; // days: a longer axis has years alone
  const DAYS_TO = 130; // days: a shorter one has days of the month as well
  const DAYS = [10, 15, 20, 25];
  const STEPS = [240, 120, 60, 24, 12, 6, 3]; // months: what falls on a longer step is named first
  const DAY_RANK = STEPS.length + 1; // behind all months
  const GAP = 6; // pixels between two names

  /** @param {number} year @param {number} month 1 to 12 */
  function rankOf(year, month) {
    const rank = STEPS.findIndex((step) => (year * 12 + month - 1) % step === 0);
    return rank < 0 ? STEPS.length : rank;
  }

  /**
   * What may be named at a day, if anything.
   * @param {App} app
   * @param {number} day
   * @returns {Tick[]}
   */
  function tickAt({ model, i18n }, day) {
    const [year, month, dayOfMonth] = model.iso(day).split("-").map(Number);
    if (dayOfMonth === 1 && (month === 1 || model.days <= MONTHS_TO)) {
      const isYear = month === 1 && model.days > DAYS_TO;
      const text = isYear ? String(year) : i18n.month(model.numberAt(day));
      return [{ day, text, rank: rankOf(year, month) }];
    }
    if (model.days > DAYS_TO || !DAYS.includes(dayOfMonth)) return [];
    return [{ day, text: String(dayOfMonth), rank: DAY_RANK + Number(dayOfMonth === DAYS[0]) }];
  }

  /** @param {number} day @param {number} days */
  const shareOfDay = (day, days) => `${((day + 0.5) / days) * 100}%`;

  /** @param {App} app @param {Tick} tick */
  function tickNode({ model }, { day, text, rank }) {
    const kind = rank >= DAY_RANK ? "minor" : "major";
    const node = element("span", `time-tick time-tick-${kind} time-tick-bare`, element("span", "", text));
    node.style.left = shareOfDay(day, model.days);
    return node;
  }

  /** @param {DOMRect} one @param {DOMRect} other */
  const areApart = (one, other) => one.left > other.right + GAP || one.right + GAP < other.left;

  /**
   * Which of some names there is room for: all of a rank that lie within the axis, or none of it and of those behind.
   * @param {Map<number, DOMRect[]>} byRank boxes, the first rank first
   * @param {DOMRect} axis
   */
  function roomy(byRank, axis) {
    /** @type {DOMRect[]} */
    let taken = [];
    for (const boxes of byRank.values()) {
      const within = boxes.filter((box) => box.left >= axis.left && box.right <= axis.right);
      const all = [...taken, ...within].sort((a, b) => a.left - b.left);
      if (!all.every((box, number) => !number || areApart(box, all[number - 1]))) break;
      taken = all;
    }
    return taken;
  }

  /**
   * The axis, with what there is room for; of a month that has none its line stays, unless a name stands there.
   * @param {App} app
   */
  function make(app) {
    const node = element("div", "time-axis");
    /** @type {{node: HTMLElement, rank: number}[]} */
    let ticks = [];

    function fit() {
      const boxes = new Map(ticks.map((tick) => [tick, tick.node.getBoundingClientRect()]));
      /** @type {Map<number, DOMRect[]>} */
      const byRank = new Map();
      for (const [tick, box] of boxes) byRank.set(tick.rank, [...byRank.get(tick.rank) ?? [], box]);
      const taken = roomy(byRank, node.getBoundingClientRect());
      for (const [tick, box] of boxes) {
        const isNamed = taken.includes(box);
        const isCrossing = !isNamed && taken.some((other) => other.left <= box.left && box.left <= other.right);
        tick.node.classList.toggle("time-tick-bare", !isNamed);
        tick.node.classList.toggle("time-tick-away", isCrossing);
      }
    }

    function write() {
      const found = Array.from({ length: app.model.days }, (_, day) => tickAt(app, day)).flat();
      const inOrder = found.sort((a, b) => a.rank - b.rank || a.day - b.day);
      ticks = inOrder.map((tick) => ({ node: tickNode(app, tick), rank: tick.rank }));
      node.replaceChildren(...ticks.map((tick) => tick.node));
      fitSoon();
    }

    const fitSoon = karamap.nodes.afterPaint(fit); // measured when all else is laid out
    karamap.nodes.watchSize(node, fitSoon);
    return { node, write };
  }

  karamap.axis = { make, shareOfDay };
})(window.karamap);
