/**
 * The days: a slider over a chart of what changes, buttons that step and play, and what knowledge the map shows.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {{before: HTMLButtonElement, back: HTMLButtonElement, play: HTMLButtonElement, on: HTMLButtonElement,
   *   after: HTMLButtonElement}} Buttons
   */

  const { element, svg } = karamap.nodes;
  const WEEK = 7;
  const LONG = 150; // days from which playing goes from change to change
  const PACE = { least: 90, most: 420, whole: 26000, reduced: 1500, first: 300 }; // milliseconds a day, for the whole

  const ICONS = {
    before: "M4 3V13 M13 3L6 8L13 13Z",
    back: "M11 3L4 8L11 13Z",
    play: "M4 2.5L13 8L4 13.5Z",
    pause: "M4 3H7V13H4Z M9.5 3H12.5V13H9.5Z",
    on: "M5 3L12 8L5 13Z",
    after: "M12 3V13 M3 3L10 8L3 13Z",
  };

  /** @param {keyof ICONS} name */
  function icon(name) {
    return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, class: "icon", "aria-hidden": "true" },
      [svg("path", { d: ICONS[name] })]);
  }

  /** @param {keyof ICONS} name @param {() => void} onClick */
  function button(name, onClick) {
    const node = element("button", `time-${name}`, icon(name));
    node.type = "button";
    node.addEventListener("click", onClick);
    return node;
  }

  /** @param {number} day @param {number} days */
  const clampDay = (day, days) => karamap.geometry.clamp(day, 0, days - 1);
  /** How many places change on a day, in words. @param {App} app @param {TimePoint} timePoint */
  function changeText({ model, i18n }, { day, known }) {
    return i18n.changes(model.at(known).changedOn(day).values()) || i18n.t("time.quiet");
  }

  /** What a day brings, as the slider says it. @param {App} app @param {TimePoint} timePoint */
  function valueText(app, timePoint) {
    const date = app.i18n.date(app.model.numberAt(timePoint.day));
    return app.i18n.t("time.value", { date, change: changeText(app, timePoint) });
  }

  /**
   * Show days one after another until the last, then stop.
   * @param {App} app
   * @returns {() => void} starts and stops it
   */
  function player({ model, store }) {
    const reduced = window.matchMedia("(prefers-reduced-motion: reduce)");
    const last = model.days - 1;
    let timer = 0;
    const inLeaps = () => reduced.matches || model.days > LONG;
    const events = () => model.at(store.get().known).events;

    function pace() {
      if (reduced.matches) return PACE.reduced;
      const steps = inLeaps() ? events().length : model.days;
      return karamap.geometry.clamp(PACE.whole / steps, PACE.least, PACE.most);
    }

    function nextDay() {
      const { day } = store.get();
      if (!inLeaps()) return day + 1;
      return events().find((event) => event > day) ?? last;
    }

    function step() {
      if (store.get().day >= last) {
        store.set({ playing: false });
        return;
      }
      const day = nextDay();
      store.set({ day, playing: day < last });
      if (store.get().playing) timer = window.setTimeout(step, pace());
    }

    store.on((state, changed) => {
      if (!changed.has("playing")) return;
      window.clearTimeout(timer);
      if (state.playing) timer = window.setTimeout(step, Math.min(pace(), PACE.first));
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) store.set({ playing: false });
    });
    return () => {
      const { playing, day } = store.get();
      if (!playing && day >= last) store.set({ day: 0 });
      store.set({ playing: !playing });
    };
  }

  /** A choice between what is known today and what was known on the day shown. @param {App} app */
  function knowledgeSwitch({ model, store, i18n }) {
    if (model.knowledge.length < 2) return null;
    const legend = element("legend", "");
    const choices = karamap.views.radios("karamap-known", model.knowledge, (known) => store.set({ known }));
    const update = () => {
      legend.textContent = i18n.t("time.known");
      for (const { value, input, text } of choices) {
        text.textContent = i18n.t(`time.known.${value}`);
        input.checked = store.get().known === value;
      }
    };
    update();
    store.on((state, changed) => {
      if (changed.has("known") || changed.has("language")) update();
    });
    return element("fieldset", "choices time-known", legend, ...choices.map(({ node }) => node));
  }

  /**
   * The slider itself; the browser gives it arrows, Home and End, here come weeks and playing.
   * @param {App} app
   * @param {() => void} toggle
   */
  function makeSlider({ model, store }, toggle) {
    /** @type {Record<string, number>} */
    const leaps = { PageUp: WEEK, PageDown: -WEEK };
    const node = element("input", "slider time-slider");
    Object.assign(node, { type: "range", min: "0", max: String(model.days - 1), step: "1" });
    node.addEventListener("input", () => store.set({ day: Number(node.value), playing: false }));
    node.addEventListener("keydown", (event) => {
      if (Object.hasOwn(leaps, event.key)) {
        store.set({ day: clampDay(store.get().day + leaps[event.key], model.days), playing: false });
      } else if (event.key === " ") toggle();
      else return;
      event.preventDefault();
    });
    return node;
  }

  /**
   * Buttons that step, leap from change to change, and play.
   * @param {App} app
   * @param {() => void} toggle
   * @param {(day: number) => void} go
   * @returns {Buttons}
   */
  function makeButtons({ model, store }, toggle, go) {
    const day = () => store.get().day;
    const events = () => model.at(store.get().known).events;
    return {
      before: button("before", () => go(events().findLast((event) => event < day()) ?? 0)),
      back: button("back", () => go(day() - 1)),
      play: button("play", toggle),
      on: button("on", () => go(day() + 1)),
      after: button("after", () => go(events().find((event) => event > day()) ?? model.days - 1)),
    };
  }

  /** The chart below the slider, on which a reader may point. @param {App} app @param {(day: number) => void} point */
  function makePicture(app, point) {
    const { model, store } = app;
    const node = element("div", "time-picture");

    /** @param {PointerEvent} event */
    function pointAt(event) {
      if (!(event.buttons & 1)) return;
      const box = node.getBoundingClientRect();
      point(Math.floor(((event.clientX - box.left) / box.width) * model.days));
    }

    function draw() {
      const timeline = model.at(store.get().known);
      const chart = karamap.chart.draw(app, timeline);
      chart.addEventListener("pointerdown", pointAt);
      chart.addEventListener("pointermove", pointAt);
      node.replaceChildren(chart, ...karamap.chart.levelLabels(app, timeline));
    }

    return { node, draw };
  }

  /**
   * What the slider and its buttons are called.
   * @param {App} app
   * @param {HTMLElement} container
   * @param {{bar: HTMLElement, slider: HTMLElement, keys: HTMLElement, buttons: Buttons}} parts
   */
  function nameParts({ i18n }, container, { bar, slider, keys, buttons }) {
    container.setAttribute("aria-label", i18n.t("time.label"));
    bar.setAttribute("aria-label", i18n.t("time.label"));
    slider.setAttribute("aria-label", i18n.t("time.day"));
    keys.textContent = i18n.t("time.keys", { week: "Page Up / Page Down", ends: "Home / End" });
    for (const name of /** @type {const} */ (["before", "back", "on", "after"])) {
      const text = i18n.t(`time.${name}`);
      buttons[name].setAttribute("aria-label", text);
      buttons[name].title = text;
    }
  }

  /**
   * What stands below the map: buttons, the day in words, the slider over its chart.
   * @param {HTMLElement} container
   * @param {App} app
   */
  function drawParts(container, app) {
    const { model, store } = app;
    /** @param {number} day */
    const show = (day) => store.set({ day: clampDay(day, model.days), playing: false });
    const toggle = player(app);
    const now = element("p", "time-now");
    const keys = element("span", "unseen");
    keys.id = "karamap-time-keys";
    const slider = makeSlider(app, toggle);
    slider.setAttribute("aria-describedby", keys.id);
    const buttons = makeButtons(app, toggle, show);
    const cursor = element("div", "time-cursor");
    const axis = karamap.axis.make(app);
    const picture = makePicture(app, show);
    const plot = element("div", "time-plot", picture.node, cursor, slider);
    plot.style.setProperty("--days", String(model.days));
    const bar = element("div", "time-buttons", ...Object.values(buttons));
    bar.setAttribute("role", "group");
    container.append(
      bar,
      element("div", "time-head", now, knowledgeSwitch(app)),
      element("div", "time-track", plot, axis.node), keys);
    return { now, keys, slider, buttons, cursor, axis, picture, bar };
  }

  /** @param {HTMLElement} container @param {App} app */
  function mountSlider(container, app) {
    const { model, store, i18n } = app;
    const parts = drawParts(container, app);
    const { now, slider, buttons, cursor, axis, picture } = parts;

    function updateDay() {
      const { day } = store.get();
      const text = valueText(app, store.get());
      slider.value = String(day);
      slider.setAttribute("aria-valuetext", text);
      now.textContent = text;
      cursor.style.left = karamap.axis.shareOfDay(day, model.days);
      buttons.before.disabled = buttons.back.disabled = day === 0;
      buttons.on.disabled = buttons.after.disabled = day === model.days - 1;
    }

    function updatePlaying() {
      const { playing } = store.get();
      buttons.play.replaceChildren(icon(playing ? "pause" : "play"));
      buttons.play.setAttribute("aria-label", i18n.t(playing ? "time.pause" : "time.play"));
    }

    function updateTexts() {
      nameParts(app, container, parts);
      axis.write();
      updatePlaying();
    }

    const drawSoon = karamap.nodes.afterPaint(picture.draw); // the map comes first
    drawSoon();
    updateTexts();
    updateDay();
    store.on((state, changed) => {
      if (changed.has("known") || changed.has("language")) drawSoon();
      if (changed.has("language")) updateTexts();
      if (["day", "known", "language"].some((key) => changed.has(key))) updateDay();
      if (changed.has("playing")) updatePlaying();
    });
  }

  /** @type {Part["mount"]} */
  function mount(container, app) {
    container.setAttribute("role", "group");
    if (app.model.days > 1) {
      mountSlider(container, app);
      return;
    }
    const choice = knowledgeSwitch(app);
    container.classList.add("time-one-day");
    if (choice) container.append(choice);
  }

  karamap.timeline = { mount };
})(window.karamap);
