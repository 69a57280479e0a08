/**
 * The chart below the slider: on each day how many places each party comes to hold, and its share of the ground.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {Map<string, number>} Gains how many places each holder gains on a day
   * @typedef {{dated: Gains[], further: Gains[]}} Daily by day, on which they are known to change, and in other ways
   * @typedef {{holder: string, kind: string, counts: number[]}} Part of the bars, with its class in the style sheet
   */

  const { element, svg } = karamap.nodes;
  const LONG = 150; // days from which bars stand without room between them
  const BARS = 40; // height of the bars in the chart's units; the ribbon lies below them
  const RIBBON = 15;
  const GAP = 3; // between bars and ribbon
  const HEIGHT = BARS + GAP + RIBBON;

  /** @param {number} count @param {number} most */
  const heightOf = (count, most) => BARS * Math.sqrt(count / (most || 1));
  /** @param {number[]} numbers */
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  /** @type {WeakMap<ControlTimeline, Daily>} */
  const dailyOfTimeline = new WeakMap();

  /**
   * How many places each party gains, by day; contested ones are gained by none.
   * @param {Model} model
   * @param {ControlTimeline} timeline
   * @returns {Daily}
   */
  function gains(model, timeline) {
    const known = dailyOfTimeline.get(timeline);
    if (known) return known;
    const daily = Array.from({ length: model.days }, (_, day) => {
      /** @type {Record<keyof Daily, Gains>} */
      const gained = { dated: new Map(), further: new Map() };
      for (const [place, change] of timeline.changedOn(day)) {
        const { holder } = timeline.stateOf(place, day);
        const counts = gained[change === "dated" ? "dated" : "further"];
        counts.set(holder, (counts.get(holder) || 0) + 1);
      }
      return gained;
    });
    const split = { dated: daily.map(({ dated }) => dated), further: daily.map(({ further }) => further) };
    dailyOfTimeline.set(timeline, split);
    return split;
  }

  /** How many places change, by day. @param {Gains[]} daily */
  const totalsOf = (daily) => daily.map((gained) => sum([...gained.values()]));

  /** The most places that change on a day, in whatever way. @param {Daily} daily */
  function mostOf({ dated, further }) {
    const [of, besides] = [totalsOf(dated), totalsOf(further)];
    return Math.max(0, ...of.map((count, day) => count + besides[day]));
  }

  /**
   * What the bars of a day are made of, from the bottom to the top: what is known to the day, then what else changes.
   * @param {Model} model
   * @param {Daily} daily
   * @returns {Part[]}
   */
  function partsOf(model, { dated, further }) {
    const holders = [...model.parties.map(({ id }) => id), ""];
    /** @param {Gains[]} gained @param {string} kind @returns {Part[]} */
    const parts = (gained, kind) => holders.map((holder) => (
      { holder, kind, counts: gained.map((day) => day.get(holder) || 0) }));
    return [...parts(dated, "time-bars"), ...parts(further, "time-bars time-bars-further")];
  }

  /**
   * One part of the bars as one path, above the parts before it. A bar is as high as its whole asks; its parts share it
   * as they share the whole.
   * @param {Part[]} parts
   * @param {number} number of the part
   * @param {number} most
   */
  function barData(parts, number, most) {
    const { counts } = parts[number];
    const room = counts.length > LONG ? 0 : 0.16;
    return counts.map((count, day) => {
      if (!count) return "";
      const under = sum(parts.slice(0, number).map((part) => part.counts[day]));
      const whole = sum(parts.map((part) => part.counts[day]));
      const unit = heightOf(whole, most) / whole;
      const [low, high] = [under, under + count].map((level) => (BARS - unit * level).toFixed(2));
      return `M${day + room} ${low}V${high}H${day + 1 - room}V${low}Z`;
    }).join("");
  }

  /**
   * The share of one party in the ground as one path, above the parties before it.
   * @param {number[][]} shares
   * @param {number} number of the party
   */
  function ribbonData(shares, number) {
    /** @param {number[]} parts @param {number} count */
    const yAt = (parts, count) => (BARS + GAP + RIBBON * sum(parts.slice(0, count))).toFixed(2);
    const upper = shares.map((parts, day) => `H${day}V${yAt(parts, number)}`).join("");
    const lower = shares.map((parts, day) => `V${yAt(parts, number + 1)}H${day}`).reverse().join("");
    return `M0 ${yAt(shares[0], number)}${upper}H${shares.length}${lower}Z`;
  }

  /**
   * @param {Model} model
   * @param {ControlTimeline} timeline
   * @returns {number[][]} for each day the share of each party
   */
  function sharesOf(model, timeline) {
    return Array.from({ length: model.days }, (_, day) => {
      const areas = timeline.areas(day);
      const held = model.parties.map(({ id }) => (areas[id] ? areas[id][0] : 0));
      const whole = sum(held) || 1;
      return held.map((area) => area / whole);
    });
  }

  /** Heights of round numbers of places, from the top of the chart in its units. @param {number} most */
  function levelsOf(most) {
    const counts = [10, 100].filter((count) => count < most);
    return counts.map((count) => ({ count, y: (BARS - heightOf(count, most)).toFixed(2) }));
  }

  /**
   * The numbers beside those heights; the chart itself is stretched, and letters must not be.
   * @type {Karamap["chart"]["levelLabels"]}
   */
  function levelLabels({ model, i18n }, timeline) {
    const levels = levelsOf(mostOf(gains(model, timeline)));
    const unit = i18n.t("time.chart.places");
    const counts = levels.map(({ count, y }, at) => (
      { y: Number(y), text: `${i18n.number(count)} ${at === levels.length - 1 ? unit : ""}` }));
    const ground = { y: HEIGHT - RIBBON / 2, text: i18n.t("time.chart.ground") };
    return [...counts, ground].map((label) => {
      const node = element("span", label === ground ? "time-count time-title" : "time-count", label.text.trim());
      node.style.top = `${(label.y / HEIGHT) * 100}%`;
      return node;
    });
  }

  /** The chart of one state of knowledge. @type {Karamap["chart"]["draw"]} */
  function draw(app, timeline) {
    const { model, styleOf } = app;
    const daily = gains(model, timeline);
    const most = mostOf(daily);
    const shares = sharesOf(model, timeline);
    const bars = partsOf(model, daily).map((part, number, parts) => svg("path", {
      d: barData(parts, number, most), fill: styleOf(part.holder).ink, class: part.kind }));
    const ribbons = model.parties.map(({ id }, number) => svg("path", {
      d: ribbonData(shares, number), fill: styleOf(id).colour, class: "time-ribbon" }));
    const levels = levelsOf(most).map(({ y }) => svg("path", { d: `M0 ${y}H${model.days}`, class: "time-level" }));
    const base = svg("path", { d: `M0 ${BARS}H${model.days}`, class: "time-base" });
    const shape = { viewBox: `0 0 ${model.days} ${HEIGHT}`, preserveAspectRatio: "none" };
    const node = svg("svg", { ...shape, class: "time-chart", role: "img" }, [...levels, ...bars, base, ...ribbons]);
    node.setAttribute("aria-label", describe(app, timeline));
    return node;
  }

  /** On how many days places change, and when most of them do. @param {App} app @param {Daily} daily */
  function changesInWords({ model, i18n }, { dated, further }) {
    const [of, besides] = [totalsOf(dated), totalsOf(further)];
    /** @param {number[]} totals */
    const peak = (totals) => {
      const most = Math.max(...totals);
      return { most, count: totals.filter(Boolean).length, date: i18n.date(model.numberAt(totals.indexOf(most))) };
    };
    const [first, second] = [peak(of), peak(besides)];
    const most = i18n.n("time.changes", first.most);
    return [
      first.count ? i18n.t("time.chart.changes", { ...first, most }) : "",
      second.count ? i18n.t("time.chart.further", second) : "",
      first.count || second.count ? "" : i18n.t("compare.none"),
    ].filter(Boolean).join(" ");
  }

  /** What the chart shows, in words. @param {App} app @param {ControlTimeline} timeline */
  function describe(app, timeline) {
    const { model, i18n } = app;
    const last = model.days - 1;
    /** @param {number} day @param {string} id */
    const area = (day, id) => i18n.t("unit.km2", { count: (timeline.areas(day)[id] || [0])[0] });
    const holders = model.parties.filter(({ id }) => timeline.areas(0)[id] || timeline.areas(last)[id]);
    const held = holders.map(({ id }) => (
      i18n.t("time.chart.held", { holder: i18n.short(id), first: area(0, id), last: area(last, id) })));
    return i18n.t("time.chart", {
      first: i18n.date(model.numberAt(0)),
      last: i18n.date(model.numberAt(last)),
      changes: changesInWords(app, gains(model, timeline)),
      held: held.join(" "),
    });
  }

  karamap.chart = { draw, levelLabels };
})(window.karamap);
