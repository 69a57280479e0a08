/**
 * Where names lead: what the command would name for a spelling, in the order in which it would, by the same tables.
 *
 * Steps, choice and order are those of `karamap.names`: `name_search`, `candidate_selection`, `near_misses`.
 */
(function (karamap) {
  "use strict";

  const SEAT = 1; // ranks of places: a seat of a district, a city or town, any other
  const ORDINARY = 3;
  const SHORTEST_OF_TOWN = 4; // phonemes of a key that may be a town's but for one
  const PROPER = new Set(["official", "exonym"]);
  const SETTLED = new Set(["city", "town", "village", "outside"]);

  /** What a kind that is told may mean, first choice first. @type {Record<string, string[]>} */
  const KINDS = { settlement: ["town", "village", "city"], city: ["city", "town"], town: ["town", "city"] };

  /** How a spelling agrees, the surest first. */
  const MATCH = { spelling: 0, plain: 1, key: 2, other: 3, level2: 4, filled: 5, phoneme: 6 };

  const ASCII = /^[\0-\x7f]*$/;

  /** What is told of a spelling from which nothing was taken. */
  const WHOLE = { kind: null, how: "" };

  /**
   * @typedef {{entries: NameEntry[], match: number, told: string|null, how: string, spelled: NameEntry[],
   *   plain: NameEntry[]}} Step what is found, how it agrees, the kind that a word taken off tells, what was taken off
   */

  /** A key without its tags. @param {string} key */
  const bareOf = (key) => key.slice(key.lastIndexOf(":") + 1);

  /** Are two keys the same but for one phoneme? @type {Karamap["nameSearch"]["differByOne"]} */
  function differByOne(one, other) {
    const [short, long] = one.length <= other.length ? [one, other] : [other, one];
    if (long.length - short.length > 1) return false;
    let at = 0;
    while (at < short.length && short[at] === long[at]) at += 1;
    return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1);
  }

  /**
   * @param {Map<string, NameEntry[]>} map
   * @param {string} at
   * @param {NameEntry} entry
   */
  function put(map, at, entry) {
    const entries = map.get(at);
    if (entries) entries.push(entry);
    else map.set(at, [entry]);
  }

  /** What a plain keyboard makes of spellings; see `_by_plain_letters` of the index. @param {KeyTables} tables */
  function plainWriter({ levels }) {
    const letters = Object.entries(levels[0].letters);
    const joined = new Map(letters.filter(([from, to]) => !ASCII.test(from) && ASCII.test(to)));
    /** @param {string} spelling @returns {string[]} */
    return (spelling) => {
      if (ASCII.test(spelling)) return [];
      const otherwise = [...spelling].map((letter) => joined.get(letter) ?? letter).join("");
      const written = new Set([spelling, otherwise].map(karamap.nameKeys.inPlainLetters));
      return [...written].filter((text) => ASCII.test(text));
    };
  }

  /**
   * Every spelling and key with the names that have it.
   * @param {KeyTables} tables
   * @returns {NameIndex}
   */
  function emptyIndex(tables) {
    return {
      folder: karamap.nameKeys.folder(tables),
      plainOf: plainWriter(tables),
      spellings: new Map(),
      plain: new Map(),
      firsts: new Map(),
      keys: new Map(),
      seconds: new Map(),
      thirds: new Map(),
      generics: new Map(),
      towns: [],
    };
  }

  /**
   * Note where a name leads.
   * @param {NameIndex} index
   * @param {NameEntry} entry
   * @param {string} text
   * @param {string} language
   */
  function putName(index, entry, text, language) {
    const { folder } = index;
    const spelling = karamap.nameKeys.fold(text);
    put(index.spellings, spelling, entry);
    for (const written of index.plainOf(spelling)) put(index.plain, written, entry);
    entry.keys = folder.keys(folder.form(text), language);
    if (entry.keys.length) put(index.firsts, entry.keys[0], entry);
    for (const key of entry.keys) put(index.keys, key, entry);
    for (const key of folder.coarsened(entry.keys, 2)) put(index.seconds, key, entry);
    for (const key of folder.coarsened(entry.keys, 3)) put(index.thirds, key, entry);
    const rest = folder.genericFirst(text);
    if (!rest || !rest.kind) return;
    const told = { ...entry, told: rest.kind };
    put(index.generics, `=${karamap.nameKeys.fold(rest.words.join(" "))}`, told);
    for (const key of folder.keys(rest, language)) put(index.generics, key, told);
  }

  /**
   * Note where all names of a place lead.
   * @param {NameIndex} index
   * @param {Place} place
   * @param {string} further names that are found and not shown
   */
  function putPlace(index, place, further) {
    /** @type {SearchTarget} */
    const target = { kind: "place", id: place.id, rank: place.rank, is: place.kind };
    if (place.rank < ORDINARY) index.towns.push(target);
    /** @param {string} text @param {string} language @param {boolean} own */
    const add = (text, language, own) => {
      const written = { text, lang: language === "und" ? "" : language };
      putName(index, { target, written, own, keys: [], told: null }, text, language);
    };
    for (const { text, language, kind } of place.names) add(text, language, PROPER.has(kind));
    for (const [head, ...texts] of further.split("\n").map((line) => line.split("\t"))) {
      for (const text of texts) add(text, head.replace("+", "") || "und", head.endsWith("+"));
    }
  }

  /**
   * The index of a document's names, as yet empty, and what adds place after place.
   * @type {Karamap["nameSearch"]["begin"]}
   */
  function begin(model, tables) {
    const index = emptyIndex(tables);
    const places = [...model.places].sort((one, other) => one.rank - other.rank); // towns are asked for first
    function* adding() {
      for (const place of places) {
        putPlace(index, place, tables.further[place.index] ?? "");
        yield place;
      }
    }
    return { index, adding: adding() };
  }

  /** The whole index of a document's names. @type {Karamap["nameSearch"]["indexOf"]} */
  function indexOf(model, tables) {
    const { index, adding } = begin(model, tables);
    while (!adding.next().done);
    return index;
  }

  /**
   * The names under some keys; once a kind is told, also those that begin with a word for it.
   * @param {NameIndex} index
   * @param {Map<string, NameEntry[]>} map
   * @param {string[]} keys
   * @param {string|null} kind
   */
  function under(index, map, keys, kind) {
    const found = keys.flatMap((key) => map.get(key) ?? []);
    return kind ? [...found, ...byGenericWord(index, keys, kind)] : found;
  }

  /** @param {NameIndex} index @param {string[]} keys @param {string} kind */
  function byGenericWord({ generics }, keys, kind) {
    return keys.flatMap((key) => (generics.get(key) ?? []).filter(({ told }) => told === kind));
  }

  /** Names that a plain keyboard writes like a spelling. @param {NameIndex} index @param {string} spelling */
  function inPlainLetters({ folder, plain }, spelling) {
    const { fold, inPlainLetters: plainly, wordsOf } = karamap.nameKeys;
    let written = plainly(spelling);
    if (!ASCII.test(written)) written = fold(folder.inLatin(wordsOf(spelling)).join(" "));
    return (ASCII.test(written) && plain.get(written)) || [];
  }

  /**
   * Names spelled alike, or so once in plain letters, with those under their key.
   * @param {NameIndex} index
   * @param {string} query
   * @param {Form|null} form
   * @returns {Step|null}
   */
  function asSpelled(index, query, form) {
    const { folder, spellings } = index;
    const spelling = karamap.nameKeys.fold(form ? form.written : query);
    const same = spellings.get(spelling) ?? [];
    const plain = same.length && !ASCII.test(spelling) ? [] : inPlainLetters(index, spelling);
    if (!same.length && !plain.length) return null;
    const { kind: told, how } = form ?? WHOLE;
    const spelled = same.length && told ? [...same, ...byGenericWord(index, [`=${spelling}`], told)] : same;
    const read = same.length ? folder.form(spelling) : form ?? folder.form(query);
    const usual = under(index, index.firsts, folder.keys(read, null, 1), told);
    return { entries: [...spelled, ...plain, ...usual], match: MATCH.key, told, how, spelled, plain };
  }

  /** Names whose key is one of these with vowels put in. @param {NameIndex} index @param {string[]} keys */
  function filledIn({ folder, thirds }, keys) {
    const skeletons = folder.plain(keys);
    const alike = new Set(folder.coarsened(keys, 3).flatMap((key) => thirds.get(key) ?? []));
    return [...alike].filter((entry) => folder.plain(entry.keys)
      .some((key) => skeletons.some((skeleton) => folder.fills(skeleton, key))));
  }

  /**
   * What one form of a spelling leads to, the surest first.
   * @param {NameIndex} index
   * @param {string} query
   * @param {Form} form
   * @returns {Iterable<Step>}
   */
  function* stepsOf(index, query, form) {
    const { folder } = index;
    const usual = folder.keys(form, null, 1);
    if (!usual.length) return;
    const { kind: told, how } = form;
    /** @param {NameEntry[]} entries @param {number} match @returns {Step} */
    const step = (entries, match) => ({ entries, match, told, how, spelled: [], plain: [] });
    yield step(under(index, index.firsts, usual, told), MATCH.key);
    if (how.includes("ending")) return;
    const every = folder.keys(form);
    yield step(under(index, index.keys, usual, told), MATCH.other);
    yield step(under(index, index.keys, every.slice(1), told), MATCH.other);
    yield step(under(index, index.seconds, folder.coarsened(every, 2), told), MATCH.level2);
    if (folder.isPartlyVoweled(query)) yield step(filledIn(index, every), MATCH.filled);
  }

  /** @param {NameIndex} index @param {string} query @returns {Iterable<Step>} */
  function* steps(index, query) {
    const same = asSpelled(index, query, null);
    if (same) yield same;
    for (const form of index.folder.forms(query)) {
      const alike = form.how ? asSpelled(index, query, form) : null;
      if (alike) yield alike;
      yield* stepsOf(index, query, form);
    }
  }

  /** The places that the kind leaves. @param {SearchTarget[]} targets @param {string|null} told */
  function ofKind(targets, told) {
    for (const kind of told ? KINDS[told] ?? [told] : []) {
      const same = targets.filter(({ is }) => is === kind);
      if (same.length) return same;
    }
    const settled = told ? [] : targets.filter(({ is }) => SETTLED.has(is ?? ""));
    return settled.length ? settled : targets;
  }

  /** @param {NameEntry[]} entries */
  const targetsOf = (entries) => new Set(entries.map(({ target }) => target));

  /**
   * The places that the kind leaves, and seats that are written so where none of them is, nor is called so.
   * @param {SearchTarget[]} left
   * @param {SearchTarget[]} all
   * @param {Step} step
   */
  function besideSeats(left, all, { entries, told, spelled, plain }) {
    if (!told || left.length === all.length) return left;
    const written = targetsOf([...spelled, ...plain]);
    const called = targetsOf(entries.filter(({ own }) => own));
    if (left.some((target) => written.has(target) || called.has(target))) return left;
    const seats = all.filter((target) => target.rank === SEAT && written.has(target));
    return seats.length ? [...left, ...seats] : left;
  }

  /**
   * The places whose own name it is; seats stay, and so does what is spelled so.
   * @param {SearchTarget[]} targets
   * @param {Step} step
   */
  function ofProperName(targets, { entries, spelled, plain }) {
    const proper = targetsOf(entries.filter(({ own }) => own));
    if (!targets.some((target) => proper.has(target))) return targets;
    const alike = targetsOf(spelled);
    const written = targetsOf([...spelled, ...plain]);
    const isWritten = targets.some((target) => proper.has(target) && written.has(target));
    return targets.filter((target) => proper.has(target) || target.rank === SEAT || (!isWritten && alike.has(target)));
  }

  /**
   * Towns with a key but one phoneme from one of a spelling's.
   * @param {NameIndex} index
   * @param {string} query
   */
  function nearTowns({ folder, keys: known, towns }, query) {
    const asked = folder.keys(folder.form(query)).filter((key) => bareOf(key).length >= SHORTEST_OF_TOWN);
    const close = new Set();
    for (const [key, entries] of known) {
      if (!asked.some((own) => differByOne(own, key))) continue;
      for (const { target } of entries) close.add(target);
    }
    return towns.filter((target) => close.has(target));
  }

  /** Places, the most important first, of one importance those that agree best. @param {Meant[]} meant */
  function ranked(meant) {
    return meant.sort((a, b) => a.target.rank - b.target.rank || a.match - b.match
      || (a.target.id < b.target.id ? -1 : 1));
  }

  /** What a step comes to. @param {NameIndex} index @param {string} query @param {Step} step @returns {Meant[]} */
  function chosen(index, query, step) {
    const all = [...targetsOf(step.entries)];
    const fitting = ofKind(all, step.told);
    const left = besideSeats(fitting, all, step);
    const targets = left.length > 1 && left === fitting ? ofProperName(left, step) : left;
    const [spelled, plain] = [targetsOf(step.spelled), targetsOf(step.plain)];
    /** @type {Meant[]} */
    const meant = targets.map((target) => {
      const otherwise = plain.has(target) ? MATCH.plain : step.match;
      return { target, match: spelled.has(target) ? MATCH.spelling : otherwise, written: writtenOf(step, target) };
    });
    const [only] = meant;
    const isGuess = meant.length === 1 && only.match > MATCH.key && only.target.rank === ORDINARY
      && !step.entries.some(({ target, own }) => own && target === only.target);
    if (!isGuess || (step.how && step.told !== only.target.is)) return ranked(meant);
    const towns = nearTowns(index, query).map((target) => ({ target, match: MATCH.phoneme, written: null }));
    return ranked([...meant, ...towns]);
  }

  /** How a place is written where it was found. @param {Step} step @param {SearchTarget} target */
  function writtenOf({ spelled, plain, entries }, target) {
    const found = [spelled, plain, entries].map((among) => among.find((entry) => entry.target === target));
    return found.find((entry) => entry)?.written ?? null;
  }

  /** The places that a spelling means, as the command names them. @type {Karamap["nameSearch"]["meant"]} */
  function meant(index, query) {
    for (const step of steps(index, query)) {
      if (step.match !== MATCH.level2 && step.entries.length) return chosen(index, query, step);
    }
    return [];
  }

  karamap.nameSearch = { begin, indexOf, meant, differByOne };
})(window.karamap);
