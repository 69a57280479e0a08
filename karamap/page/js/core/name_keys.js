/**
 * Turns a spelling into keys under which the same name meets itself across scripts, by the tables that the command
 * uses and in the same way: for every name of the gazetteer both give the same keys.
 *
 * Left to the command are letters neither of an orthography nor Latin, Greek, Cyrillic or Georgian: no keys here.
 * @typedef {{words: string[], tags: string[], kind: string|null, how: string}} Form one way to take a spelling apart
 * @typedef {{id: string, language: string, dotted: boolean, letters: Set<string>, pattern: RegExp,
 *   anywhere: Map<string, string[]>, initial: Map<string, string[]>, final: Map<string, string[]>}} Orthography
 */
(function (karamap) {
  "use strict";

  const MAX_KEYS = 16;
  const SHORTEST_STEM = 4;
  const SHORT_WORD = 3;
  const WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*'?/gu;
  const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\ufeff]/g;
  const APOSTROPHES = /[’ʼ`´‘′ʹ]/g;

  const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Armenian}/u, /\p{Script=Arabic}/u];

  const length = (text) => [...text].length;
  const casefold = (text) => text.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");

  /** Case, dots and presentation folded, letters kept: what makes two spellings the same spelling. */
  function fold(name) {
    const composed = casefold(name.replace(INVISIBLE, "").normalize("NFKC")).normalize("NFC");
    return composed.replace(APOSTROPHES, "'").replace(/ı/g, "i").replace(/ǝ/g, "ə").replace(/\u0307/g, "")
      .split(/\s+/).filter(Boolean).join(" ");
  }

  /** The words of a name, in the case they were written in; hyphens and commas part them. @returns {string[]} */
  function wordsOf(name) {
    const plain = name.replace(INVISIBLE, "").normalize("NFKC").normalize("NFC");
    return plain.replace(APOSTROPHES, "'").match(WORD) || [];
  }

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  const readingsOf = (table) => new Map(Object.entries(table).map(([grapheme, heard]) => [grapheme, heard.split(" ")]));

  /** @returns {Orthography} */
  function orthography([id, language, dotted, ...positions]) {
    const [anywhere, initial, final] = positions.map(readingsOf);
    const known = [...new Set([...anywhere.keys(), ...initial.keys(), ...final.keys()])]
      .sort((a, b) => length(b) - length(a));
    const pattern = new RegExp(known.map(escaped).join("|") || "$^", "gu");
    return { id, language, dotted: Boolean(dotted), letters: new Set(known.join("")), pattern, anywhere, initial, final };
  }

  /** A word in small letters, by the casing of an orthography. */
  function small(item, word) {
    const plain = item.dotted ? word.replace(/İ/g, "i").replace(/I/g, "ı") : word;
    return casefold(plain).replace(/\u0307/g, "").replace(/ǝ/g, "ə");
  }

  /** The phonemes of each grapheme of a word, with alternatives. @returns {string[][]} */
  function readings(item, word) {
    return [...word.matchAll(item.pattern)].map((match) => {
      const [grapheme] = match;
      if (match.index === 0 && item.initial.has(grapheme)) return item.initial.get(grapheme);
      if (match.index + grapheme.length === word.length && item.final.has(grapheme)) return item.final.get(grapheme);
      return item.anywhere.get(grapheme) || [""];
    });
  }

  /** A reading of all words in which some graphemes are read otherwise than usual; the first option wins. */
  function departing(segments, options) {
    const chosen = new Map();
    for (const { at, place, other } of options) {
      if (!chosen.has(`${at} ${place}`)) chosen.set(`${at} ${place}`, other);
    }
    return segments.map((word, at) => word.map((item, place) => chosen.get(`${at} ${place}`) ?? item[0]).join(""));
  }

  /** Readings with one grapheme read otherwise than usual, then two, then all that can be. */
  function* departures(segments) {
    const options = segments.flatMap((word, at) => word.flatMap((item, place) => (
      item.slice(1).map((other) => ({ at, place, other }))))).slice(0, MAX_KEYS);
    for (const option of options) yield departing(segments, [option]);
    for (const [index, first] of options.entries()) {
      for (const second of options.slice(index + 1)) {
        if (first.at !== second.at || first.place !== second.place) yield departing(segments, [first, second]);
      }
    }
    if (options.length) yield departing(segments, options);
  }

  /** A rule of a level as a function from phonemes to phonemes. */
  function ruleOf([source, where, to], vowels) {
    if (where === "doubled") return (phonemes) => phonemes.replace(/(.)\1+/gsu, "$1");
    const isVowel = (letter) => letter !== undefined && vowels.has(letter);
    const isConsonant = (letter) => letter !== undefined && !vowels.has(letter);
    const asks = [
      ["initial", (before) => before === undefined], ["after vowel", isVowel], ["after consonant", isConsonant],
      ["final", (_, after) => after === undefined], ["before vowel", (_, after) => isVowel(after)],
      ["before consonant", (_, after) => isConsonant(after)],
    ].filter(([words]) => where.includes(words)).map(([, ask]) => ask);
    return (phonemes) => phonemes.replaceAll(source, (found, at) => (
      asks.every((ask) => ask(phonemes[at - 1], phonemes[at + found.length])) ? to : found));
  }

  /** @param {object} tables as the command's `karamap.searching` states them */
  function folder(tables) {
    const all = tables.orthographies.map(orthography);
    const vowels = new Set(tables.vowels);
    const levels = tables.levels.map(([letters, rules]) => ({
      letters: new Map(Object.entries(letters)), rules: rules.map((rule) => ruleOf(rule, vowels)),
    }));
    const modifiers = new Map(Object.entries(tables.modifiers));
    const generics = new Map(Object.entries(tables.generics));
    const leading = new Set(tables.leading);
    const latin = new Map(Object.entries(tables.latin).flatMap(([to, from]) => [...from].map((letter) => [letter, to])));
    const rewritings = new Map();

    /** Phonemes rewritten by the rules of a level and those below, until nothing changes. */
    function rewritten(level, phonemes) {
      const asked = `${level}${phonemes}`;
      if (!rewritings.has(asked)) rewritings.set(asked, rewrittenAnew(levels[level - 1], phonemes));
      return rewritings.get(asked);
    }

    function rewrittenAnew({ letters, rules }, phonemes) {
      let [before, now] = ["", phonemes];
      do {
        before = now;
        now = rules.reduce((text, rule) => rule(text), [...now].map((letter) => letters.get(letter) ?? letter).join(""));
      } while (now !== before);
      return now;
    }

    /** The orthographies that know every letter of some words; those of one language if it has any. */
    function covering(words, language) {
      const letters = new Set(casefold(words.join("")).replace(/ǝ/g, "ə"));
      letters.delete("'");
      letters.delete("\u0307");
      const knows = (item) => [...letters].every((letter) => item.letters.has(letter));
      const own = all.filter((item) => item.language === language);
      const found = own.filter(knows);
      return found.length ? found : all.filter(knows);
    }

    /** Readings of a name: the usual one of each orthography, then those that depart from it, least first. */
    function* spoken(among, words) {
      const read = [];
      for (const item of among) {
        const segments = words.map((word) => readings(item, small(item, word)));
        yield segments.map((word) => word.map((heard) => heard[0]).join(""));
        read.push(segments);
      }
      for (const segments of read) yield* departures(segments);
    }

    /** Are words in letters of several scripts? That is a disguise, not a language. */
    function areMixed(words) {
      const letters = [...words.join("")].filter((letter) => /\p{L}/u.test(letter));
      return new Set(letters.map((letter) => SCRIPTS.findIndex((script) => script.test(letter)))).size > 1;
    }

    /** What reads some words, and the words as they can be read: in plain Latin if some letter is unknown. */
    function readers(words, language) {
      const among = covering(words, language);
      if (among.length || areMixed(words)) return { among, words };
      const plain = words.map((word) => [...word].map((letter) => latin.get(letter) ?? letter).join(""));
      return { among: covering(plain, null), words: plain };
    }

    /** The keys of a name on level 1, the usual reading first. @param {Form} form @param {string|null} [language] */
    function keys(form, language = null, limit = MAX_KEYS) {
      const found = new Set();
      const prefix = form.tags.map((tag) => `${tag}:`).join("");
      const { among, words } = readers(form.words, language);
      for (const phonemes of spoken(among, words)) {
        const key = rewritten(1, phonemes.map((word) => rewritten(1, word)).join(""));
        if (key) found.add(prefix + key);
        if (found.size >= limit) break;
      }
      return [...found];
    }

    /** Keys of level 1 on a higher level, each once. */
    function coarsened(found, level) {
      return [...new Set(found.map((key) => {
        const at = key.lastIndexOf(":") + 1;
        return key.slice(0, at) + rewritten(level, key.slice(at));
      }))];
    }

    const bare = (words) => ({ words, tags: [], kind: null, how: "" });
    const firstKey = (word) => keys(bare([word]), null, 1)[0] || `=${fold(word)}`;
    const meaning = (word) => (length(word) <= SHORT_WORD ? `=${fold(word)}` : firstKey(word));

    /** @returns {Form} */
    function tagged(words, kind, how) {
      const tags = words.map((word) => modifiers.get(meaning(word)));
      const kept = words.filter((_, at) => tags[at] === undefined);
      if (!kept.length) return { words, tags: [], kind, how };
      return { words: kept, tags: [...new Set(tags.filter(Boolean))].sort(), kind, how };
    }

    function withoutGenerics(words) {
      const kept = [...words];
      let told = null;
      for (let at = words.length - 1; at >= 0; at -= 1) {
        const known = meaning(words[at]);
        const kind = generics.get(known);
        const fits = kind !== undefined && kind !== "district";
        if (fits && kept.length > 1 && (at > 0 || leading.has(known))) {
          kept.splice(at, 1);
          told = kind || told;
        }
      }
      return kept.length === words.length ? null : { words: kept, kind: told };
    }

    /** A word without an ending of a grammatical case: what stands before an apostrophe, else by the table. */
    function* stems(word) {
      const folded = word.replace(APOSTROPHES, "'");
      const cut = folded.lastIndexOf("'");
      if (cut > 0 && tables.endings.some(([known]) => known === fold(folded.slice(cut + 1)))) yield folded.slice(0, cut);
      const plain = fold(folded);
      for (const [known, becomes] of tables.endings) {
        if (plain.endsWith(known) && length(plain) - length(known) + length(becomes) >= SHORTEST_STEM) {
          yield [...folded].slice(0, length(folded) - length(known)).join("") + becomes;
        }
      }
    }

    /** The ways to take a spelling apart, the plainest first: as it stands, without generic word, without ending. */
    function* forms(name) {
      const words = wordsOf(name);
      const whole = [{ words, kind: null, how: "" }];
      const without = withoutGenerics(words);
      if (without) whole.push({ ...without, how: "generic word dropped" });
      for (const one of whole) yield tagged(one.words, one.kind, one.how);
      for (const one of [...whole].reverse()) {
        const how = one.how ? `${one.how}, case ending dropped` : "case ending dropped";
        for (const stem of one.words.length ? stems(one.words[one.words.length - 1]) : []) {
          yield tagged([...one.words.slice(0, -1), stem], one.kind, how);
        }
      }
    }

    return { keys, coarsened, forms, form: (name) => tagged(wordsOf(name), null, "") };
  }

  karamap.nameKeys = { folder, fold, wordsOf };
})(window.karamap);
