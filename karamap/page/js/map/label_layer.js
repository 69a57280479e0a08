/**
 * Which names the present view asks for, and where they may stand. Names that do not depend on the day keep their place
 * while days go by; those of the day come and go among them.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {LabelGround & {zoom: number, origin: L.Point, seen: PointSymbol[]}} View
   * @typedef {ReturnType<PointLayer["changedOn"]>} Changing
   * @typedef {{standing: Placed[], nodes: Map<Placed, {text: SVGElement, leader: SVGElement[]}>,
   *   days: Map<string, DayLabels>}} Standing names that do not depend on the day, and by time point those that do
   * @typedef {{here: Set<string|undefined>, hidden: Set<string>, names: SVGElement[], leaders: SVGElement[]}} DayLabels
   */

  const { svg } = karamap.nodes;
  const { countrySpots, landOf, pointsAlong, visibleFrame, waterSpots } = karamap.labelSpots;
  /** How much nearer than the whole theatre a view must be for a kind of name. @type {Record<string, number>} */
  const NEARER = { district: 1, outside: 0.75, "water-2": 0, zone: 0, "zone-outline": 0 };
  const FEW = 0.75; // zooms before there is room between all villages, from which some of them are named
  const ONE_OF = [130, 64]; // pixels of map for one of them
  const SECOND = 0.75; // zooms nearer than the first view, from which towns bear a second name
  const AT_ONCE = 12; // names of a day in the view of the whole theatre; four times as many each zoom nearer
  const COUNTED_FROM = 8; // so many nameless changes of a district are counted in words
  const ASIDE = [6, 18, 30, 45, 60, 90]; // pixels between such words and the points that they are about, the best first
  const COUNTS = { names: 6, leaders: 3 }; // such counts in one view
  const ROOM_FOR_ONE = { name: 24000, leader: 45000 }; // square pixels of map per name of the day
  const NARROW = 520; // pixels; narrower maps have smaller names of countries
  const KEPT_DAYS = 120;

  /**
   * Zoom from which a kind of name is shown: those of villages once there is room between these.
   * @param {App} app
   * @param {string} rank
   */
  function fromZoom({ zooms }, rank) {
    if (rank === "village") return zooms.villages - FEW;
    return Object.hasOwn(NEARER, rank) ? zooms.whole + NEARER[rank] : 0;
  }

  /** @param {Named} named @returns {Named} */
  function upper({ text, lang }) {
    try {
      return { text: text.toLocaleUpperCase(lang || undefined), lang };
    } catch {
      return { text: text.toUpperCase(), lang: "" };
    }
  }

  /** @param {string} key @param {Named} name @param {string} rank @returns {Label} */
  const area = (key, name, rank) => ({ key, ...name, rank, x: 0, y: 0, gap: 0, callout: false, spots: null });

  /** @param {L.Map} map @param {App} app @returns {Label[]} */
  function countryLabels(map, { document: drawing, i18n }) {
    const land = landOf(map, drawing);
    const rank = map.getSize().x < NARROW ? "country-narrow" : "country";
    return drawing.countries.features.map(({ properties }, index) => {
      const label = area(`country ${index}`, upper(i18n.among(properties.names, "")), rank);
      return { ...label, spots: countrySpots(map, land, index, karamap.labelPlacement.measure(label)) };
    });
  }

  /** @param {L.Map} map @param {App} app @returns {Label[]} */
  function waterLabels(map, app) {
    return app.document.water.features.flatMap(({ properties, geometry }, index) => {
      if (properties.rank !== 1 && map.getZoom() < fromZoom(app, "water-2")) return [];
      const label = area(`water ${index}`, app.i18n.among(properties.names, ""), "water");
      return [{ ...label, spots: waterSpots(map, geometry) }];
    });
  }

  /**
   * Lines and zones along their lines.
   * @param {L.Map} map @param {App} app @param {MapZone[]} zones @returns {Label[]}
   */
  function zoneLabels(map, app, zones) {
    const frame = visibleFrame(map, 40);
    return zones.flatMap((zone) => {
      const rank = zone.ground || zone.kind === "corridor" ? "zone" : "zone-outline";
      if (map.getZoom() < fromZoom(app, rank)) return [];
      const label = area(`zone ${zone.id}`, app.i18n.among(zone.names, zone.id), rank);
      const course = { type: /** @type {const} */ ("MultiLineString"), coordinates: karamap.zoneLayer.linesOf(zone) };
      const spots = pointsAlong(map, course).filter(({ x, y }) => (
        x > frame.left && x < frame.right && y > frame.top && y < frame.bottom));
      return [{ ...label, spots: spots.filter((_, index) => index % 4 === 0) }];
    });
  }

  /** Once a few districts fill the view. @param {L.Map} map @param {App} app @returns {Label[]} */
  function districtLabels(map, app) {
    const { model, i18n } = app;
    if (map.getZoom() < fromZoom(app, "district")) return [];
    return model.districts.map(({ id, lon, lat }) => {
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      return { ...area(`district ${id}`, upper(i18n.district(id)), "district"), x, y, district: id };
    });
  }

  /** @param {Place} place */
  function rankOf(place) {
    if (place.kind === "outside") return "outside";
    if (place.rank === 1) return "city";
    return place.rank === 2 ? "town" : "village";
  }

  /** @param {App} app @param {PointSymbol} point @param {number} radius @param {string} rank @returns {Label} */
  function placeLabel(app, point, radius, rank) {
    const { place, spot } = point;
    return {
      key: `place ${place.id}`,
      ...app.i18n.name(place),
      rank,
      x: spot.x,
      y: spot.y,
      spots: null,
      place: place.id,
      gap: radius + 1.5,
      callout: rank !== "village" && rank !== "town" && rank !== "outside",
    };
  }

  /** Of villages close to one another, one. @param {{point: PointSymbol, rank: string}[]} ranked */
  function withFewVillages(ranked) {
    const taken = new Set();
    return ranked.filter(({ point: { spot }, rank }) => {
      const cell = `${Math.floor(spot.x / ONE_OF[0])} ${Math.floor(spot.y / ONE_OF[1])}`;
      return rank !== "village" || (!taken.has(cell) && taken.add(cell));
    });
  }

  /**
   * The names of places that the view asks for on any day.
   * @param {L.Map} map
   * @param {App} app
   * @param {PointLayer} points
   * @param {PointSymbol[]} seen
   */
  function placeLabels(map, app, points, seen) {
    const zoom = map.getZoom();
    const { place: chosen } = app.store.get();
    const ranked = seen.map((point) => ({ point, rank: point.place.id === chosen ? "chosen" : rankOf(point.place) }));
    const wanted = ranked.filter(({ rank }) => zoom >= fromZoom(app, rank));
    const shown = zoom < app.zooms.villages ? withFewVillages(wanted) : wanted;
    return shown.map(({ point, rank }) => {
      const label = placeLabel(app, point, points.radiusOf(point), rank);
      const isTown = (rank === "city" || rank === "town") && zoom >= app.zooms.whole + SECOND;
      const second = isTown ? app.i18n.counterpart(point.place) : null;
      return second && second.text !== label.text ? { ...label, second } : label;
    });
  }

  /**
   * The boxes of what lies upon the map, in the coordinates in which names are placed.
   * @param {L.Map} map
   * @returns {Box[]}
   */
  function controlBoxes(map) {
    const frame = map.getContainer().getBoundingClientRect();
    const sheet = map.getContainer().parentElement || map.getContainer();
    const controls = sheet.querySelectorAll(".leaflet-control, .over-map, .compare-side, .compare-swap");
    return [...controls].map((control) => {
      const box = control.getBoundingClientRect();
      const from = map.containerPointToLayerPoint([box.left - frame.left - 4, box.top - frame.top - 4]);
      return { left: from.x, top: from.y, right: from.x + box.width + 8, bottom: from.y + box.height + 8 };
    });
  }

  /** @param {State} state */
  const timePointOf = ({ day, known, view }) => `${day} ${known} ${view}`;

  /** @param {PointSymbol} point @param {number} radius @returns {SymbolBox} */
  function symbolBox({ spot: { x, y }, place }, radius) {
    return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, city: place.rank === 1 };
  }

  /**
   * What the present view holds.
   * @param {L.Map} map
   * @param {PointLayer} points
   * @param {View["kept"]} kept
   * @returns {View}
   */
  function viewOf(map, points, kept) {
    const bounds = map.getBounds();
    const seen = points.points.filter(({ at }) => bounds.contains(at));
    const important = seen.filter(({ place }) => place.rank < 3);
    return {
      zoom: map.getZoom(),
      origin: map.getPixelOrigin(),
      kept,
      seen,
      frame: visibleFrame(map, 5),
      controls: controlBoxes(map),
      symbols: important.map((point) => symbolBox(point, points.radiusOf(point))),
      dots: seen.map(({ spot }) => spot),
    };
  }

  /** How many names of one day a reader can take in. @param {L.Map} map @param {App} app @returns {LabelLimits} */
  function limitsOf(map, { zooms }) {
    const { x, y } = map.getSize();
    const most = AT_ONCE * 4 ** Math.max(0, Math.round(map.getZoom() - zooms.whole));
    return { names: Math.min(most, (x * y) / ROOM_FOR_ONE.name), leaders: (x * y) / ROOM_FOR_ONE.leader };
  }

  /**
   * Where words about many points may stand: in their middle, then beside, below and above them, ever farther away.
   * @param {PointSymbol[]} points @param {Size} size @param {Box} frame of the view, which they keep within
   */
  function spotsBeside(points, { width, height }, frame) {
    const { min, max } = L.bounds(points.map(({ spot }) => L.point(spot.x, spot.y)));
    if (!min || !max) return [];
    const middle = min.add(max).divideBy(2);
    const shares = [0.5, 0.65, 0.35, 0.8, 0.2, 0.95, 0.05];
    const around = ASIDE.flatMap((aside) => [
      ...shares.flatMap((share) => {
        const y = min.y + share * (max.y - min.y);
        return [L.point(min.x - width / 2 - aside, y), L.point(max.x + width / 2 + aside, y)];
      }),
      ...shares.flatMap((share) => {
        const x = min.x + share * (max.x - min.x);
        return [L.point(x, max.y + height + aside), L.point(x, min.y - height - aside)];
      }),
    ]);
    const [left, right] = [frame.left + width / 2 + 1, frame.right - width / 2 - 1];
    return [middle, ...around.map(({ x, y }) => L.point(Math.max(left, Math.min(right, x)), y))];
  }

  /**
   * The points of each district that are many enough to be counted in words.
   * @param {PointSymbol[]} points @param {number} least
   */
  function crowdsOf(points, least) {
    /** @type {Map<string, PointSymbol[]>} */
    const groups = new Map();
    for (const point of points) {
      const district = point.place.district ?? "";
      groups.set(district, [...(groups.get(district) ?? []), point]);
    }
    return new Map([...groups].filter(([, members]) => members.length >= least));
  }

  /**
   * How many places of a district changed besides those that are named, in words amid their points.
   * @param {App} app @param {string} id of the district @param {PointSymbol[]} points @param {Box} frame
   * @returns {Label}
   */
  function countLabel({ i18n }, id, points, frame) {
    const count = points.length;
    const text = i18n.t(id ? "label.more" : "label.others", { count, district: i18n.district(id).text });
    const label = area(`more ${id}`, { text, lang: "" }, "changed-more");
    return { ...label, spots: spotsBeside(points, karamap.labelPlacement.measure(label), frame) };
  }

  /** What stands, as what nothing may push aside. @param {Placed} placed */
  const fixed = (placed) => ({ ...placed, label: { ...placed.label, changed: true } });

  /**
   * The counts of districts of which most changes stay nameless: they come first, near their points.
   * @param {App} app @param {PointSymbol[]} unnamed @param {LabelGround} ground @param {Placed[]} base
   * @param {LabelLimits} limits
   */
  function firstCounts(app, unnamed, ground, base, limits) {
    const crowds = crowdsOf(unnamed, limits.names + COUNTED_FROM);
    const labels = [...crowds].map(([id, points]) => countLabel(app, id, points, ground.frame));
    return karamap.labelPlacement.placeAmong(labels, ground, base, COUNTS);
  }

  /**
   * The names of the places that changed on the day, among those that stand.
   * @param {L.Map} map @param {App} app @param {Changing} changing @param {View} view @param {Placed[]} standing
   * @returns {DayLabels}
   */
  function labelsOfTheDay(map, app, { changed: all, radius }, view, standing) {
    const bounds = map.getBounds();
    const changed = all.filter(({ at }) => bounds.contains(at));
    /** @type {Set<string|undefined>} */
    const here = new Set(changed.map(({ place }) => place.id));
    const named = new Set(standing.map(({ label }) => label.place));
    const unnamed = changed.filter(({ place }) => !named.has(place.id));
    const labels = unnamed.map((point) => {
      const rank = rankOf(point.place) === "town" ? "changed-town" : "changed-village";
      return { ...placeLabel(app, point, radius, rank), callout: true };
    });
    const symbols = [...view.symbols, ...changed.map((point) => symbolBox(point, radius))];
    const base = standing.map((one) => ({ ...one, label: { ...one.label, changed: here.has(one.label.place) } }));
    const ground = { ...view, kept: null, symbols };
    const { placeAmong } = karamap.labelPlacement;
    const limits = limitsOf(map, app);
    const first = firstCounts(app, unnamed, ground, base, limits);
    const begun = [...base.filter((one) => !first.hidden.has(one)), ...first.placed.map(fixed)];
    const { placed, hidden } = placeAmong(labels, ground, begun, limits);
    const given = new Set(placed.map(({ label }) => label.place));
    const crowds = crowdsOf(unnamed.filter(({ place }) => !given.has(place.id)), COUNTED_FROM);
    const counted = new Map([...crowds].map(([id, points]) => [`more ${id}`, countLabel(app, id, points, view.frame)]));
    const begunWith = first.placed.map((one) => ({ ...one, label: counted.get(one.label.key) ?? one.label }));
    const told = [...placed, ...begunWith];
    const later = [...counted.values()].filter(({ key }) => !told.some(({ label }) => label.key === key));
    const around = [...begun.filter((one) => !hidden.has(one)), ...placed.map(fixed)];
    const counts = placeAmong(later, ground, around, COUNTS);
    told.push(...counts.placed);
    return {
      here,
      hidden: new Set([...first.hidden, ...hidden, ...counts.hidden].map(({ label }) => label.key)),
      names: told.map(karamap.labelPlacement.draw),
      leaders: told.flatMap(karamap.labelPlacement.drawLeader),
    };
  }

  /**
   * Show or hide lasting names as the names of a day demand.
   * @param {Map<Placed, {text: SVGElement, leader: SVGElement[]}>} nodes
   * @param {DayLabels} ofTheDay
   */
  function giveWay(nodes, { here, hidden }) {
    for (const [{ label }, { text, leader }] of nodes) {
      text.classList.toggle("label-changed", here.has(label.place));
      const visibility = hidden.has(label.key) ? "hidden" : "";
      if (text.style.visibility === visibility) continue;
      for (const node of [text, ...leader]) node.style.visibility = visibility;
    }
  }

  /** When two days are compared, what changed on one of them is not the matter. @type {Changing} */
  const UNCHANGED = { changed: [], radius: 0 };

  /** Names of land, water and districts. @param {L.Map} map @param {App} app */
  const areaLabels = (map, app) => [
    ...countryLabels(map, app), ...waterLabels(map, app), ...districtLabels(map, app)];

  /** Whether what stood in a view stands where it did: a map that is fitted anew counts from another corner. */
  const isSameGround = (/** @type {L.Map} */ map, /** @type {View} */ { zoom, origin }) => (
    zoom === map.getZoom() && origin.equals(map.getPixelOrigin()));

  /** Put names and leaders upon the map. @param {Record<"leaders"|"names", SVGElement>} groups @param {Standing} set */
  function putLasting({ leaders, names }, { nodes }) {
    const drawn = Array.from(nodes.values());
    names.replaceChildren(...drawn.map(({ text }) => text));
    leaders.replaceChildren(...drawn.flatMap(({ leader }) => leader));
  }

  /**
   * The names that last as long as the same zones are on the map, where they are.
   * @param {L.Map} map
   * @param {App} app
   * @param {PointLayer} points
   * @param {View} view
   */
  function standingsIn(map, app, points, view) {
    const areas = areaLabels(map, app);
    const places = placeLabels(map, app, points, view.seen);
    /** @type {Map<string, Standing>} */
    const known = new Map();

    /** @param {MapZone[]} zones @returns {Standing} */
    function made(zones) {
      const labels = [...zoneLabels(map, app, zones), ...areas, ...places];
      const texts = new Map(labels.map(({ key, text }) => [key, text]));
      const kept = view.kept && new Map([...view.kept].filter(([key, { label }]) => label.text === texts.get(key)));
      const standing = karamap.labelPlacement.place(labels, { ...view, kept });
      const { draw, drawLeader } = karamap.labelPlacement;
      const nodes = new Map(standing.map((one) => [one, { text: draw(one), leader: drawLeader(one) }]));
      view.kept ??= new Map(standing.map((one) => [one.label.key, one]));
      return { standing, nodes, days: new Map() };
    }

    /** @param {number} day */
    return (day) => {
      const zones = karamap.zoneLayer?.shownOf(app, day) ?? [];
      const key = zones.map(({ id }) => id).join(" ");
      const standing = known.get(key) ?? made(zones);
      known.set(key, standing);
      return standing;
    };
  }

  /** @type {Karamap["labelLayer"]["create"]} */
  function create(map, app, points, sheets) {
    /** @type {View|null} */
    let view = null;
    /** @type {((day: number) => Standing)|null} */
    let standingOn = null;
    /** @type {Standing|null} */
    let shown = null;
    const [lasting, daily] = [0, 1].map(() => ({ leaders: svg("g"), names: svg("g") }));
    sheets.leaders.append(lasting.leaders, daily.leaders);
    sheets.names.append(lasting.names, daily.names);

    /** Everything anew, but each name where it is if the view allows. */
    function refresh() {
      const isSame = view && shown && isSameGround(map, view);
      const kept = isSame && shown ? new Map(shown.standing.map((one) => [one.label.key, one])) : null;
      view = viewOf(map, points, kept);
      standingOn = standingsIn(map, app, points, view);
      show();
    }

    /** The names of a day among those that stand, as they were placed or now. @param {State} state */
    function labelsOf(state) {
      if (!view || !standingOn) return null;
      const set = standingOn(state.day);
      const timePoint = timePointOf(state);
      const labels = set.days.get(timePoint)
        ?? labelsOfTheDay(map, app, state.view === "compare" ? UNCHANGED : points.changedOn(state), view, set.standing);
      if (set.days.size > KEPT_DAYS) set.days.clear();
      set.days.set(timePoint, labels);
      return { set, labels };
    }

    function show() {
      const found = labelsOf(app.store.get());
      if (!found) return;
      const { set, labels } = found;
      if (set !== shown) putLasting(lasting, set);
      shown = set;
      giveWay(set.nodes, labels);
      daily.names.replaceChildren(...labels.names);
      daily.leaders.replaceChildren(...labels.leaders);
    }

    const showSoon = karamap.nodes.afterPaint(show);

    /** The points move at once; the names of the day follow as soon as the browser has drawn those. */
    function update() {
      const state = app.store.get();
      if (standingOn?.(state.day).days.has(timePointOf(state))) show();
      else showSoon();
    }

    const soon = karamap.nodes.afterPaint(refresh);
    soon(); // the first frame belongs to the ground
    map.on("moveend resize", soon);
    return {
      refresh: soon,
      update,
      prepare: (timePoint) => { labelsOf({ ...app.store.get(), ...timePoint }); },
      forget: () => { map.off("moveend resize", soon); },
    };
  }

  karamap.labelLayer = { create };
})(window.karamap);
