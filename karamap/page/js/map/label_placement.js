/**
 * Where the names go: greedy, most important first, never one upon another, and where they were before if they can.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{size: number, font: string, spacing: number, fixed?: boolean, bold?: boolean, shy?: boolean}} Rank
   * @typedef {{box: Box, leader: Leader|null, reach: number}} Candidate
   * @typedef {Candidate & {cost: number}} Option
   * @typedef {{label: Label, options: Option[],
   *   anyFree: (free: (option: Option) => boolean) => Option|undefined}} Queued
   * @typedef {{boxes: Box[], leaders: Leader[]}} Taken
   * @typedef {{placed: Placed[], isOpen: (option: Option) => boolean}} Before what stands whatever the turn, and
   *   whether it leaves an option open
   * @typedef {Taken & {placed: Placed[], cost: number}} Result
   * @typedef {Map<number, number[]>} Cells x and y of points, by the square of the map that they lie in
   * @typedef {Map<number, SymbolBox[]>} BoxCells boxes by the squares of the map that they reach into
   * @typedef {Omit<LabelGround, "dots"|"symbols"> & {dots: Cells, symbols: BoxCells}} SortedGround
   * @typedef {Iterable<Queued> & {length: number}} Queue
   */

  const SANS = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans Armenian", "Liberation Sans", Arial, '
    + "sans-serif";
  const SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "Noto Serif Armenian", Georgia, '
    + '"Liberation Serif", serif';

  /**
   * In the order in which they are placed. `spacing` is in em; a fixed name gives way to no name of the day, a bold one
   * may turn so on a day, a shy one hides no point.
   * @type {Record<string, Rank>}
   */
  const RANKS = {
    chosen: { size: 13.5, font: `600 13.5px ${SANS}`, spacing: 0, fixed: true },
    city: { size: 13.5, font: `600 13.5px ${SANS}`, spacing: 0, fixed: true },
    "changed-town": { size: 12, font: `600 12px ${SANS}`, spacing: 0 },
    "changed-more": { size: 12, font: `italic 400 12px ${SERIF}`, spacing: 0 },
    "changed-village": { size: 11.5, font: `600 11.5px ${SANS}`, spacing: 0 },
    country: { size: 17, font: `400 17px ${SERIF}`, spacing: 0.3, fixed: true },
    "country-narrow": { size: 13, font: `400 13px ${SERIF}`, spacing: 0.18, fixed: true },
    town: { size: 12, font: `400 12px ${SANS}`, spacing: 0, bold: true },
    district: { size: 10.5, font: `400 10.5px ${SANS}`, spacing: 0.16, fixed: true },
    zone: { size: 11.5, font: `italic 400 11.5px ${SANS}`, spacing: 0.02 },
    "zone-outline": { size: 11, font: `italic 400 11px ${SANS}`, spacing: 0.02, shy: true },
    water: { size: 12.5, font: `italic 400 12.5px ${SERIF}`, spacing: 0.04 },
    outside: { size: 11, font: `400 11px ${SANS}`, spacing: 0 },
    village: { size: 11, font: `400 11px ${SANS}`, spacing: 0, bold: true, shy: true },
  };
  const ORDER = Object.keys(RANKS);

  /** @param {{label: Label}} labelled */
  const tier = ({ label }) => ORDER.indexOf(label.rank);
  /** @param {{label: Label}} labelled */
  const isOfTheDay = ({ label }) => label.rank.startsWith("changed");
  /** @param {{label: Label}} labelled */
  const isFirst = ({ label }) => label.rank === "city" || label.rank === "chosen";

  /** Right, left, above, below, then the corners: the direction of the label as seen from its point. */
  const NEAR = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -0.8], [1, 0.8], [-1, -0.8], [-1, 0.8]];
  const AROUND = [[0, 0], [0, -14], [0, 14], [-22, 0], [22, 0], [-22, -18], [22, 18], [0, -28], [0, 28]];
  const CALLOUT_DISTANCES = [16, 24, 34, 46, 62, 82];
  /** @type {XY[]} */
  const CALLOUT_DIRECTIONS = Array.from({ length: 16 }, (_, index) => (
    { x: Math.cos((index * Math.PI) / 8), y: Math.sin((index * Math.PI) / 8) }));
  const [SECOND, SECOND_LINE] = [0.78, 0.95]; // size of a second name by that of the first, and of its line
  const DOT = 2.5;
  const CELL = 32; // pixels of a square in which points are looked up
  const CELLS = 1e6; // more than there are such squares beside one another
  const DOTS_AT_WORST = 6;
  const GOOD_ENOUGH = 12; // a name that reads this well close by is not looked for farther off
  const DROPPED = 100;
  const [BESIDE_A_SYMBOL, UPON_A_SYMBOL, ACROSS_A_SYMBOL] = [4, 12, 30];
  const OUSTING = 10;
  const TOO_LONG_A_WAY = 60;
  const TOO_MANY_TO_TRY = 60; // names of one day from which one try must do

  const JOINED = /\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Nko}|\p{Script=Mongolian}/u;

  const canvas = document.createElement("canvas").getContext("2d");

  /** @type {Map<string, Size>} */
  const measured = new Map();
  let lastFont = "";

  /** @param {string} text @param {string} font */
  function widthOf(text, font) {
    if (!canvas) return 0;
    if (font !== lastFont) canvas.font = lastFont = font;
    return canvas.measureText(text).width;
  }

  /** What stands between letters, in em: nothing where they join. @param {Label} label */
  const spacingOf = ({ rank, text }) => (JOINED.test(text) ? 0 : RANKS[rank].spacing);

  /** A name that may turn bold on a day needs that room. @param {Label} label @returns {Size} */
  function measure(label) {
    const second = label.second?.text ?? "";
    const key = `${label.rank} ${label.text} ${second}`;
    const known = measured.get(key);
    if (known) return known;
    const rank = RANKS[label.rank];
    const spacing = spacingOf(label) * rank.size * [...label.text].length;
    const width = Math.max(
      widthOf(label.text, rank.font.replace("400", rank.bold ? "600" : "400")),
      SECOND * widthOf(second, rank.font.replace("600", "400")));
    const lines = (rank.shy ? 1.45 : 1.3) + (second ? SECOND_LINE : 0);
    const size = { width: width + spacing + 4, height: rank.size * lines };
    measured.set(key, size);
    return size;
  }

  /** @param {number} x @param {number} y @param {Size} size @returns {Box} */
  const around = (x, y, size) => ({
    left: x - size.width / 2, right: x + size.width / 2, top: y - size.height / 2, bottom: y + size.height / 2,
  });
  /** @param {Box} a @param {Box} b */
  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  /** @param {Box} a @param {Box} frame */
  const within = (a, frame) =>
    a.left >= frame.left && a.right <= frame.right && a.top >= frame.top && a.bottom <= frame.bottom;

  /**
   * The label touches its point's surroundings in a direction, as far away as asked.
   * @param {Label} label @param {Size} size @param {number[]} direction @param {number} distance
   */
  function beside(label, size, [dx, dy], distance) {
    return around(label.x + dx * (distance + size.width / 2), label.y + dy * (distance + size.height / 2), size);
  }

  /** @param {XY} from @param {XY} direction @param {number} distance @returns {XY} */
  const inDirection = (from, { x, y }, distance) => ({ x: from.x + x * distance, y: from.y + y * distance });

  /** What a line of some length costs at the least. @param {number} distance */
  const reachOf = (distance) => 6 + distance / 4;

  /**
   * The label at the end of a line.
   * @param {Label} label @param {Size} size @param {XY} direction @param {number} distance
   */
  function atTip({ x, y }, size, direction, distance) {
    const sideways = Math.sign(direction.x) * Math.min(1, Math.abs(direction.x) * 2);
    return around(
      x + direction.x * distance + (sideways * size.width) / 2,
      y + direction.y * distance + (direction.y * size.height) / 2, size);
  }

  /**
   * Where a label may stand close by; `reach` grows with the distance from where it had best stand.
   * @param {Label} label @param {Size} size @returns {Candidate[]}
   */
  function nearby(label, size) {
    /** @type {Box[]} */
    let boxes;
    if (label.spots) boxes = label.spots.map((spot) => around(spot.x, spot.y, size));
    else if (label.gap) boxes = NEAR.map((direction) => beside(label, size, direction, label.gap));
    else boxes = AROUND.map(([dx, dy]) => around(label.x + dx, label.y + dy, size));
    return boxes.map((box, reach) => ({ box, leader: null, reach }));
  }

  /**
   * At the end of a line of some length, wherever there is room: on a crowded map there mostly is none.
   * @param {Label} label @param {Size} size @param {number} distance @param {(box: Box) => boolean} hasRoom
   */
  function farOff(label, size, distance, hasRoom) {
    /** @type {Candidate[]} */
    const found = [];
    for (const direction of CALLOUT_DIRECTIONS) {
      const box = atTip(label, size, direction, distance);
      if (!hasRoom(box)) continue;
      const [start, tip] = [label.gap - 2, distance].map((away) => inDirection(label, direction, away));
      found.push({ box, leader: [start, tip], reach: reachOf(distance) });
    }
    return found;
  }

  /** Does a straight line meet a box? Liang and Barsky's clipping. @param {Leader} line @param {Box} box */
  function crosses([from, to], { left, right, top, bottom }) {
    if ((from.x < left && to.x < left) || (from.x > right && to.x > right)) return false;
    if ((from.y < top && to.y < top) || (from.y > bottom && to.y > bottom)) return false;
    let enter = 0;
    let leave = 1;
    /** @param {number} step @param {number} room */
    const clip = (step, room) => {
      if (step === 0 && room < 0) enter = 2;
      if (step < 0) enter = Math.max(enter, room / step);
      if (step > 0) leave = Math.min(leave, room / step);
    };
    clip(from.x - to.x, from.x - left);
    clip(to.x - from.x, right - from.x);
    clip(from.y - to.y, from.y - top);
    clip(to.y - from.y, bottom - from.y);
    return enter <= leave;
  }

  /** On which side of the line from p to q is r? @param {XY} p @param {XY} q @param {XY} r */
  const sideOf = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));

  /** Do two straight lines meet? @param {Leader} one @param {Leader} other */
  function meet([a, b], [c, d]) {
    return sideOf(a, b, c) !== sideOf(a, b, d) && sideOf(c, d, a) !== sideOf(c, d, b);
  }

  /** @param {Candidate} option @param {Taken} taken */
  function isFree({ box, leader }, taken) {
    for (const other of taken.boxes) if (overlap(box, other) || (leader && crosses(leader, other))) return false;
    for (const other of taken.leaders) if (crosses(other, box) || (leader && meet(leader, other))) return false;
    return true;
  }

  /**
   * The part of the ground that a label of a point can touch at all.
   * @param {Label} label @param {Size} size @param {SortedGround} ground @returns {SortedGround}
   */
  function surroundings(label, size, ground) {
    if (!label.gap) return ground;
    const longest = label.callout ? CALLOUT_DISTANCES[CALLOUT_DISTANCES.length - 1] : 0;
    const farthest = longest + label.gap + size.width + 4;
    const reach = around(label.x, label.y, { width: 2 * farthest, height: 2 * farthest });
    return { ...ground, yielding: (ground.yielding || []).filter((box) => overlap(box, reach)) };
  }

  /** @param {number} value */
  const cellOf = (value) => Math.floor(value / CELL);

  /** @type {number[]} */
  const NO_DOTS = [];
  /** The points of a view, which are the same on all its days. @type {WeakMap<XY[], Cells>} */
  const cellsOfDots = new WeakMap();

  /** @param {XY[]} dots @returns {Cells} */
  function sorted(dots) {
    const known = cellsOfDots.get(dots);
    if (known) return known;
    /** @type {Cells} */
    const cells = new Map();
    for (const { x, y } of dots) {
      const key = cellOf(x) * CELLS + cellOf(y);
      const cell = cells.get(key);
      if (cell) cell.push(x, y);
      else cells.set(key, [x, y]);
    }
    cellsOfDots.set(dots, cells);
    return cells;
  }

  /** @param {SymbolBox[]} boxes @returns {BoxCells} */
  function spread(boxes) {
    /** @type {BoxCells} */
    const cells = new Map();
    for (const box of boxes) {
      for (let column = cellOf(box.left); column <= cellOf(box.right); column += 1) {
        for (let row = cellOf(box.top); row <= cellOf(box.bottom); row += 1) {
          const key = column * CELLS + row;
          const cell = cells.get(key);
          if (cell) cell.push(box);
          else cells.set(key, [box]);
        }
      }
    }
    return cells;
  }

  /** @type {SymbolBox[]} */
  const NO_BOXES = [];

  /**
   * The boxes that overlap another one, each once: in the square in which the ground of both begins.
   * @param {BoxCells} cells @param {Box} box
   */
  function overlapping(cells, box) {
    /** @type {SymbolBox[]} */
    const found = [];
    for (let column = cellOf(box.left); column <= cellOf(box.right); column += 1) {
      for (let row = cellOf(box.top); row <= cellOf(box.bottom); row += 1) {
        for (const other of cells.get(column * CELLS + row) ?? NO_BOXES) {
          if (overlap(other, box) && cellOf(Math.max(other.left, box.left)) === column
            && cellOf(Math.max(other.top, box.top)) === row) found.push(other);
        }
      }
    }
    return found;
  }

  /**
   * Does a box overlap any symbol, or any of those of cities?
   * @param {BoxCells} cells @param {Box} box @param {boolean} ofCities
   */
  function isUponSymbol(cells, box, ofCities) {
    const [lastColumn, firstRow, lastRow] = [cellOf(box.right), cellOf(box.top), cellOf(box.bottom)];
    for (let column = cellOf(box.left); column <= lastColumn; column += 1) {
      for (let row = firstRow; row <= lastRow; row += 1) {
        for (const other of cells.get(column * CELLS + row) ?? NO_BOXES) {
          if ((other.city || !ofCities) && overlap(other, box)) return true;
        }
      }
    }
    return false;
  }

  /** A box around a label and its line. @param {Candidate} option @param {number} aside pixels of the label */
  function reachedBy({ box, leader }, aside) {
    const [left, right] = [box.left - aside, box.right + aside];
    const [top, bottom] = [box.top - aside, box.bottom + aside];
    if (!leader) return { left, right, top, bottom };
    const [{ x, y }, tip] = leader;
    return {
      ...{ left: Math.min(left, x - 1, tip.x - 1), right: Math.max(right, x + 1, tip.x + 1) },
      ...{ top: Math.min(top, y - 1, tip.y - 1), bottom: Math.max(bottom, y + 1, tip.y + 1) },
    };
  }

  /** How many dots a label would hide, as far as it matters. @param {Box} box @param {Cells} cells */
  function hidden(box, cells) {
    const [left, right, top, bottom] = [box.left - DOT, box.right + DOT, box.top - DOT, box.bottom + DOT];
    const [lastColumn, firstRow, lastRow] = [cellOf(right), cellOf(top), cellOf(bottom)];
    let count = 0;
    for (let column = cellOf(left); column <= lastColumn; column += 1) {
      for (let row = firstRow; row <= lastRow; row += 1) {
        const cell = cells.get(column * CELLS + row) ?? NO_DOTS;
        for (let at = 0; at < cell.length; at += 2) {
          const [x, y] = [cell[at], cell[at + 1]];
          if (x > left && x < right && y > top && y < bottom) count += 1;
          if (count >= DOTS_AT_WORST) return DOTS_AT_WORST;
        }
      }
    }
    return count;
  }

  /**
   * How badly an option reads: far off, on dots, close to a symbol not its own, upon one, or led there across one. What
   * leads too long a way for anybody is not weighed to the end.
   * @param {Candidate} option @param {SortedGround} ground
   */
  function costOf(option, ground) {
    const { box, leader, reach } = option;
    const close = { left: box.left - 3, right: box.right + 3, top: box.top - 3, bottom: box.bottom + 3 };
    let cost = reach;
    for (const symbol of overlapping(ground.symbols, reachedBy(option, 3))) {
      if (overlap(close, symbol)) cost += overlap(box, symbol) ? BESIDE_A_SYMBOL + UPON_A_SYMBOL : BESIDE_A_SYMBOL;
      if (leader && crosses(leader, symbol)) cost += ACROSS_A_SYMBOL;
      if (leader && cost >= TOO_LONG_A_WAY) return cost;
    }
    for (const other of ground.yielding ?? []) if (overlap(box, other)) cost += OUSTING;
    return cost + 2 * hidden(box, ground.dots);
  }

  /**
   * A label with the options it has on this ground, the best first.
   * @param {Label} label
   * @param {SortedGround} ground
   * @returns {Queued}
   */
  function withOptions(label, ground) {
    const size = measure(label);
    const near = surroundings(label, size, ground);
    const yieldsToAll = !isFirst({ label });

    /** @param {Box} box */
    const hasRoom = (box) => within(box, ground.frame) && !isUponSymbol(ground.symbols, box, !yieldsToAll)
      && !ground.controls.some((other) => overlap(box, other));

    /** @param {Option} option */
    const isReadable = ({ box, leader, cost }) => (
      leader ? cost < TOO_LONG_A_WAY : !RANKS[label.rank].shy || !hidden(box, near.dots));

    /** @param {Candidate[]} candidates */
    const weighed = (candidates) => candidates
      .map((candidate) => ({ ...candidate, cost: costOf(candidate, near) }))
      .filter(isReadable)
      .sort((a, b) => a.cost - b.cost);

    const options = weighed(nearby(label, size).filter(({ box }) => hasRoom(box)));
    let all = [...options];
    let lengths = 0; // so many lengths of lines have been tried

    /**
     * The best of all options that is free. Longer lines are tried only where shorter ones have not done.
     * @param {(option: Option) => boolean} free
     */
    function anyFree(free) {
      for (let at = 0; ; at += 1) {
        while (lengths < CALLOUT_DISTANCES.length) {
          const distance = CALLOUT_DISTANCES[lengths];
          if (at < all.length && all[at].cost <= reachOf(distance)) break;
          const farther = weighed(farOff(label, size, distance, hasRoom));
          if (farther.length) all = [...all, ...farther].sort((a, b) => a.cost - b.cost);
          lengths += 1;
        }
        if (at >= all.length || free(all[at])) return all[at];
      }
    }

    const kept = ground.kept && ground.kept.get(label.key);
    if (kept && kept.label.rank === label.rank && within(kept.box, ground.frame)) {
      options.unshift({ box: kept.box, leader: kept.leader, reach: 0, cost: 0 });
    }
    return { label, options, anyFree: label.callout ? anyFree : () => undefined };
  }

  /**
   * What stands before any turn; an option is held against it once, however many turns are tried.
   * @param {Taken} taken @param {Placed[]} placed @returns {Before}
   */
  function standingBefore(taken, placed) {
    /** @type {Map<Option, boolean>} */
    const known = new Map();
    return {
      placed,
      isOpen(option) {
        const isOpen = known.get(option) ?? isFree(option, taken);
        known.set(option, isOpen);
        return isOpen;
      },
    };
  }

  /**
   * The best option that is free: one close by that reads well, else one at the end of a line, else any.
   * @param {Queued} queued @param {(option: Option) => boolean} free @param {boolean} mayLead
   */
  function bestFree({ options, anyFree }, free, mayLead) {
    return options.find((option) => option.cost <= GOOD_ENOUGH && free(option))
      || (mayLead && anyFree(free)) || options.find(free);
  }

  /**
   * Give each label, in turn, the best option that those before have left, until they are as many as a reader takes in.
   * @param {Queue} queue @param {Before} before @param {LabelLimits} most
   * @returns {Result} boxes and leaders of these labels alone
   */
  function inTurn(queue, { placed, isOpen }, most) {
    /** @type {Result} */
    const result = { boxes: [], leaders: [], placed: [...placed], cost: 0 };
    /** @param {Option} option */
    const free = (option) => isOpen(option) && isFree(option, result);
    for (const queued of queue) {
      if (result.placed.length >= most.names) break;
      const option = bestFree(queued, free, result.leaders.length < most.leaders);
      if (!option) continue;
      result.cost += option.cost;
      result.placed.push({ label: queued.label, ...option });
      result.boxes.push(option.box);
      if (option.leader) result.leaders.push(option.leader);
    }
    result.cost += DROPPED * (queue.length - result.boxes.length);
    return result;
  }

  /** The cost of the best option, which is high where room is scarce. @param {Queued} queued */
  const scarcity = ({ options }) => (options.length ? options[0].cost : 0);

  /** @type {((a: Queued, b: Queued) => number)[]} */
  const TURNS = [
    (a, b) => a.label.y - b.label.y,
    (a, b) => b.label.y - a.label.y,
    (a, b) => a.label.x - b.label.x,
    (a, b) => b.label.x - a.label.x,
    (a, b) => scarcity(a) - scarcity(b),
    (a, b) => scarcity(b) - scarcity(a),
  ];

  /** @param {Result} best @param {Result} result */
  const better = (best, result) => (result.cost < best.cost ? result : best);

  /**
   * The names of the day stand close together: try several turns and keep the one that reads best.
   * @param {Queued[]} queue @param {Before} before @param {LabelLimits} most
   */
  function bestTurn(queue, before, most) {
    /** @type {Queued[][]} */
    const orders = [];
    for (const turn of TURNS) {
      const ordered = [...queue].sort((a, b) => tier(a) - tier(b) || turn(a, b));
      if (!orders.some((known) => known.every((queued, at) => queued === ordered[at]))) orders.push(ordered);
    }
    return orders.map((ordered) => inTurn(ordered, before, most)).reduce(better);
  }

  /**
   * Let those that found no room go first, a few times.
   * @param {Queued[]} queue @param {Before} before @param {Result} result @param {LabelLimits} most
   */
  function promoteDropped(queue, before, result, most) {
    let best = result;
    let turn = queue;
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const kept = new Set(best.placed.map(({ label }) => label));
      const dropped = turn.filter(({ label }) => !kept.has(label));
      if (!dropped.length) return best;
      turn = [...dropped, ...turn.filter(({ label }) => kept.has(label))];
      best = better(best, inTurn(turn, before, most));
    }
    return best;
  }

  /** @param {LabelGround} ground @returns {SortedGround} */
  const ready = (ground) => ({ ...ground, dots: sorted(ground.dots), symbols: spread(ground.symbols) });

  /** @param {Label[]} labels @param {LabelGround} ground */
  function queueOf(labels, ground) {
    const sortedGround = ready(ground);
    return labels.map((label) => withOptions(label, sortedGround));
  }

  /**
   * The same one by one: of many labels few find room.
   * @param {Label[]} labels @param {LabelGround} ground @returns {Queue}
   */
  function lazyQueueOf(labels, ground) {
    const sortedGround = ready(ground);
    return {
      length: labels.length,
      * [Symbol.iterator]() {
        for (const label of labels) yield withOptions(label, sortedGround);
      },
    };
  }

  /** @type {Before} */
  const EMPTY = { placed: [], isOpen: () => true };
  const ANY = { names: Infinity, leaders: Infinity };

  /**
   * Place as many as fit of the names that do not depend on the day: cities first.
   * @type {Karamap["labelPlacement"]["place"]}
   */
  function place(labels, ground) {
    const queue = queueOf(labels, ground);
    const first = queue.filter(isFirst);
    const others = queue.filter((queued) => !isFirst(queued)).sort((a, b) => tier(a) - tier(b));
    const begun = promoteDropped(first, EMPTY, bestTurn(first, EMPTY, ANY), ANY);
    return inTurn(others, standingBefore(begun, begun.placed), ANY).placed;
  }

  /**
   * Try several turns, unless there are too many labels.
   * @param {Label[]} labels @param {LabelGround} ground @param {Before} before @param {LabelLimits} most
   */
  function bestOf(labels, ground, before, most) {
    if (labels.length > TOO_MANY_TO_TRY) return inTurn(lazyQueueOf(labels, ground), before, most);
    const queue = queueOf(labels, ground);
    return promoteDropped(queue, before, bestTurn(queue, before, most), most);
  }

  /**
   * Place the names of the day among those that stand already: fixed ones stay, others may have to give way. No more
   * names and lines than a reader can take in.
   * @type {Karamap["labelPlacement"]["placeAmong"]}
   */
  function placeAmong(labels, ground, standing, most) {
    if (!labels.length) return { placed: [], hidden: new Set() };
    const fixed = standing.filter(({ label }) => RANKS[label.rank].fixed || label.changed);
    const yielding = standing.filter((one) => !fixed.includes(one));
    const taken = {
      boxes: fixed.map(({ box }) => box),
      leaders: fixed.flatMap(({ leader }) => (leader ? [leader] : [])),
    };
    const before = standingBefore(taken, []);
    const result = bestOf(labels, { ...ground, yielding: yielding.map(({ box }) => box) }, before, most);
    /** @param {Placed} placed */
    const isCovered = ({ box }) => result.boxes.some((other) => overlap(box, other))
      || result.leaders.some((leader) => crosses(leader, box));
    return { placed: result.placed, hidden: new Set(yielding.filter(isCovered)) };
  }

  /** Draw the thin line from a label to its point, if it needs one. @param {Placed} placed */
  function drawLeader({ label, leader }) {
    if (!leader) return [];
    const [start, tip] = leader;
    const name = isOfTheDay({ label }) ? "leader leader-changed" : "leader";
    return [karamap.nodes.svg("line", { x1: start.x, y1: start.y, x2: tip.x, y2: tip.y, class: name })];
  }

  /** A second name below the first, smaller. @param {SVGTextElement} text @param {Named} named @param {number} size */
  function addSecond(text, named, size) {
    const x = text.getAttribute("x") ?? 0;
    const first = karamap.nodes.svg("tspan", { x, dy: (-SECOND_LINE * size) / 2 });
    first.textContent = text.textContent;
    const second = karamap.nodes.svg("tspan", { x, dy: SECOND_LINE * size, class: "label-second", lang: named.lang });
    second.textContent = named.text;
    text.replaceChildren(first, second);
  }

  /** Draw a placed label. @param {Placed} placed */
  function draw({ label, box }) {
    const rank = RANKS[label.rank];
    const spacing = spacingOf(label);
    const text = karamap.nodes.svg("text", {
      x: (box.left + box.right) / 2 + (spacing * rank.size) / 2,
      y: (box.top + box.bottom) / 2,
      class: `label label-${label.rank}`,
    });
    if (label.lang) text.setAttribute("lang", label.lang);
    if (label.place) text.dataset.place = label.place;
    if (label.district) text.dataset.district = label.district;
    text.style.font = rank.font;
    text.style.letterSpacing = `${spacing}em`;
    text.textContent = label.text;
    if (label.second) addSecond(text, label.second, rank.size);
    return text;
  }

  karamap.labelPlacement = { place, placeAmong, draw, drawLeader, measure };
})(window.karamap);
