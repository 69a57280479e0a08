/**
 * What the record says about a place, a district or a spot on the ground: a panel at the side, on phones from below.
 * A panel is built once; what depends on the day is then brought up to date, so that a reader keeps place and focus.
 * @typedef {{nodes: (Node|null)[], heading: Node, update: (() => void)|null}} Content
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const NOTHING = Object.freeze({ place: null, district: null, spot: null });
  const WHAT = ["place", "district", "spot"];

  const button = (className, ...children) => {
    const node = element("button", className, ...children);
    node.type = "button";
    return node;
  };

  /** Let the keyboard reach a part of the page whenever it has more to show than room to show it. @param {Element} node */
  function reachable(node) {
    const look = () => {
      if (node.scrollHeight > node.clientHeight + 1) node.tabIndex = 0;
      else node.removeAttribute("tabindex");
    };
    new ResizeObserver(look).observe(node); // looks once the node has been laid out, too
    new MutationObserver(karamap.nodes.afterPaint(look))
      .observe(node, { childList: true, subtree: true, characterData: true });
  }

  /** What the state asks the panel to show. @param {object} app @returns {Content|null} */
  function contentOf(app) {
    const { place, district, spot } = app.store.get();
    const found = place && app.model.place(place);
    if (found) return karamap.placePanel.place(app, found);
    if (district && app.model.district(district)) return karamap.districtPanel.district(app, app.model.district(district));
    return spot ? karamap.districtPanel.spot(app, spot) : null;
  }

  /** On a phone the panel covers the lower part of the window: bring map and place into what is left of it. */
  function makeRoom(app, aside) {
    if (getComputedStyle(aside).position !== "fixed" || app.store.get().view === "table") return;
    const sheet = app.map.getContainer();
    sheet.scrollIntoView({ block: "start", behavior: "auto" });
    const { place, spot } = app.store.get();
    const at = place ? app.model.place(place) : spot;
    if (!at || !Number.isFinite(at.lat)) return;
    const room = aside.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    const { y } = app.map.latLngToContainerPoint([at.lat, at.lon]);
    if (room > 0 && (y > room * 0.85 || y < room * 0.1)) app.map.panBy([0, y - room / 2], { animate: false });
  }

  /** @param {HTMLElement} aside @param {object} app */
  function mount(aside, app) {
    const { store, i18n } = app;
    const close = button("panel-close", "×");
    const body = element("div", "panel-body");
    aside.append(close, body);
    aside.hidden = true;
    let content = null;
    let before = null;

    const shut = () => store.set({ ...NOTHING });
    close.addEventListener("click", shut);
    aside.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      shut();
    });

    /** Give the keyboard back to where it came from. */
    function giveBack() {
      const [back, had] = [before, aside.contains(document.activeElement)];
      before = null;
      if (!had) return;
      const target = back && back.isConnected && back !== document.body ? back : app.map.getContainer();
      target.focus({ preventScroll: true });
    }

    function show({ focus }) {
      content = contentOf(app);
      document.body.classList.toggle("with-panel", Boolean(content));
      if (!content) {
        giveBack();
        aside.hidden = true;
        body.replaceChildren();
        return;
      }
      if (focus && !aside.contains(document.activeElement)) before = document.activeElement;
      close.setAttribute("aria-label", i18n.t("panel.close"));
      content.heading.tabIndex = -1;
      content.heading.id = "karamap-panel-heading";
      aside.setAttribute("aria-labelledby", content.heading.id);
      body.replaceChildren(...content.nodes.filter(Boolean));
      if (content.update) content.update();
      aside.hidden = false;
      aside.scrollTop = 0;
      if (focus) {
        content.heading.focus({ preventScroll: true });
        makeRoom(app, aside);
      }
    }

    show({ focus: false });
    store.on((state, changed) => {
      if (WHAT.some((key) => changed.has(key))) show({ focus: true });
      else if (changed.has("language")) show({ focus: false });
      else if (content && content.update && (changed.has("day") || changed.has("known"))) content.update();
    });
  }

  karamap.panel = { mount, button, reachable, NOTHING };
})(window.karamap);
