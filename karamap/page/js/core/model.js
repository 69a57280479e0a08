/**
 * The document of the page, decoded: days, places, who held what, who said so. It computes no control of its own.
 */
(function (karamap) {
  "use strict";

  const A_DAY = 86400000;
  const UNDETERMINED = "und"; // language of a name that is in none for sure
  const KEPT_DAYS = 400; // days of which is kept what was computed
  /** @type {Map<Place, ChangeKind>} */
  const NO_CHANGES = new Map();
  const { stepAt } = karamap.steps;
  const LOOKLESS = { names: {}, shorts: {}, colour: "", ink: "", hatch: "" };
  const NOBODY = Object.freeze({ id: "", index: -1, ...LOOKLESS });

  /**
   * The fields of each kind of row that this script reads. In which order they stand, the document says.
   * @type {Record<RowKind, string[]>}
   */
  const FIELDS = {
    place: ["id", "kind", "district", "lon", "lat", "rank", "site", "names", "km"],
    name: ["language", "kind", "text", "valid_from", "valid_to"],
    control: ["holder", "standing", "since", "dated", "reported", "claims", "voices", "contested"],
    claim: [
      "place", "holder", "stance", "speaker", "side", "basis", "valid_from", "delay", "sources", "note", "called",
      "earliest", "latest", "subject", "target", "zone",
    ],
    event: ["place", "kind", "day", "delay", "speaker", "side", "source", "note", "earliest", "latest"],
    speaker: ["name", "key"],
    source: ["publisher", "title", "published", "precision", "url", "quality", "language"],
    change: ["day", "which", "values"],
    area: ["day", "km2", "least", "most"],
    changed: ["day", "dated", "undated", "learned"],
    fighting: ["day", "known"],
  };

  /** How places change on a day. @type {ChangeKind[]} */
  const CHANGES = ["dated", "undated", "learned"];

  /**
   * What reads the rows of a document as named values, null where a row ends before a field.
   * @param {Drawing["fields"]} stated names of the fields of each kind of row, in order
   * @returns {RowReader}
   * @throws {Error} a field is missing or unknown: page and data are of different versions
   */
  function rowReader(stated) {
    const kinds = new Set([...Object.keys(FIELDS), ...Object.keys(stated)]);
    const problems = [...kinds].flatMap((kind) => {
      const [known, given] = [FIELDS[/** @type {RowKind} */ (kind)] ?? [], stated[kind] ?? []];
      const missing = known.filter((name) => !given.includes(name)).map((name) => `${kind}.${name} is missing`);
      const unknown = given.filter((name) => !known.includes(name)).map((name) => `${kind}.${name} is unknown`);
      return [...missing, ...unknown];
    });
    if (problems.length) throw new Error(`the page cannot read its data: ${problems.join(", ")}`);
    return (kind, row) => {
      const names = stated[kind];
      /** @type {Record<string, any>} */
      const named = {};
      for (let at = 0; at < names.length; at += 1) named[names[at]] = row[at] ?? null;
      return named;
    };
  }

  /** Days as numbers and as YYYY-MM-DD. @param {string} epoch the day that numbers count from */
  function calendarFrom(epoch) {
    const zero = Date.parse(`${epoch}T00:00:00Z`);
    return {
      /** @param {number} number */
      isoOf: (number) => new Date(zero + number * A_DAY).toISOString().slice(0, 10),
      /** @param {string|null} iso @returns {number} NaN if it is no day */
      numberOf(iso) {
        if (!/^\d{4}-\d\d-\d\d$/.test(String(iso))) return NaN;
        return (Date.parse(`${iso}T00:00:00Z`) - zero) / A_DAY;
      },
    };
  }

  /** @param {Drawing["terms"]} terms @param {RowReader} read @returns {(row: Row) => PlaceName} */
  function nameReader(terms, read) {
    return (row) => {
      const { language, kind, text, valid_from: from, valid_to: to } = read("name", row);
      return { language: terms.language[language], kind: terms.name[kind], text, from, to };
    };
  }

  /**
   * What reads the mentions of places without a change of holder.
   * @param {Drawing} drawing
   * @param {RowReader} read
   * @returns {(row: Row, places: Place[]) => Mention}
   */
  function mentionReader({ terms, speakers, remarks }, read) {
    return (row, places) => {
      const { place, kind, day, delay, source, earliest, latest, ...told } = read("event", row);
      const { name: speaker, key: speakerKey } = read("speaker", speakers[told.speaker]);
      const note = remarks[told.note];
      const reported = day + delay;
      const { id } = places[place];
      return { place: id, kind: terms.event[kind], day, reported, earliest, latest, speaker, speakerKey, source, note };
    };
  }

  /**
   * @param {Drawing["terms"]} terms
   * @param {RowReader} read
   * @param {(number: number) => string} holderOf
   * @returns {(row: Row) => Control}
   */
  function controlReader(terms, read, holderOf) {
    return (row) => {
      const { holder, standing, since, dated, reported, claims, voices, contested } = read("control", row);
      return Object.freeze({
        holder: holderOf(holder),
        contested: Object.freeze((contested ?? []).map(holderOf)),
        standing: terms.standing[standing],
        since,
        dated: Boolean(dated),
        reported,
        claims,
        voices,
      });
    };
  }

  /** What the rows of the document say, told by the words that stand in it as numbers. @param {Drawing} drawing */
  function readersOf({ fields, terms, parties, units, speakers, remarks }) {
    const read = rowReader(fields);
    const nameOf = nameReader(terms, read);
    const speaking = speakers.map((row) => read("speaker", row));
    const ids = parties.map((party) => party.id);
    /** @param {number} number */
    const holderOf = (number) => (number < 0 ? "" : ids[number]);

    /** @param {Row} row @param {number} index @returns {Place} */
    function placeOf(row, index) {
      const { id, kind, district, lon, lat, rank, site, names, km } = read("place", row);
      const readNames = later(() => names.map(nameOf)); // thousands of names, of which few are shown
      return {
        index,
        id,
        kind: terms.kind[kind],
        district: district === null ? null : units[district],
        lon,
        lat,
        km: km ?? 0,
        rank,
        site,
        get names() {
          return readNames();
        },
      };
    }

    /** @param {Row} row @param {number} index @param {Place[]} places @returns {Claim} */
    function claimOf(row, index, places) {
      const { valid_from: from, delay, ...told } = read("claim", row);
      const { name: speaker, key } = speaking[told.speaker];
      return {
        index,
        place: told.place < 0 ? null : places[told.place].id,
        holder: holderOf(told.holder) || null,
        stance: terms.stance[told.stance],
        speaker,
        speakerKey: key,
        side: terms.side[told.side],
        basis: terms.basis[told.basis],
        from,
        reported: from + delay,
        sources: Array.isArray(told.sources) ? told.sources : [told.sources],
        ...{ zone: told.zone, subject: told.subject },
        called: told.called,
        earliest: told.earliest,
        latest: told.latest,
        target: told.target,
        note: told.note === null ? null : remarks[told.note],
      };
    }

    const [basis, sources] = ["basis", "sources"].map((name) => fields.claim.indexOf(name));
    return {
      read,
      placeOf,
      controlOf: controlReader(terms, read, holderOf),
      claimOf,
      /** Of thousands of claims nothing else is asked. @param {Row} row */
      basisOf: (row) => terms.basis[row[basis] ?? null],
      /** @param {Row} row @returns {number[]} */
      sourcesOf: (row) => [row[sources] ?? null].flat(),
    };
  }

  /** The ground of each holder as steps. @param {SeriesRows["areas"]} areas @param {RowReader} read */
  function areaSteps(areas, read) {
    return Object.entries(areas).map(([holder, rows]) => {
      const stated = rows.map((row) => read("area", row));
      /** @type {Steps<number[]>} */
      const steps = stated.map(({ day, km2, least, most }) => [day, [km2, least, most]]);
      return { holder, steps };
    });
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

  /**
   * What is made of each number, once: of thousands of claims a page shows few.
   * @template {object} Value
   * @param {(index: number) => Value} make
   * @returns {(index: number) => Value}
   */
  function onceEach(make) {
    /** @type {Value[]} */
    const made = [];
    return (index) => made[index] ?? (made[index] = make(index));
  }

  /**
   * What is computed of a day, once.
   * @template {{}} Value
   * @param {(day: number) => Value} make
   */
  function remembered(make) {
    /** @type {Map<number, Value>} */
    const known = new Map();
    /** @param {number} day */
    return (day) => {
      const value = known.get(day) ?? make(day);
      if (known.size > KEPT_DAYS) known.clear();
      known.set(day, value);
      return value;
    };
  }

  /** Indexes of claims by the place or zone that they are about. @param {Claim[]} claims */
  function claimsByPlace(claims) {
    /** @type {Map<string, number[]>} */
    const groups = new Map();
    for (const { place, zone, index } of claims) {
      const about = place ?? zone;
      if (about === null) continue;
      const group = groups.get(about);
      if (group) group.push(index);
      else groups.set(about, [index]);
    }
    return groups;
  }

  /**
   * Nodes and triangles: a node for each site of places and of zones, then those beyond the outline.
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
    const own = sites.place.slice(0, sites.place.length - sites.added); // those of zones have positions of their own
    const positions = own.flatMap((index) => [Number(places[index].lon), Number(places[index].lat)]);
    return {
      xy: [...positions, ...mesh.xy],
      site: [...own.keys(), ...mesh.site],
      triangles,
    };
  }

  /**
   * The places that change on each day, and how.
   * @param {Row[]} rows
   * @param {Place[]} places
   * @param {RowReader} read
   */
  function changesByDay(rows, places, read) {
    return new Map(rows.map((row) => {
      const { day, ...stated } = read("changed", row);
      /** @type {Map<Place, ChangeKind>} */
      const changed = new Map();
      for (const kind of CHANGES) {
        for (const index of stated[kind]) changed.set(places[index], kind);
      }
      return [day, changed];
    }));
  }

  /** Numbers of the places at each site. @param {Place[]} places */
  function placesBySite(places) {
    /** @type {Map<number, number[]>} */
    const groups = new Map();
    for (const { index, site } of places) {
      if (site === null) continue;
      const group = groups.get(site);
      if (group) group.push(index);
      else groups.set(site, [index]);
    }
    return groups;
  }

  /** Who holds the ground that a letter stands for; "" if nobody does. @param {Model} model */
  function holdersByLetter({ alphabet, parties }) {
    const run = (alphabet.length - 1) / parties.length; // letters of one holder
    return new Map([...alphabet].map((letter, at) => [letter, parties[Math.floor(at / run)]?.id ?? ""]));
  }

  /**
   * What tells how many days of fighting have passed since the last word about each place.
   * @param {Row[]} rows the days of fighting
   * @param {SteppedValues<number|null>} words
   * @param {Model} model
   * @param {RowReader} read
   */
  function ageReader(rows, words, model, read) {
    const fighting = rows.map((row) => read("fighting", row));
    /** @param {number} day */
    return (day) => {
      const today = model.numberAt(day);
      const fought = fighting.filter((one) => one.day <= today && one.known <= today).map((one) => one.day);
      /** @type {Map<number|null, number>} */
      const counted = new Map([[null, 0]]);
      /** @type {number|null} */
      let last = null; // most words are as old as the one before
      let age = 0;
      return words.on(day).map((word) => {
        if (word === last) return age;
        last = word;
        age = counted.get(word) ?? fought.filter((one) => one > Number(word)).length;
        counted.set(word, age);
        return age;
      });
    };
  }

  /**
   * What tells since which day the ground is as it is: none of what it follows from has changed since.
   * @param {SeriesRows} series
   * @param {number[]} days on which anything is said
   * @param {Model} model
   * @param {RowReader} read
   */
  function groundDays({ fighting }, days, model, read) {
    const first = model.numberAt(0);
    const fought = fighting.map((row) => read("fighting", row)).map(({ day, known }) => Math.max(day, known) - first);
    /** @type {[number][]} */
    const turns = [...new Set([...days, ...fought, ...model.ties.turns])].sort((a, b) => a - b).map((day) => [day]);
    /** @param {number} day */
    return (day) => Math.max(0, stepAt(turns, day)?.[0] ?? 0);
  }

  /**
   * What tells whether any place looks unreported: kept from day to day, since of many places few look otherwise.
   * @param {Place[]} places
   * @param {Pick<ControlTimeline, "lookOf"|"differing"|"turnTo">} timeline
   */
  function unreportedReader(places, { lookOf, differing, turnTo }) {
    const unreported = new Set();
    let present = -1;
    /** @param {number} day */
    return (day) => {
      turnTo(day);
      for (const index of present < 0 ? places.keys() : differing(present, day)) {
        const isSo = places[index].site !== null && lookOf(places[index], day).standing === "unreported";
        if (isSo) unreported.add(index);
        else unreported.delete(index);
      }
      present = day;
      return unreported.size > 0;
    };
  }

  /**
   * One state of knowledge: "all", "shown" (on each day what was known that day), or the day of one.
   * @param {string} known
   * @param {SeriesRows} series
   * @param {Model} model
   * @param {RowReader} read
   * @returns {ControlTimeline}
   */
  function timelineOf(known, series, model, read) {
    const [places, zones] = [karamap.steps.read(series.places, read), karamap.steps.read(series.zones, read)];
    const [sites, words] = [karamap.steps.read(series.sites, read), karamap.steps.read(series.words, read)];
    const [ofHolders, ofCoalitions] = [series.areas, series.coalition_areas].map((areas) => areaSteps(areas, read));
    const changed = changesByDay(series.changed, model.places, read);
    /** @param {ReturnType<typeof areaSteps>} areas @param {number} day */
    const areasOn = (areas, day) => (
      Object.fromEntries(areas.map(({ holder, steps }) => [holder, stepAt(steps, day)?.[1] ?? []])));

    /** @type {Map<string, Control>} */
    const looks = new Map();

    /** @param {Place} place @param {number} day */
    const stateOf = (place, day) => model.controls[places.at(place.index, day)];

    const holders = holdersByLetter(model);
    const placesOfSites = later(() => placesBySite(model.places));
    const heldOtherwise = later(() => sites.betweenMeanings((letter) => holders.get(letter)));

    /**
     * How a place looks by what is concluded about it and by the letter of its ground.
     * @param {number} number of the conclusion
     * @param {string} letter
     */
    function lookBy(number, letter) {
      const state = model.controls[number];
      const holder = holders.get(letter);
      if (!holder || !state.holder || holder === state.holder) return state;
      if (state.claims.some((index) => model.basisOf(index) !== "baseline")) return state;
      const key = `${number} ${holder}`;
      const look = looks.get(key) ?? Object.freeze({ ...state, holder, standing: "unreported" });
      looks.set(key, look);
      return look;
    }

    /** Days that were last set side by side, and the places that may look otherwise on them. */
    const beside = { one: -1, other: -1, indexes: /** @type {Set<number>} */ (new Set()) };

    /** Places that may look otherwise on one day than on another. @param {number} one @param {number} other */
    function differing(one, other) {
      if (beside.one === one && beside.other === other) return beside.indexes;
      const indexes = places.between(one, other);
      for (const site of heldOtherwise()(one, other)) {
        for (const index of placesOfSites().get(site) ?? []) indexes.add(index);
      }
      Object.assign(beside, { one, other, indexes });
      return indexes;
    }

    /** @param {Place} place @param {number} day */
    const lookOf = ({ index, site }, day) => (
      lookBy(places.at(index, day), site === null ? "" : sites.at(site, day)));

    /** @param {number} day */
    function turnTo(day) {
      places.on(day);
      sites.on(day);
    }

    return {
      known,
      codes: remembered((day) => sites.on(day).join("")),
      beginning: () => /** @type {any} */ (read("change", series.beginning)),
      ages: ageReader(series.fighting, words, model, read),
      groundSince: groundDays(series, [...sites.days, ...words.days], model, read),
      areas: (day) => areasOn(ofHolders, day),
      coalitionAreas: (day) => areasOn(ofCoalitions, day),
      stateOf,
      lookOf,
      hasUnreported: unreportedReader(model.places, { lookOf, differing, turnTo }),
      differing,
      turnTo,
      stateOfZone: (zone, day) => model.controls[zones.at(zone.index, day)],
      changePointsOf: (place) => places.daysOf(place.index),
      changedOn: (day) => changed.get(day) ?? NO_CHANGES,
      events: [...changed.keys()],
    };
  }

  /** Tables of the document as the values that they state. @param {Drawing} drawing */
  function decode(drawing) {
    const { read, placeOf, controlOf, claimOf, basisOf, sourcesOf } = readersOf(drawing);
    const mentionOf = mentionReader(drawing, read);
    const places = drawing.places.map(placeOf);
    return {
      read,
      places,
      parties: drawing.parties.map((party, index) => ({ ...party, index })),
      districts: drawing.districts.features.map(({ properties, geometry }) => ({ ...properties, geometry })),
      zones: drawing.zones.map((zone, index) => ({ ...zone, index })),
      controls: drawing.controls.map(controlOf),
      sources: drawing.sources.map((row) => /** @type {Source} */ (read("source", row))),
      claim: onceEach((index) => claimOf(drawing.claims[index], index, places)),
      basisOf: (/** @type {number} */ index) => basisOf(drawing.claims[index]),
      sourcesOf: (/** @type {number} */ index) => sourcesOf(drawing.claims[index]),
      mentions: later(() => drawing.events.map((row) => mentionOf(row, places))),
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
    const { isoOf, numberOf } = calendarFrom(head.epoch);
    const first = numberOf(head.first);
    const { read, places, parties, districts, zones, controls, sources, claim, mentions, ...told } = decode(drawing);
    const [partyOf, placeOfId, districtOfId, zoneOfId] = [byId(parties), byId(places), byId(districts), byId(zones)];
    const claims = later(() => drawing.claims.map((_, index) => claim(index)));
    const claimsOfPlace = later(() => claimsByPlace(claims()));
    /** @type {Map<string, ControlTimeline>} */
    const timelines = new Map();

    /** @param {string} known */
    function at(known) {
      const key = Object.hasOwn(drawing.series, known) ? known : self.knowledge[0];
      const timeline = timelines.get(key) ?? timelineOf(key, drawing.series[key], self, read);
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
      law: drawing.line,
      parties,
      places,
      districts,
      zones,
      controls,
      sources,
      get claims() {
        return claims();
      },
      claim,
      ...told,
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
      ties: karamap.ties.of(drawing, first),
      party: (id) => partyOf.get(id) || NOBODY,
      place: (id) => placeOfId.get(id ?? "") || null,
      district: (id) => districtOfId.get(id ?? "") || null,
      zone: (id) => zoneOfId.get(id ?? "") || null,
      placesOf: (district) => places.filter((place) => place.district === district),
      claimsOf: (place) => claimsOfPlace().get(place.id) || [],
      mentionsOf: (place) => mentions().filter((mention) => mention.place === place.id),
      claimsOfZone: (zone) => claimsOfPlace().get(zone.id) || [],
      at,
    };
    return self;
  }

  karamap.model = model;
})(window.karamap);
