/**
 * Where the names go: greedy, most important first, never one upon another, and where they were before if they can.
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{x: number, y: number}} Spot
 * @typedef {{key: string, text: string, lang: string, rank: string, x: number, y: number, gap: number,
 *   callout: boolean, spots: Spot[]|null, place: string|undefined, district: string|undefined}} Label
 *   a label of a point has a gap, one of an area none; spots, if given, are all it may take
 * @typedef {{label: Label, box: Box, leader: Spot[]|null}} Placed
 */
(function (karamap) {
  "use strict";

  const SANS = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans Armenian", "Liberation Sans", Arial, sans-serif';
  const SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "Noto Serif Armenian", Georgia, "Liberation Serif", serif';

  /** In the order in which they are placed. `spacing` is in em; a firm name gives way to no name of the day, a bold one
      may turn so on a day, a shy one hides no point. */
  const RANKS = {
    chosen: { size: 13.5, font: `600 13.5px ${SANS}`, spacing: 0, firm: true },
    city: { size: 13.5, font: `600 13.5px ${SANS}`, spacing: 0, firm: true },
    "changed-town": { size: 12, font: `600 12px ${SANS}`, spacing: 0 },
    "changed-village": { size: 11.5, font: `600 11.5px ${SANS}`, spacing: 0 },
    country: { size: 17, font: `400 17px ${SERIF}`, spacing: 0.3, firm: true },
    "country-narrow": { size: 13, font: `400 13px ${SERIF}`, spacing: 0.18, firm: true },
    town: { size: 12, font: `400 12px ${SANS}`, spacing: 0, bold: true },
    district: { size: 10.5, font: `400 10.5px ${SANS}`, spacing: 0.16, firm: true },
    water: { size: 12.5, font: `italic 400 12.5px ${SERIF}`, spacing: 0.04 },
    outside: { size: 11, font: `400 11px ${SANS}`, spacing: 0 },
    village: { size: 11, font: `400 11px ${SANS}`, spacing: 0, bold: true, shy: true },
  };
  const ORDER = Object.keys(RANKS);
  const tier = ({ label }) => ORDER.indexOf(label.rank);
  const isOfTheDay = ({ label }) => label.rank.startsWith("changed");
  const isFirst = ({ label }) => label.rank === "city" || label.rank === "chosen";

  /** Right, left, above, below, then the corners: the direction of the label as seen from its point. */
  const NEAR = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -0.8], [1, 0.8], [-1, -0.8], [-1, 0.8]];
  const AROUND = [[0, 0], [0, -14], [0, 14], [-22, 0], [22, 0], [-22, -18], [22, 18], [0, -28], [0, 28]];
  const CALLOUT_DISTANCES = [16, 24, 34, 46, 62, 82];
  const CALLOUT_DIRECTIONS = Array.from({ length: 16 }, (_, index) => (index * Math.PI) / 8);
  const DOT = 2.5;
  const CELL = 32; // pixels of a square in which points are looked up
  const DOTS_AT_WORST = 6;
  const GOOD_ENOUGH = 12; // a name that reads this well close by is not looked for farther off
  const DROPPED = 100;
  const ACROSS_A_MARK = 30;
  const OUSTING = 10;
  const TOO_LONG_A_WAY = 60;
  const TOO_MANY_TO_TRY = 60; // names of one day from which one try must do

  const canvas = document.createElement("canvas").getContext("2d");

  const measured = new Map();
  let lastFont = "";

  /** A name that may turn bold on a day needs that room. @param {Label} label @returns {{width: number, height: number}} */
  function measure(label) {
    const key = `${label.rank} ${label.text}`;
    if (!measured.has(key)) {
      const rank = RANKS[label.rank];
      const font = rank.font.replace("400", rank.bold ? "600" : "400");
      if (font !== lastFont) canvas.font = lastFont = font;
      const spacing = rank.spacing * rank.size * [...label.text].length;
      measured.set(key, { width: canvas.measureText(label.text).width + spacing + 4, height: rank.size * (rank.shy ? 1.45 : 1.2) });
    }
    return measured.get(key);
  }

  const around = (x, y, size) => ({
    left: x - size.width / 2, right: x + size.width / 2, top: y - size.height / 2, bottom: y + size.height / 2,
  });
  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const within = (a, frame) =>
    a.left >= frame.left && a.right <= frame.right && a.top >= frame.top && a.bottom <= frame.bottom;

  /** The label touches its point's surroundings in a direction, as far away as asked. */
  function beside(label, size, direction, distance) {
    const [dx, dy] = direction;
    return around(label.x + dx * (distance + size.width / 2), label.y + dy * (distance + size.height / 2), size);
  }

  function callout(label, size, angle, distance) {
    const tip = { x: label.x + Math.cos(angle) * distance, y: label.y + Math.sin(angle) * distance };
    const edge = label.gap - 2;
    const start = { x: label.x + Math.cos(angle) * edge, y: label.y + Math.sin(angle) * edge };
    const shift = Math.cos(angle);
    const box = around(tip.x + (Math.sign(shift) * Math.min(1, Math.abs(shift) * 2) * size.width) / 2,
      tip.y + (Math.sin(angle) * size.height) / 2, size);
    return { box, leader: [start, tip] };
  }

  const plain = (box, order) => ({ box, leader: null, reach: order });

  /** Where a label may stand close by; `reach` grows with the distance from where it had best stand. */
  function nearby(label, size) {
    if (label.spots) return label.spots.map((spot, order) => plain(around(spot.x, spot.y, size), order));
    if (!label.gap) {
      return AROUND.map(([dx, dy], order) => plain(around(label.x + dx, label.y + dy, size), order));
    }
    return NEAR.map((direction, order) => plain(beside(label, size, direction, label.gap), order));
  }

  /** Where it may stand at the end of a line. */
  function farOff(label, size) {
    return CALLOUT_DISTANCES.flatMap((distance) => CALLOUT_DIRECTIONS.map((angle) => (
      { ...callout(label, size, angle, distance), reach: 6 + distance / 4 })));
  }

  /** Does a straight line meet a box? Liang and Barsky's clipping. @param {Spot[]} line @param {Box} box */
  function crosses([from, to], { left, right, top, bottom }) {
    if (Math.max(from.x, to.x) < left || Math.min(from.x, to.x) > right
      || Math.max(from.y, to.y) < top || Math.min(from.y, to.y) > bottom) return false;
    let enter = 0;
    let leave = 1;
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

  /** Do two straight lines meet? */
  function meet([a, b], [c, d]) {
    const side = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
    return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
  }

  /** @param {{box: Box, leader: Spot[]|null}} option @param {{boxes: Box[], leaders: Spot[][]}} taken */
  function isFree({ box, leader }, taken) {
    if (taken.boxes.some((other) => overlap(box, other) || (leader && crosses(leader, other)))) return false;
    return !taken.leaders.some((other) => crosses(other, box) || (leader && meet(leader, other)));
  }

  /** The part of the ground that a label of a point can touch at all. @param {Label} label */
  function surroundings(label, size, ground) {
    if (!label.gap) return ground;
    const farthest = (label.callout ? CALLOUT_DISTANCES[CALLOUT_DISTANCES.length - 1] : 0) + label.gap + size.width + 4;
    const reach = around(label.x, label.y, { width: 2 * farthest, height: 2 * farthest });
    const near = (boxes) => (boxes || []).filter((box) => overlap(box, reach));
    return { ...ground, marks: near(ground.marks), yielding: near(ground.yielding) };
  }

  const cellOf = (value) => Math.floor(value / CELL);

  /** Points by the square of the map that they lie in. @param {Spot[]} dots @returns {Map<string, Spot[]>} */
  function sorted(dots) {
    const cells = new Map();
    for (const dot of dots) {
      const key = `${cellOf(dot.x)} ${cellOf(dot.y)}`;
      if (cells.has(key)) cells.get(key).push(dot); else cells.set(key, [dot]);
    }
    return cells;
  }

  /** How many dots a label would hide. @param {Box} box @param {Map<string, Spot[]>} cells */
  function hidden(box, cells) {
    let count = 0;
    for (let column = cellOf(box.left - DOT); column <= cellOf(box.right + DOT); column += 1) {
      for (let row = cellOf(box.top - DOT); row <= cellOf(box.bottom + DOT); row += 1) {
        for (const dot of cells.get(`${column} ${row}`) || []) {
          if (dot.x > box.left - DOT && dot.x < box.right + DOT && dot.y > box.top - DOT && dot.y < box.bottom + DOT) {
            count += 1;
          }
        }
      }
    }
    return count;
  }

  /** How badly an option reads: far off, on dots, close to a mark not its own, upon one, or led there across one. */
  function costOf({ box, leader, reach }, ground) {
    const close = { left: box.left - 3, right: box.right + 3, top: box.top - 3, bottom: box.bottom + 3 };
    const neighbours = ground.marks.filter((mark) => overlap(close, mark)).length;
    const covered = ground.marks.filter((mark) => overlap(box, mark)).length;
    const crossed = leader ? ground.marks.filter((mark) => crosses(leader, mark)).length : 0;
    const ousted = (ground.yielding || []).filter((other) => overlap(box, other)).length;
    return reach + 2 * Math.min(hidden(box, ground.dots), DOTS_AT_WORST) + 4 * neighbours + 12 * covered
      + ACROSS_A_MARK * crossed + OUSTING * ousted;
  }

  /** A label with the options it has on this ground, the best first. @param {Label} label */
  function withOptions(label, ground) {
    const size = measure(label);
    const near = surroundings(label, size, ground);
    const barred = [...near.marks.filter((mark) => mark.city || !isFirst({ label })), ...ground.controls];
    const weighed = (options) => options
      .filter(({ box }) => within(box, ground.frame) && !barred.some((other) => overlap(box, other)))
      .map((option) => ({ ...option, cost: costOf(option, near) }))
      .filter(({ box, leader, cost }) => (leader ? cost < TOO_LONG_A_WAY
        : !RANKS[label.rank].shy || !hidden(box, near.dots)))
      .sort((a, b) => a.cost - b.cost);
    const options = weighed(nearby(label, size));
    let all = null;
    const more = () => {
      if (!all) all = [...options, ...weighed(farOff(label, size))].sort((a, b) => a.cost - b.cost);
      return all;
    };
    const kept = ground.kept && ground.kept.get(label.key);
    if (kept && kept.label.rank === label.rank && within(kept.box, ground.frame)) {
      options.unshift({ box: kept.box, leader: kept.leader, reach: 0, cost: 0 });
    }
    return { label, options, more: label.callout ? more : () => [] };
  }

  /** Give each label, in turn, the best option that those before have left. */
  function inTurn(queue, before, most) {
    const result = { boxes: [...before.boxes], leaders: [...before.leaders], placed: [...before.placed], cost: 0 };
    const first = before.leaders.length;
    for (const { label, options, more } of queue) {
      const free = (one) => isFree(one, result);
      const full = result.placed.length >= most.names;
      const close = full ? null : options.find((one) => one.cost <= GOOD_ENOUGH && free(one));
      const leads = result.leaders.length - first < most.leaders;
      const option = close || (full ? null : (leads && more().find(free)) || options.find(free));
      result.cost += option ? option.cost : DROPPED;
      if (!option) continue;
      result.placed.push({ label, ...option });
      result.boxes.push(option.box);
      if (option.leader) result.leaders.push(option.leader);
    }
    return result;
  }

  /** The names of the day stand close together: try several turns and keep the one that reads best. */
  function bestTurn(queue, before, most) {
    const scarce = ({ options }) => (options.length ? options[0].cost : 0);
    const turns = [(a, b) => a.label.y - b.label.y, (a, b) => b.label.y - a.label.y,
      (a, b) => a.label.x - b.label.x, (a, b) => b.label.x - a.label.x,
      (a, b) => scarce(a) - scarce(b), (a, b) => scarce(b) - scarce(a)];
    return turns.map((turn) => inTurn([...queue].sort((a, b) => tier(a) - tier(b) || turn(a, b)), before, most))
      .reduce(better);
  }

  const better = (best, result) => (result.cost < best.cost ? result : best);

  /** Let those that found no room go first, a few times. */
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

  function queueOf(labels, ground) {
    const ready = { ...ground, dots: sorted(ground.dots) };
    return labels.map((label) => withOptions(label, ready));
  }

  const EMPTY = { boxes: [], leaders: [], placed: [] };
  const ANY = { names: Infinity, leaders: Infinity };

  /**
   * Place as many as fit of the names that do not depend on the day: cities first.
   * @param {Label[]} labels
   * @param {{frame: Box, marks: (Box & {city: boolean})[], controls: Box[], dots: Spot[],
   *   kept: Map<string, Placed>|undefined}} ground names stay within the frame and never cover controls; marks only those
   *   of cities, and dots only if they must; `kept` are names that already stand somewhere, by key
   * @returns {Placed[]}
   */
  function place(labels, ground) {
    const queue = queueOf(labels, ground);
    const first = queue.filter(isFirst);
    const others = queue.filter((one) => !isFirst(one)).sort((a, b) => tier(a) - tier(b));
    return inTurn(others, promoteDropped(first, EMPTY, bestTurn(first, EMPTY, ANY), ANY), ANY).placed;
  }

  /**
   * Place the names of the day among those that stand already: firm ones stay, others may have to give way.
   * @param {Label[]} labels @param {object} ground as above @param {Placed[]} standing
   * @param {{names: number, leaders: number}} most no more names and lines than a reader can take in
   * @returns {{placed: Placed[], hidden: Set<Placed>}}
   */
  function placeAmong(labels, ground, standing, most) {
    const firm = standing.filter(({ label }) => RANKS[label.rank].firm || label.changed);
    const before = { boxes: firm.map(({ box }) => box), leaders: firm.flatMap(({ leader }) => (leader ? [leader] : [])),
      placed: [] };
    const yielding = standing.filter((one) => !firm.includes(one));
    const crowded = { ...ground, yielding: yielding.map(({ box }) => box) };
    const queue = queueOf(labels, crowded);
    const found = queue.length > TOO_MANY_TO_TRY ? inTurn(queue, before, most)
      : promoteDropped(queue, before, bestTurn(queue, before, most), most);
    const upon = ({ box }) => found.boxes.slice(before.boxes.length).some((other) => overlap(box, other))
      || found.leaders.slice(before.leaders.length).some((leader) => crosses(leader, box));
    return { placed: found.placed, hidden: new Set(yielding.filter(upon)) };
  }

  /** Draw the thin line from a label to its point, if it needs one. @param {Placed} placed @returns {Node[]} */
  function drawLeader({ label, leader }) {
    if (!leader) return [];
    const [start, tip] = leader;
    const name = isOfTheDay({ label }) ? "leader leader-changed" : "leader";
    return [karamap.nodes.svg("line", { x1: start.x, y1: start.y, x2: tip.x, y2: tip.y, class: name })];
  }

  /** Draw a placed label. @param {Placed} placed @returns {Node} */
  function draw({ label, box }) {
    const rank = RANKS[label.rank];
    const text = karamap.nodes.svg("text", {
      x: (box.left + box.right) / 2 + (rank.spacing * rank.size) / 2,
      y: (box.top + box.bottom) / 2, class: `label label-${label.rank}`,
    });
    if (label.lang) text.setAttribute("lang", label.lang);
    if (label.place) text.dataset.place = label.place;
    if (label.district) text.dataset.district = label.district;
    text.style.font = rank.font;
    text.style.letterSpacing = `${rank.spacing}em`;
    text.textContent = label.text;
    return text;
  }

  karamap.labelPlacement = { place, placeAmong, draw, drawLeader, measure };
})(window.karamap);
