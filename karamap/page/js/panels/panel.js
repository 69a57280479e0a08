/**
 * What the record says about a place, a district or a spot on the ground: a panel at the side, on phones from below.
 * A panel is built once; what depends on the day is then brought up to date, so that a reader keeps place and focus.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const NOTHING = Object.freeze({ place: null, district: null, spot: null, zone: null });
  const REST = 250; // milliseconds without another text before it is seen whether all of it has room
  const WHAT = ["place", "district", "spot", "zone"];

  /** @type {Karamap["panel"]["button"]} */
  function button(className, ...children) {
    const node = element("button", className, ...children);
    node.type = "button";
    return node;
  }

  /**
   * Let the keyboard reach a part of the page whenever it has more to show than room to show it.
   * @param {HTMLElement} node
   */
  function reachable(node) {
    let resting = 0;
    const check = () => {
      if (node.scrollHeight > node.clientHeight + 1) node.tabIndex = 0;
      else node.removeAttribute("tabindex");
    };
    const checkLater = () => {
      window.clearTimeout(resting);
      resting = window.setTimeout(check, REST);
    };
    karamap.nodes.watchSize(node, check); // checks once the node has been laid out, too
    new MutationObserver(checkLater).observe(node, { childList: true, subtree: true, characterData: true });
  }

  /** What the state asks the panel to show. @param {App} app @returns {PanelContent|null} */
  function contentOf(app) {
    const { model, store } = app;
    const { spot } = store.get();
    const place = model.place(store.get().place);
    if (place) return karamap.placePanel.content(app, place);
    const district = model.district(store.get().district);
    if (spot) return karamap.districtPanel.spotContent(app, spot, district);
    if (district) return karamap.districtPanel.content(app, district);
    const zone = model.zone(store.get().zone);
    return zone ? karamap.zonePanel.content(app, zone) : null;
  }

  /** Where on the ground the state points to. @param {App} app @returns {Spot|null} */
  function chosenSpot({ model, store }) {
    const { place: id, spot } = store.get();
    if (!id) return spot;
    const place = model.place(id);
    return place && karamap.geometry.isLocated(place) ? place : null;
  }

  /**
   * On a phone the panel covers the lower part of the window: bring map and place into what is left of it.
   * @param {App} app
   * @param {HTMLElement} aside
   */
  function makeRoom(app, aside) {
    if (getComputedStyle(aside).position !== "fixed" || app.store.get().view === "table") return;
    const sheet = app.map.getContainer();
    sheet.scrollIntoView({ block: "start", behavior: "auto" });
    const spot = chosenSpot(app);
    if (!spot) return;
    const room = aside.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    const { y } = app.map.latLngToContainerPoint([spot.lat, spot.lon]);
    if (room > 0 && (y > room * 0.85 || y < room * 0.1)) app.map.panBy([0, y - room / 2], { animate: false });
  }

  /** Remembers where the keyboard was before the panel took it. @param {App} app @param {HTMLElement} aside */
  function focusOf(app, aside) {
    /** @type {Element|null} */
    let before = null;
    return {
      remember() {
        if (!aside.contains(document.activeElement)) before = document.activeElement;
      },
      giveBack() {
        const back = before;
        before = null;
        if (!aside.contains(document.activeElement)) return;
        const isThere = back instanceof HTMLElement && back.isConnected && back !== document.body;
        (isThere ? back : app.map.getContainer()).focus({ preventScroll: true });
      },
    };
  }

  /** @type {Part["mount"]} */
  function mount(aside, app) {
    const { store, i18n } = app;
    const close = button("panel-close", "×");
    const body = element("div", "panel-body");
    aside.append(close, body);
    aside.hidden = true;
    /** @type {PanelContent|null} */
    let content = null;
    const focus = focusOf(app, aside);

    const shut = () => store.set({ ...NOTHING });
    close.addEventListener("click", shut);
    aside.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      shut();
    });

    function hide() {
      focus.giveBack();
      aside.hidden = true;
      body.replaceChildren();
    }

    /** @param {PanelContent} wanted */
    function fill({ heading, nodes, update }) {
      close.setAttribute("aria-label", i18n.t("panel.close"));
      heading.tabIndex = -1;
      heading.id = "karamap-panel-heading";
      aside.setAttribute("aria-labelledby", heading.id);
      body.replaceChildren(...nodes.flatMap((node) => (node ? [node] : [])));
      if (update) update();
      aside.hidden = false;
      aside.scrollTop = 0;
    }

    /** @param {{takeFocus: boolean}} options */
    function show({ takeFocus }) {
      content = contentOf(app);
      document.body.classList.toggle("with-panel", Boolean(content));
      if (!content) {
        hide();
        return;
      }
      if (takeFocus) focus.remember();
      fill(content);
      if (!takeFocus) return;
      content.heading.focus({ preventScroll: true });
      makeRoom(app, aside);
    }

    show({ takeFocus: false });
    store.on((state, changed) => {
      if (WHAT.some((key) => changed.has(key))) show({ takeFocus: true });
      else if (changed.has("language")) show({ takeFocus: false });
      else if (changed.has("day") || changed.has("known")) content?.update?.();
    });
  }

  karamap.panel = { mount, button, reachable, NOTHING };
})(window.karamap);
