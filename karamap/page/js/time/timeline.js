/**
 * The days: a slider over a chart of what changes, buttons that step and play, and what knowledge the map shows.
 */
(function (karamap) {
  "use strict";

  const { element, svg } = karamap.nodes;
  const WEEK = 7;
  const LONG = 150; // days from which playing goes from change to change
  const PACE = { least: 90, most: 420, whole: 26000, reduced: 1500 }; // milliseconds a day, and for the whole
  const BARS = 40; // height of the bars in the chart's units; the ribbon lies below them
  const RIBBON = 15;

  const ICONS = {
    before: "M4 3V13 M13 3L6 8L13 13Z", back: "M11 3L4 8L11 13Z", play: "M4 2.5L13 8L4 13.5Z",
    pause: "M4 3H7V13H4Z M9.5 3H12.5V13H9.5Z", on: "M5 3L12 8L5 13Z", after: "M12 3V13 M3 3L10 8L3 13Z",
  };

  /** @param {string} name of an icon above */
  function icon(name) {
    return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, class: "icon", "aria-hidden": "true" },
      [svg("path", { d: ICONS[name] })]);
  }

  function button(name, onClick) {
    const node = element("button", `time-${name}`, icon(name));
    node.type = "button";
    node.addEventListener("click", onClick);
    return node;
  }

  const clamp = (day, days) => Math.min(days - 1, Math.max(0, day));
  const height = (count, most) => BARS * Math.sqrt(count / (most || 1));

  const gainsOf = new WeakMap();

  /** How many places each party gains, by day. */
  function gains(model, course) {
    if (!gainsOf.has(course)) gainsOf.set(course, countGains(model, course));
    return gainsOf.get(course);
  }

  function countGains(model, course) {
    return Array.from({ length: model.days }, (_, day) => {
      const found = new Map();
      for (const place of course.changedOn(day)) {
        const { holder } = course.stateOf(place, day);
        found.set(holder, (found.get(holder) || 0) + 1);
      }
      return found;
    });
  }

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const mostOf = (daily) => Math.max(0, ...daily.map((found) => sum([...found.values()])));

  /** The bars of one party as one path: from the baseline, above the bars of the parties before it. */
  function barData(daily, parties, number, most) {
    const room = daily.length > LONG ? 0 : 0.16;
    return daily.map((found, day) => {
      const count = found.get(parties[number].id) || 0;
      if (!count) return "";
      const below = sum(parties.slice(0, number).map(({ id }) => found.get(id) || 0));
      const [low, high] = [BARS - height(below, most), BARS - height(below + count, most)];
      return `M${day + room} ${low.toFixed(2)}V${high.toFixed(2)}H${day + 1 - room}V${low.toFixed(2)}Z`;
    }).join("");
  }

  /** The share of one party in the ground as one path, above the parties before it. */
  function ribbonData(shares, number) {
    const yAt = (parts, count) => (BARS + 3 + RIBBON * sum(parts.slice(0, count))).toFixed(2);
    const upper = shares.map((parts, day) => `H${day}V${yAt(parts, number)}`).join("");
    const lower = shares.map((parts, day) => `V${yAt(parts, number + 1)}H${day}`).reverse().join("");
    return `M0 ${yAt(shares[0], number)}${upper}H${shares.length}${lower}Z`;
  }

  /** @returns {number[][]} for each day the share of each party */
  function shareOf(model, course) {
    return Array.from({ length: model.days }, (_, day) => {
      const areas = course.areas(day);
      const held = model.parties.map(({ id }) => (areas[id] ? areas[id][0] : 0));
      const whole = sum(held) || 1;
      return held.map((area) => area / whole);
    });
  }

  /** Heights of round numbers of places, from the top of the chart in its units. */
  function levelsOf(most) {
    return [10, 100].filter((count) => count < most)
      .map((count) => ({ count, y: (BARS - height(count, most)).toFixed(2) }));
  }

  /** The numbers beside those heights; the chart itself is stretched, and letters must not be. */
  function levelLabels(app, course) {
    return levelsOf(mostOf(gains(app.model, course))).map(({ count, y }) => {
      const node = element("span", "time-count", app.i18n.number(count));
      node.style.top = `${(y / (BARS + RIBBON + 3)) * 100}%`;
      return node;
    });
  }

  /** The chart of one state of knowledge. */
  function drawChart(app, course) {
    const { model } = app;
    const styleOf = karamap.symbols.palette(app.document.parties);
    const daily = gains(model, course);
    const most = mostOf(daily);
    const shares = shareOf(model, course);
    const bars = model.parties.map(({ id }, number) => svg("path", {
      d: barData(daily, model.parties, number, most), fill: styleOf(id).ink, class: "time-bars" }));
    const ribbons = model.parties.map(({ id }, number) => svg("path", {
      d: ribbonData(shares, number), fill: styleOf(id).colour, class: "time-ribbon" }));
    const levels = levelsOf(most).map(({ y }) => svg("path", { d: `M0 ${y}H${model.days}`, class: "time-level" }));
    const base = svg("path", { d: `M0 ${BARS}H${model.days}`, class: "time-base" });
    return svg("svg", {
      viewBox: `0 0 ${model.days} ${BARS + RIBBON + 3}`, preserveAspectRatio: "none", class: "time-chart", role: "img",
    }, [...levels, ...bars, base, ...ribbons]);
  }

  /** What the chart shows, in words. */
  function describe(app, course) {
    const { model, i18n } = app;
    const daily = gains(model, course);
    const totals = daily.map((found) => sum([...found.values()]));
    const most = Math.max(...totals);
    const last = model.days - 1;
    const area = (day, id) => i18n.t("unit.km2", { count: (course.areas(day)[id] || [0])[0] });
    const held = model.parties.filter(({ id }) => course.areas(0)[id] || course.areas(last)[id]).map(({ id }) =>
      i18n.t("time.chart.held", { holder: i18n.short(id), first: area(0, id), last: area(last, id) }));
    return i18n.t("time.chart", {
      first: i18n.date(model.numberAt(0)), last: i18n.date(model.numberAt(last)),
      count: totals.filter(Boolean).length, most: i18n.n("time.changes", most),
      date: i18n.date(model.numberAt(totals.indexOf(most))), held: held.join(" "),
    });
  }

  /** Where labels of the axis stand: months, or years where there are many months. */
  function ticks(app) {
    const { model, i18n } = app;
    const many = model.days > 500;
    const found = [];
    for (let day = 0; day < model.days; day += 1) {
      const iso = model.iso(day);
      const [month, dayOfMonth] = [iso.slice(5, 7), Number(iso.slice(8))];
      if (dayOfMonth === 1 && day < 0.95 * model.days && (!many || month === "01")) {
        found.push([day, many ? iso.slice(0, 4) : i18n.month(model.numberAt(day)), "major"]);
      } else if (model.days <= 130 && [10, 15, 20, 25].includes(dayOfMonth)) {
        found.push([day, String(dayOfMonth), dayOfMonth === 10 ? "early" : "minor"]);
      }
    }
    return found.map(([day, text, kind]) => {
      const node = element("span", `time-tick time-tick-${kind}`, text);
      node.style.left = `${((day + 0.5) / model.days) * 100}%`;
      return node;
    });
  }

  /** What a day brings, as the slider says it. */
  function valueOf(app, day, known) {
    const { model, i18n } = app;
    const at = model.at(known);
    const changed = at.changedOn(day);
    const dated = changed.filter((place) => at.stateOf(place, day).dated).length;
    const change = dated ? i18n.n("time.changes", dated)
      : changed.length ? i18n.n("time.undated", changed.length) : i18n.t("time.quiet");
    return i18n.t("time.value", { date: i18n.date(model.numberAt(day)), change });
  }

  /** Show days one after another until the last, then stop. */
  function player(app) {
    const { model, store } = app;
    const reduced = window.matchMedia("(prefers-reduced-motion: reduce)");
    let timer = 0;
    const inLeaps = () => reduced.matches || model.days > LONG;
    const pace = () => {
      const steps = inLeaps() ? model.at(store.get().known).events.length : model.days;
      return reduced.matches ? PACE.reduced : Math.min(PACE.most, Math.max(PACE.least, PACE.whole / steps));
    };
    const nextDay = () => {
      const { day, known } = store.get();
      const next = inLeaps() ? model.at(known).events.find((event) => event > day) : day + 1;
      return next === undefined ? model.days - 1 : next;
    };
    const step = () => {
      const { day } = store.get();
      if (day >= model.days - 1) { store.set({ playing: false }); return; }
      const next = nextDay();
      store.set({ day: next, playing: next < model.days - 1 });
      if (store.get().playing) timer = window.setTimeout(step, pace());
    };
    store.on((state, changed) => {
      if (!changed.has("playing")) return;
      window.clearTimeout(timer);
      if (state.playing) timer = window.setTimeout(step, Math.min(pace(), 300));
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden) store.set({ playing: false }); });
    return () => {
      const { playing, day } = store.get();
      if (!playing && day >= model.days - 1) store.set({ day: 0 });
      store.set({ playing: !playing });
    };
  }

  /** A choice between what is known today and what was known on the day shown. */
  function knowledgeSwitch(app) {
    const { model, store, i18n } = app;
    if (model.knowledge.length < 2) return null;
    const legend = element("legend", "");
    const choices = model.knowledge.map((known) => {
      const input = element("input", "");
      Object.assign(input, { type: "radio", name: "karamap-known", value: known });
      input.addEventListener("change", () => store.set({ known }));
      const text = element("span", "");
      return { known, input, text, node: element("label", "choice", input, text) };
    });
    const node = element("fieldset", "choices time-known", legend, ...choices.map((choice) => choice.node));
    const tell = () => {
      legend.textContent = i18n.t("time.known");
      for (const { known, input, text } of choices) {
        text.textContent = i18n.t(`time.known.${known}`);
        input.checked = store.get().known === known;
      }
    };
    tell();
    store.on((state, changed) => { if (changed.has("known") || changed.has("language")) tell(); });
    return node;
  }

  /** The slider itself; the browser gives it arrows, Home and End, here come weeks and playing. */
  function makeSlider(app, toggle) {
    const { model, store } = app;
    const node = element("input", "slider time-slider");
    Object.assign(node, { type: "range", min: "0", max: String(model.days - 1), step: "1" });
    node.addEventListener("input", () => store.set({ day: Number(node.value), playing: false }));
    node.addEventListener("keydown", (event) => {
      const leaps = { PageUp: WEEK, PageDown: -WEEK };
      if (Object.hasOwn(leaps, event.key)) {
        store.set({ day: clamp(store.get().day + leaps[event.key], model.days), playing: false });
      } else if (event.key === " ") toggle();
      else return;
      event.preventDefault();
    });
    return node;
  }

  /** @param {HTMLElement} container @param {object} app */
  function mountSlider(container, app) {
    const { model, store, i18n } = app;
    const toggle = player(app);
    const go = (day) => {
      store.set({ day: clamp(day, model.days), playing: false });
      said.textContent = now.textContent;
    };
    const events = () => model.at(store.get().known).events;
    const leap = (list, wanted, otherwise) => go(list.find(wanted) ?? otherwise);
    const buttons = {
      before: button("before", () => leap([...events()].reverse(), (event) => event < store.get().day, 0)),
      back: button("back", () => go(store.get().day - 1)),
      play: button("play", toggle),
      on: button("on", () => go(store.get().day + 1)),
      after: button("after", () => leap(events(), (event) => event > store.get().day, model.days - 1)),
    };
    const now = element("p", "time-now");
    const said = element("p", "unseen");
    said.setAttribute("aria-live", "polite");
    const keys = element("span", "unseen");
    keys.id = "karamap-time-keys";
    const slider = makeSlider(app, toggle);
    slider.setAttribute("aria-describedby", keys.id);
    const cursor = element("div", "time-cursor");
    const axis = element("div", "time-axis");
    const picture = element("div", "time-picture");
    const plot = element("div", "time-plot", picture, cursor, slider);
    plot.style.setProperty("--days", String(model.days));
    const bar = element("div", "time-buttons", ...Object.values(buttons));
    bar.setAttribute("role", "group");
    container.append(bar, element("div", "time-head", now, knowledgeSwitch(app)),
      element("div", "time-track", plot, axis), said, keys);

    const point = (event) => {
      const box = plot.getBoundingClientRect();
      const day = Math.floor(((event.clientX - box.left) / box.width) * model.days);
      store.set({ day: clamp(day, model.days), playing: false });
    };
    const chart = () => {
      const course = model.at(store.get().known);
      const drawn = drawChart(app, course);
      drawn.setAttribute("aria-label", describe(app, course));
      for (const name of ["pointerdown", "pointermove"]) {
        drawn.addEventListener(name, (event) => { if (event.buttons & 1) point(event); });
      }
      picture.replaceChildren(drawn, ...levelLabels(app, course));
    };
    const place = () => {
      const { day, known } = store.get();
      const text = valueOf(app, day, known);
      slider.value = String(day);
      slider.setAttribute("aria-valuetext", text);
      now.textContent = text;
      cursor.style.left = `${((day + 0.5) / model.days) * 100}%`;
      buttons.before.disabled = buttons.back.disabled = day === 0;
      buttons.on.disabled = buttons.after.disabled = day === model.days - 1;
    };
    const tellPlaying = () => {
      const { playing } = store.get();
      buttons.play.replaceChildren(icon(playing ? "pause" : "play"));
      buttons.play.setAttribute("aria-label", i18n.t(playing ? "time.pause" : "time.play"));
    };
    const tell = () => {
      container.setAttribute("aria-label", i18n.t("time.label"));
      bar.setAttribute("aria-label", i18n.t("time.label"));
      slider.setAttribute("aria-label", i18n.t("time.day"));
      keys.textContent = i18n.t("time.keys", { week: "Page Up / Page Down", ends: "Home / End" });
      for (const name of ["before", "back", "on", "after"]) {
        buttons[name].setAttribute("aria-label", i18n.t(`time.${name}`));
        buttons[name].title = i18n.t(`time.${name}`);
      }
      axis.replaceChildren(...ticks(app));
      tellPlaying();
    };
    chart();
    tell();
    place();
    store.on((state, changed) => {
      if (changed.has("known") || changed.has("language")) chart();
      if (changed.has("language")) tell();
      if (changed.has("day") || changed.has("known") || changed.has("language")) place();
      if (changed.has("playing")) tellPlaying();
    });
  }

  /** @param {HTMLElement} container @param {object} app */
  function mount(container, app) {
    container.setAttribute("role", "group");
    if (app.model.days > 1) { mountSlider(container, app); return; }
    const choice = knowledgeSwitch(app);
    container.classList.add("time-one-day");
    if (choice) container.append(choice);
  }

  karamap.timeline = { mount };
})(window.karamap);
