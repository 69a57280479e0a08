/**
 * The document of the page, decoded: days, places, who held what, who said so. It computes no control of its own.
 */
(function (karamap) {
  "use strict";

  const EPOCH = Date.UTC(2020, 0, 1);
  const A_DAY = 86400000;
  const UNDETERMINED = "und"; // language of a name that is in none for sure
  const KEPT_DAYS = 400; // days of which the codes are kept
  const NOBODY = Object.freeze({ id: "", index: -1, names: {}, shorts: {}, colour: "", ink: "", hatch: "" });

  /** @param {number} number days since the start of 2020 @returns {string} as YYYY-MM-DD */
  const isoOf = (number) => new Date(EPOCH + number * A_DAY).toISOString().slice(0, 10);

  /** @param {string|null} iso @returns {number} days since the start of 2020; NaN if it is no day */
  function numberOf(iso) {
    if (!/^\d{4}-\d\d-\d\d$/.test(String(iso))) return NaN;
    return (Date.parse(`${iso}T00:00:00Z`) - EPOCH) / A_DAY;
  }

  /**
   * The last of some steps that begins on or before a day.
   * @template {[number, ...any[]]} Step
   * @param {Step[]} steps
   * @param {number} day
   * @returns {Step|null} null if there is none
   */
  function stepAt(steps, day) {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (steps[middle][0] <= day) low = middle + 1;
      else high = middle;
    }
    return low ? steps[low - 1] : null;
  }

  /**
   * The value that holds on a day; the first step of such steps begins on the first day.
   * @template Value
   * @param {Steps<Value>} steps
   * @param {number} day
   */
  function valueAt(steps, day) {
    const [, value] = stepAt(steps, day) ?? steps[0];
    return value;
  }

  /** What the rows of the document say, told by the words that stand in it as numbers. @param {Drawing} drawing */
  function readersOf({ terms, parties, units, speakers, remarks }) {
    const ids = parties.map((party) => party.id);
    /** @param {number} number */
    const holderOf = (number) => (number < 0 ? "" : ids[number]);

    /** @param {NameRow} row @returns {PlaceName} */
    function nameOf([code, text, from = null, to = null]) {
      const language = terms.language[Math.floor(code / terms.name.length)];
      return { language, kind: terms.name[code % terms.name.length], text, from, to };
    }

    /** @param {PlaceRow} row @param {number} index @returns {Place} */
    function placeOf([id, kind, district, lon, lat, rank, site, names, km = 0], index) {
      const readNames = later(() => names.map(nameOf)); // thousands of names, of which few are shown
      return {
        index,
        id,
        kind: terms.kind[kind],
        district: district === null ? null : units[district],
        lon,
        lat,
        km,
        rank,
        site,
        get names() {
          return readNames();
        },
      };
    }

    /** @param {ControlRow} row @returns {Control} */
    function controlOf([holder, standing, since, dated, reported, claims]) {
      return Object.freeze({
        holder: holderOf(holder),
        standing: terms.standing[standing],
        since,
        dated: Boolean(dated),
        reported,
        claims,
      });
    }

    /** @param {ClaimRow} row @param {number} index @param {Place[]} places @returns {Claim} */
    function claimOf(row, index, places) {
      const [place, holder, stance, speaker, side, basis, from, delay, sources, rest = {}] = row;
      return {
        index,
        place: place < 0 ? null : places[place].id,
        holder: holderOf(holder) || null,
        stance: terms.stance[stance],
        speaker: speakers[speaker],
        side: terms.side[side],
        basis: terms.basis[basis],
        from,
        reported: from + delay,
        sources: Array.isArray(sources) ? sources : [sources],
        subject: null,
        called: null,
        earliest: null,
        latest: null,
        target: null,
        ...rest,
        note: rest.note === undefined ? null : remarks[rest.note],
      };
    }

    return { placeOf, controlOf, claimOf };
  }

  /** @param {SourceRow} row @returns {Source} */
  function sourceOf([publisher, title, published, precision, url, quality, language]) {
    return { publisher, title, published, precision, url, quality, language };
  }

  /**
   * First values and what changes by day, as the steps of each.
   * @template Value
   * @param {Changes<Value>} changes
   */
  function stepsOf([first, turns]) {
    /** @type {Steps<Value>[]} */
    const steps = Array.from(first, (value) => [[0, value]]);
    for (const [day, which, what] of turns) which.forEach((index, at) => steps[index].push([day, what[at]]));
    return steps;
  }

  /**
   * A value that is made when it is first asked for.
   * @template {object} Value
   * @param {() => Value} make
   */
  function later(make) {
    /** @type {Value|null} */
    let made = null;
    return () => {
      if (!made) made = make();
      return made;
    };
  }

  /** Indexes of claims by the place that they are about. @param {Claim[]} claims */
  function claimsByPlace(claims) {
    /** @type {Map<string, number[]>} */
    const groups = new Map();
    for (const { place, index } of claims) {
      if (place === null) continue;
      const group = groups.get(place);
      if (group) group.push(index);
      else groups.set(place, [index]);
    }
    return groups;
  }

  /**
   * Nodes and triangles: a node for each site, then those beyond the outline.
   * @param {Drawing} drawing
   * @param {Place[]} places
   */
  function meshOf({ mesh, sites }, places) {
    const triangles = [];
    let first = 0;
    for (let at = 0; at < mesh.triangles.length; at += 3) {
      first += mesh.triangles[at];
      triangles.push(first, first + mesh.triangles[at + 1], first + mesh.triangles[at + 2]);
    }
    const positions = sites.place.flatMap((index) => [Number(places[index].lon), Number(places[index].lat)]);
    return {
      xy: [...positions, ...mesh.xy],
      site: [...sites.place.keys(), ...mesh.site],
      triangles,
    };
  }

  /**
   * Places that change hands on a day, or are first shown so on it, by day.
   * @param {Model} model
   * @param {Steps<number>[]} stepsOfPlaces numbers of conclusions
   */
  function changesByDay(model, stepsOfPlaces) {
    /** @type {Place[][]} */
    const days = Array.from({ length: model.days }, () => []);
    for (const [index, steps] of stepsOfPlaces.entries()) {
      /** @type {Control|null} */
      let before = null;
      for (const [day, number] of steps) {
        const state = model.controls[number];
        const begins = state.holder && state.since === model.numberAt(day) && state.since > model.begins;
        if (begins || (before && before.holder !== state.holder)) days[day].push(model.places[index]);
        before = state;
      }
    }
    return days;
  }

  /**
   * One state of knowledge: "all", "shown" (on each day what was known that day), or the day of one.
   * @param {string} known
   * @param {SeriesRows} series
   * @param {Model} model
   * @returns {ControlTimeline}
   */
  function timelineOf(known, series, model) {
    const stepsOfPlaces = stepsOf(series.places);
    const stepsOfSites = stepsOf(series.sites);
    const changes = changesByDay(model, stepsOfPlaces);
    /** @type {Map<number, string>} */
    const codesOfDay = new Map();

    /** @param {number} day */
    function codes(day) {
      let letters = codesOfDay.get(day);
      if (letters === undefined) {
        if (codesOfDay.size > KEPT_DAYS) codesOfDay.clear();
        letters = stepsOfSites.map((steps) => valueAt(steps, day)).join("");
        codesOfDay.set(day, letters);
      }
      return letters;
    }

    /** @param {number} day */
    function areas(day) {
      const byHolder = Object.entries(series.areas).map(([holder, steps]) => {
        const [, ...km2] = stepAt(steps, day) ?? [day];
        return [holder, km2];
      });
      return Object.fromEntries(byHolder);
    }

    return {
      known,
      codes,
      areas,
      stateOf: (place, day) => model.controls[valueAt(stepsOfPlaces[place.index], day)],
      changePointsOf: (place) => stepsOfPlaces[place.index].map(([day]) => day),
      changedOn: (day) => changes[day] || [],
      events: changes.flatMap((places, day) => (places.length ? [day] : [])),
    };
  }

  /** Tables of the document as the values that they state. @param {Drawing} drawing */
  function decode(drawing) {
    const { placeOf, controlOf, claimOf } = readersOf(drawing);
    const places = drawing.places.map(placeOf);
    return {
      places,
      parties: drawing.parties.map((party, index) => ({ ...party, index })),
      districts: drawing.districts.features.map(({ properties, geometry }) => ({ ...properties, geometry })),
      controls: drawing.controls.map(controlOf),
      sources: drawing.sources.map(sourceOf),
      claims: later(() => drawing.claims.map((row, index) => claimOf(row, index, places))),
    };
  }

  /**
   * Things by their id.
   * @template {{id: string}} Thing
   * @param {Thing[]} things
   */
  const byId = (things) => new Map(things.map((thing) => [thing.id, thing]));

  /** @param {Drawing} drawing the document @returns {Model} */
  function model(drawing) {
    const { head } = drawing;
    const first = numberOf(head.first);
    const { places, parties, districts, controls, sources, claims } = decode(drawing);
    const [partyOf, placeOfId, districtOfId] = [byId(parties), byId(places), byId(districts)];
    const claimsOfPlace = later(() => claimsByPlace(claims()));
    /** @type {Map<string, ControlTimeline>} */
    const timelines = new Map();

    /** @param {string} known */
    function at(known) {
      const key = Object.hasOwn(drawing.series, known) ? known : self.knowledge[0];
      const timeline = timelines.get(key) ?? timelineOf(key, drawing.series[key], self);
      timelines.set(key, timeline);
      return timeline;
    }

    /** @param {string|null} iso */
    function indexOf(iso) {
      const index = numberOf(iso) - first;
      return index >= 0 && index < self.days ? index : -1;
    }

    /** @type {Model} */
    const self = {
      document: drawing,
      mesh: meshOf(drawing, places),
      alphabet: drawing.alphabet,
      parties,
      places,
      districts,
      controls,
      sources,
      get claims() {
        return claims();
      },
      sites: drawing.sites.place.map((index, site) => (
        { place: places[index], district: places[index].district, km2: drawing.sites.km2[site] })),
      days: numberOf(head.last) - first + 1,
      begins: numberOf(head.begins),
      knowledge: Object.keys(drawing.series).sort(),
      nameLanguages: drawing.terms.language.filter((language) => language !== UNDETERMINED),
      usualLanguage: drawing.terms.language[0],
      isoOf,
      numberOf,
      numberAt: (day) => first + day,
      iso: (day) => isoOf(first + day),
      indexOf,
      party: (id) => partyOf.get(id) || NOBODY,
      place: (id) => placeOfId.get(id ?? "") || null,
      district: (id) => districtOfId.get(id ?? "") || null,
      placesOf: (district) => places.filter((place) => place.district === district),
      claimsOf: (place) => claimsOfPlace().get(place.id) || [],
      at,
    };
    return self;
  }

  karamap.model = model;
})(window.karamap);
