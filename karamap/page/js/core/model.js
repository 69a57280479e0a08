/**
 * The document of the page, decoded: days, places, who held what, who said so. It computes no control of its own.
 * @typedef {{holder: string, standing: string, since: number|null, dated: boolean, reported: number|null,
 *   claims: number[]}} State what is concluded for one place; days as numbers, claims by index
 * @typedef {{language: string, kind: string, text: string, from: number|null, to: number|null}} Name
 * @typedef {{index: number, id: string, kind: string, district: string|null, lon: number|null, lat: number|null,
 *   km: number, rank: number, site: number|null, names: Name[]}} Place
 * @typedef {{index: number, place: string|null, subject: string|null, holder: string|null, stance: string,
 *   speaker: string, side: string, basis: string, called: string|null, from: number, earliest: number|null,
 *   latest: number|null, reported: number, target: string|null, note: string|null, sources: number[]}} Claim
 */
(function (karamap) {
  "use strict";

  const EPOCH = Date.UTC(2020, 0, 1);
  const A_DAY = 86400000;
  const NOBODY = Object.freeze({ id: "", index: -1, names: {}, shorts: {}, colour: "", ink: "", hatch: "" });

  /** @param {number} number days since the start of 2020 @returns {string} as YYYY-MM-DD */
  const isoOf = (number) => new Date(EPOCH + number * A_DAY).toISOString().slice(0, 10);
  /** @param {string} iso @returns {number} days since the start of 2020; NaN if it is no day */
  const numberOf = (iso) =>
    (/^\d{4}-\d\d-\d\d$/.test(String(iso)) ? (Date.parse(`${iso}T00:00:00Z`) - EPOCH) / A_DAY : NaN);

  /** The last of steps [[day, value], ...] that begins on or before a day; null if there is none. */
  function stepAt(steps, day) {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (steps[middle][0] <= day) low = middle + 1; else high = middle;
    }
    return low ? steps[low - 1] : null;
  }

  /** What the rows of the document say, told by the words that stand in it as numbers. @param {object} drawing */
  function readers({ terms, parties, units, speakers, remarks }) {
    const ids = parties.map((party) => party.id);
    const holderOf = (number) => (number < 0 ? "" : ids[number]);

    function nameOf([code, text, from = null, to = null]) {
      const language = terms.language[Math.floor(code / terms.name.length)];
      return { language, kind: terms.name[code % terms.name.length], text, from, to };
    }

    /** @returns {Place} */
    function placeOf([id, kind, district, lon, lat, rank, site, names, km = 0], index) {
      let read = null; // thousands of names, of which few are shown
      return {
        index, id, kind: terms.kind[kind], district: district === null ? null : units[district],
        lon, lat, km, rank, site,
        get names() { return read || (read = names.map(nameOf)); },
      };
    }

    /** @returns {State} */
    function stateOf([holder, standing, since, dated, reported, claims]) {
      return Object.freeze({ holder: holderOf(holder), standing: terms.standing[standing], since, dated: Boolean(dated),
        reported, claims });
    }

    /** @returns {Claim} */
    function claimOf([place, holder, stance, speaker, side, basis, from, delay, sources, rest = {}], index, places) {
      return {
        index, place: place < 0 ? null : places[place].id, holder: holderOf(holder) || null,
        stance: terms.stance[stance], speaker: speakers[speaker], side: terms.side[side], basis: terms.basis[basis],
        from, reported: from + delay,
        sources: [].concat(sources), subject: null, called: null, earliest: null, latest: null, target: null, ...rest,
        note: rest.note === undefined ? null : remarks[rest.note],
      };
    }

    return { placeOf, stateOf, claimOf };
  }

  /** First values and what changes by day, as steps [[day, value], ...] of each. */
  function stepsOf([first, turns]) {
    const steps = Array.from(first, (value) => [[0, value]]);
    for (const [day, which, what] of turns) which.forEach((index, at) => steps[index].push([day, what[at]]));
    return steps;
  }

  function sourceOf([publisher, title, published, precision, url, quality, language]) {
    return { publisher, title, published, precision, url, quality, language };
  }

  /** A value that is made when it is first asked for. */
  function later(make) {
    let made = null;
    return () => made || (made = make());
  }

  /** Indexes grouped by what a function says of them. */
  function groupedBy(items, keyOf) {
    const groups = new Map();
    items.forEach((item, index) => {
      const key = keyOf(item);
      if (key === null || key === undefined) return;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(index);
    });
    return groups;
  }

  /**
   * Nodes and triangles: a node for each site, then those beyond the outline.
   * @param {object} drawing the document @param {Place[]} places
   */
  function meshOf({ mesh, sites }, places) {
    const own = sites.place.map((index) => places[index]);
    const triangles = [];
    let first = 0;
    for (let at = 0; at < mesh.triangles.length; at += 3) {
      first += mesh.triangles[at];
      triangles.push(first, first + mesh.triangles[at + 1], first + mesh.triangles[at + 2]);
    }
    return {
      xy: [...own.flatMap(({ lon, lat }) => [lon, lat]), ...mesh.xy],
      site: [...own.keys(), ...mesh.site],
      triangles,
    };
  }

  /** One state of knowledge: "all", "shown" (on each day what was known that day), or the day of one. */
  function course(known, series, model) {
    const steps = stepsOf(series.places);
    const sites = stepsOf(series.sites);
    const controls = model.controls;
    const codesOfDay = new Map();

    /** @param {Place} place @param {number} day its index @returns {State} */
    const stateOfPlace = (place, day) => controls[stepAt(steps[place.index], day)[1]];

    /** Places that change hands on a day, or are first shown so on it, by day. */
    const changes = (() => {
      const days = Array.from({ length: model.days }, () => []);
      for (const [index, list] of steps.entries()) {
        let before = null;
        for (const [day, number] of list) {
          const state = controls[number];
          const begins = state.holder && state.since === model.numberAt(day) && state.since > model.begins;
          if (begins || (before && before.holder !== state.holder)) days[day].push(model.places[index]);
          before = state;
        }
      }
      return days;
    })();

    const reports = later(() => groupedBy(model.claims, (claim) => (known === "shown" ? claim.reported : claim.from)));

    /** One character for each site; see `alphabet` and `surface.js`. @param {number} day @returns {string} */
    function codes(day) {
      if (!codesOfDay.has(day)) {
        if (codesOfDay.size > 400) codesOfDay.clear();
        codesOfDay.set(day, sites.map((list) => stepAt(list, day)[1]).join(""));
      }
      return codesOfDay.get(day);
    }

    /** @param {number} day @returns {Object<string, number[]>} by holder km², and between which bounds they lie */
    function areas(day) {
      const found = Object.entries(series.areas).map(([holder, list]) => [holder, stepAt(list, day).slice(1)]);
      return Object.fromEntries(found);
    }

    /** @param {number} day @returns {Object<string, number>} how many places each holder has */
    function counts(day) {
      const found = {};
      for (const place of model.places) {
        const { holder } = stateOfPlace(place, day);
        found[holder] = (found[holder] || 0) + 1;
      }
      return found;
    }

    return {
      known, stateOf: stateOfPlace, codes, areas, counts,
      /** @param {Place} place @returns {number[]} indexes of the days on which anything about it changes */
      turnsOf: (place) => steps[place.index].map(([day]) => day),
      /** @param {number} day @returns {Place[]} that come to their present holder on that day, or are first shown so */
      changedOn: (day) => changes[day] || [],
      /** @param {number} day @returns {number[]} indexes of the claims that count from it, or were made public on it */
      reportsOn: (day) => reports().get(model.numberAt(day)) || [],
      /** Indexes of the days on which some place changes. */
      events: changes.flatMap((list, day) => (list.length ? [day] : [])),
    };
  }

  /** @param {object} drawing the document */
  function model(drawing) {
    const { head } = drawing;
    const first = numberOf(head.first);
    const parties = drawing.parties.map((party, index) => ({ ...party, index }));
    const partyOf = new Map(parties.map((party) => [party.id, party]));
    const { placeOf, stateOf, claimOf } = readers(drawing);
    const places = drawing.places.map(placeOf);
    const placeOfId = new Map(places.map((place) => [place.id, place]));
    const districts = drawing.districts.features.map(({ properties, geometry }) => ({ ...properties, geometry }));
    const districtOfId = new Map(districts.map((district) => [district.id, district]));
    const claims = later(() => drawing.claims.map((row, index) => claimOf(row, index, places)));
    const claimsOfPlace = later(() => groupedBy(claims(), (claim) => claim.place));
    const courses = new Map();
    const self = {
      document: drawing, mesh: meshOf(drawing, places), alphabet: drawing.alphabet, parties, places, districts,
      get claims() { return claims(); },
      sources: drawing.sources.map(sourceOf),
      /** Ground that is nearest to each site, and the district it counts to. */
      sites: drawing.sites.place.map((index, site) => (
        { place: places[index], district: places[index].district, km2: drawing.sites.km2[site] })),
      controls: drawing.controls.map(stateOf),
      /** How many days there are; a day is meant by its index. */
      days: numberOf(head.last) - first + 1,
      /** Day number of the record's first day, the state before anything changes. */
      begins: numberOf(head.begins),
      /** States of knowledge that this page holds; the first is the usual one. */
      knowledge: Object.keys(drawing.series).sort(),
      isoOf, numberOf,
      numberAt: (day) => first + day,
      iso: (day) => isoOf(first + day),
      /** @param {string} iso @returns {number} index of a day; -1 if it is not among those of the page */
      indexOf: (iso) => {
        const index = numberOf(iso) - first;
        return index >= 0 && index < self.days ? index : -1;
      },
      dateOf: (day) => new Date(EPOCH + (first + day) * A_DAY),
      party: (id) => partyOf.get(id) || NOBODY,
      place: (id) => placeOfId.get(id) || null,
      district: (id) => districtOfId.get(id) || null,
      /** Places of a district. @returns {Place[]} */
      placesOf: (id) => places.filter((place) => place.district === id),
      /** The name to show: in a language if there is one in it, else the usual one. @param {Place} place */
      label: (place, language) => (place.names.find((name) => name.language === language) || place.names[0]).text,
      /** @param {Place} place @returns {number[]} indexes of all claims about it, oldest first */
      claimsOf: (place) => claimsOfPlace().get(place.id) || [],
      at: (known) => {
        const key = Object.hasOwn(drawing.series, known) ? known : self.knowledge[0];
        if (!courses.has(key)) courses.set(key, course(key, drawing.series[key], self));
        return courses.get(key);
      },
    };
    return self;
  }

  karamap.model = model;
})(window.karamap);
