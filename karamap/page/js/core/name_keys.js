/**
 * Turns a spelling into keys under which the same name meets itself across scripts, by the tables that the command
 * uses and in the same way: for every name of the gazetteer both give the same keys.
 *
 * Left to the command are letters neither of an orthography nor of a name of the gazetteer nor Latin, Greek, Cyrillic
 * or Georgian: no keys here.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {Map<string, string[]>} Readings phonemes of a grapheme, the usual ones first
   * @typedef {{id: string, language: string, dotted: boolean, letters: Set<string>, pattern: RegExp,
   *   anywhere: Readings, initial: Readings, final: Readings}} Orthography
   * @typedef {string[][][]} Segments for each word, for each grapheme, its phonemes
   * @typedef {{at: number, place: number, other: string}} Departure of a word and grapheme, and what else it may be
   * @typedef {{words: string[], kind: string|null, how: string}} Taken words of a name and how they came about
   */

  const MAX_KEYS = 16;
  const SHORTEST_STEM = 4;
  const SHORT_WORD = 3;
  const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:'[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*'?/gu;
  const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\ufeff]/g;
  const APOSTROPHES = /[’ʼ`´‘′ʹ]/g;

  const NEUTRAL = /[\p{Script=Common}\p{Script=Inherited}]/u;
  const WRITTEN_TOGETHER = [["Hira", "Kana", "Hani"], ["Hang", "Hani"]];

  /** @param {string} text */
  const length = (text) => [...text].length;
  /** @param {string} text */
  const casefold = (text) => text.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");

  /** Case, dots and presentation folded, letters kept: what makes two spellings the same. @param {string} name */
  function fold(name) {
    const composed = casefold(name.replace(INVISIBLE, "").normalize("NFKC")).normalize("NFC");
    const plain = composed.replace(APOSTROPHES, "'").replace(/ı/g, "i").replace(/ǝ/g, "ə").replace(/\u0307/g, "");
    return plain.split(/\s+/).filter(Boolean).join(" ");
  }

  /** The words of a name, in the case they were written in; hyphens and commas part them. @param {string} name */
  function wordsOf(name) {
    const plain = name.replace(INVISIBLE, "").normalize("NFKC").normalize("NFC");
    /** @type {string[]} */
    const words = plain.replace(APOSTROPHES, "'").match(WORD) || [];
    return words;
  }

  /** @param {string} text */
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

  /** @param {ReadingTable} table @returns {Readings} */
  const readingsOf = (table) => new Map(Object.entries(table).map(([grapheme, heard]) => [grapheme, heard.split(" ")]));

  /** @param {KeyTables["orthographies"][number]} row @returns {Orthography} */
  function orthography({ id, language, dotted, ...positions }) {
    const [anywhere, initial, final] = [positions.anywhere, positions.initial, positions.final].map(readingsOf);
    const graphemes = new Set([...anywhere.keys(), ...initial.keys(), ...final.keys()]);
    const longestFirst = [...graphemes].sort((a, b) => length(b) - length(a));
    const pattern = new RegExp(longestFirst.map(escaped).join("|") || "$^", "gu");
    const letters = new Set(longestFirst.join(""));
    return { id, language, dotted, letters, pattern, anywhere, initial, final };
  }

  /** A word in small letters, by the casing of an orthography. @param {Orthography} item @param {string} word */
  function small(item, word) {
    const plain = item.dotted ? word.replace(/İ/g, "i").replace(/I/g, "ı") : word;
    return casefold(plain).replace(/\u0307/g, "").replace(/ǝ/g, "ə");
  }

  /** The phonemes of each grapheme of a word, with alternatives. @param {Orthography} item @param {string} word */
  function readings(item, word) {
    return [...word.matchAll(item.pattern)].map(({ 0: grapheme, index }) => {
      const isFirst = index === 0;
      const isLast = index + grapheme.length === word.length;
      return (isFirst && item.initial.get(grapheme)) || (isLast && item.final.get(grapheme))
        || item.anywhere.get(grapheme) || [""];
    });
  }

  /**
   * A reading of all words in which some graphemes are read otherwise than usual; the first option wins.
   * @param {Segments} segments
   * @param {Departure[]} options
   */
  function departing(segments, options) {
    /** @type {Map<string, string>} */
    const chosen = new Map();
    for (const { at, place, other } of options) {
      if (!chosen.has(`${at} ${place}`)) chosen.set(`${at} ${place}`, other);
    }
    return segments.map((word, at) => word.map((heard, place) => chosen.get(`${at} ${place}`) ?? heard[0]).join(""));
  }

  /** What else each grapheme may be, as far as keys go. @param {Segments} segments @returns {Departure[]} */
  function departuresOf(segments) {
    /** @type {Departure[]} */
    const options = [];
    segments.forEach((word, at) => word.forEach((heard, place) => {
      heard.slice(1).forEach((other) => options.push({ at, place, other }));
    }));
    return options.slice(0, MAX_KEYS);
  }

  /**
   * Readings with one grapheme read otherwise than usual, then two, then all that can be.
   * @param {Segments} segments
   */
  function* departures(segments) {
    const options = departuresOf(segments);
    for (const option of options) yield departing(segments, [option]);
    for (const [index, first] of options.entries()) {
      for (const second of options.slice(index + 1)) {
        if (first.at !== second.at || first.place !== second.place) yield departing(segments, [first, second]);
      }
    }
    if (options.length) yield departing(segments, options);
  }

  /**
   * Conditions of a rule by the words that state them, on the phonemes before and after.
   * @param {Set<string>} vowels
   * @returns {[string, (before: string|undefined, after: string|undefined) => boolean][]}
   */
  function conditions(vowels) {
    /** @param {string|undefined} phoneme */
    const isVowel = (phoneme) => phoneme !== undefined && vowels.has(phoneme);
    /** @param {string|undefined} phoneme */
    const isConsonant = (phoneme) => phoneme !== undefined && !vowels.has(phoneme);
    return [
      ["initial", (before) => before === undefined],
      ["after vowel", isVowel],
      ["after consonant", isConsonant],
      ["final", (_, after) => after === undefined],
      ["before vowel", (_, after) => isVowel(after)],
      ["before consonant", (_, after) => isConsonant(after)],
    ];
  }

  /**
   * A rule of a level as a function from phonemes to phonemes.
   * @param {Rule} rule
   * @param {Set<string>} vowels
   * @returns {(phonemes: string) => string}
   */
  function ruleOf({ from, where, to }, vowels) {
    if (where === "doubled") return (phonemes) => phonemes.replace(/(.)\1+/gsu, "$1");
    const asked = conditions(vowels).filter(([words]) => where.includes(words)).map(([, holds]) => holds);
    return (phonemes) => phonemes.replaceAll(from, (match, at) => {
      const [before, after] = [phonemes[at - 1], phonemes[at + match.length]];
      return asked.every((holds) => holds(before, after)) ? to : match;
    });
  }

  /** Phonemes rewritten by the rules of a level and those below, until nothing changes. @param {KeyTables} tables */
  function rewriterOf(tables) {
    const vowels = new Set(tables.vowels);
    const levels = tables.levels.map(({ letters, rules }) => ({
      letters: new Map(Object.entries(letters)),
      rules: rules.map((rule) => ruleOf(rule, vowels)),
    }));
    /** @type {Map<string, string>} */
    const known = new Map();

    /** @param {number} level @param {string} phonemes */
    function rewrite(level, phonemes) {
      const { letters, rules } = levels[level - 1];
      let [before, now] = ["", phonemes];
      do {
        before = now;
        const replaced = [...now].map((letter) => letters.get(letter) ?? letter).join("");
        now = rules.reduce((text, rule) => rule(text), replaced);
      } while (now !== before);
      return now;
    }

    /** @param {number} level @param {string} phonemes */
    return (level, phonemes) => {
      const asked = `${level}${phonemes}`;
      const rewritten = known.get(asked) ?? rewrite(level, phonemes);
      known.set(asked, rewritten);
      return rewritten;
    };
  }

  /**
   * Asks whether words are in letters of several scripts: that is a disguise, not a language.
   * @param {string[]} codes of the scripts that are told apart, in ISO 15924
   * @returns {(words: string[]) => boolean}
   */
  function mixtureOf(codes) {
    /** @type {[string, RegExp][]} */
    const scripts = codes.map((code) => [code, new RegExp(`\\p{Script=${code}}`, "u")]);
    /** @param {string} letter */
    const scriptOf = (letter) => scripts.find(([, pattern]) => pattern.test(letter))?.[0] ?? "";
    return (words) => {
      const letters = [...words.join("")].filter((letter) => !NEUTRAL.test(letter));
      const used = new Set(letters.map(scriptOf));
      return used.size > 1 && !WRITTEN_TOGETHER.some((joint) => [...used].every((code) => joint.includes(code)));
    };
  }

  /** @param {string} letter @returns {string} nothing for a mark that goes with any script */
  const unlessAccent = (letter) => (/\p{Script=Inherited}/u.test(letter) ? "" : letter);

  /** What reads some words, and the words as they can be read. @param {KeyTables} tables */
  function readersOf(tables) {
    const all = tables.orthographies.map(orthography);
    const areMixed = mixtureOf(tables.scripts);
    /** @type {Map<string, string>} */
    const latin = new Map();
    for (const [to, from] of Object.entries(tables.latin)) for (const letter of from) latin.set(letter, to);

    /**
     * The orthographies that know every letter of some words; those of one language if it has any.
     * @param {string[]} words
     * @param {string|null} language
     */
    function covering(words, language) {
      const letters = new Set(casefold(words.join("")).replace(/ǝ/g, "ə"));
      letters.delete("'");
      letters.delete("\u0307");
      const capable = all.filter((item) => [...letters].every((letter) => item.letters.has(letter)));
      const own = capable.filter((item) => item.language === language);
      return own.length ? own : capable;
    }

    /**
     * Without marks, or in plain Latin, if some letter is unknown.
     * @param {string[]} words
     * @param {string|null} language
     */
    return (words, language) => {
      const among = covering(words, language);
      if (among.length) return { among, words };
      const bare = words.map((word) => word.replace(/\p{M}/gu, ""));
      const barely = covering(bare, language);
      if (barely.length || areMixed(words)) return { among: barely, words: bare };
      const plain = words.map((word) => [...word].map((letter) => latin.get(letter) ?? unlessAccent(letter)).join(""));
      return { among: covering(plain, null), words: plain };
    };
  }

  /**
   * Readings of a name: the usual one of each orthography, then those that depart from it, least first.
   * @param {Orthography[]} among
   * @param {string[]} words
   */
  function* spoken(among, words) {
    /** @type {Segments[]} */
    const read = [];
    for (const item of among) {
      const segments = words.map((word) => readings(item, small(item, word)));
      yield segments.map((word) => word.map((heard) => heard[0]).join(""));
      read.push(segments);
    }
    for (const segments of read) yield* departures(segments);
  }

  /**
   * A word without an ending of a grammatical case: what stands before an apostrophe, else by the table.
   * @param {string} word
   * @param {KeyTables["endings"]} endings
   */
  function* stems(word, endings) {
    const folded = word.replace(APOSTROPHES, "'");
    const cut = folded.lastIndexOf("'");
    const suffix = fold(folded.slice(cut + 1));
    if (cut > 0 && endings.some(({ ending }) => ending === suffix)) yield folded.slice(0, cut);
    const plain = fold(folded);
    for (const { ending, becomes } of endings) {
      const left = length(plain) - length(ending) + length(becomes);
      if (!plain.endsWith(ending) || left < SHORTEST_STEM) continue;
      yield [...folded].slice(0, length(folded) - length(ending)).join("") + becomes;
    }
  }

  /**
   * Takes spellings apart: generic words, modifiers and case endings set aside.
   * @param {KeyTables} tables
   * @param {(word: string) => string|undefined} firstKeyOf the usual key of a word, if it has any
   */
  function formsOf(tables, firstKeyOf) {
    const modifiers = new Map(Object.entries(tables.modifiers));
    const generics = new Map(Object.entries(tables.generics));
    const leading = new Set(tables.leading);

    /** The key by which the tables know a word. @param {string} word */
    function meaning(word) {
      const key = length(word) > SHORT_WORD ? firstKeyOf(word) : undefined;
      return key || `=${fold(word)}`;
    }

    /** With the modifiers among the words as tags. @param {Taken} taken @returns {Form} */
    function tagged({ words, kind, how }) {
      const tags = words.map((word) => modifiers.get(meaning(word)));
      const kept = words.filter((_, at) => tags[at] === undefined);
      if (!kept.length) return { words, tags: [], kind, how };
      const told = tags.flatMap((tag) => (tag ? [tag] : []));
      return { words: kept, tags: [...new Set(told)].sort(), kind, how };
    }

    /** @param {string[]} words @returns {Taken|null} null if no word is a generic one */
    function withoutGenerics(words) {
      const kept = [...words];
      /** @type {string|null} */
      let told = null;
      for (let at = words.length - 1; at >= 0; at -= 1) {
        const key = meaning(words[at]);
        const kind = generics.get(key);
        const fits = kind !== undefined && kind !== "district";
        if (fits && kept.length > 1 && (at > 0 || leading.has(key))) {
          kept.splice(at, 1);
          told = kind || told;
        }
      }
      return kept.length === words.length ? null : { words: kept, kind: told, how: "generic word dropped" };
    }

    /** @param {Taken} taken @returns {Iterable<Form>} */
    function* withoutEndings({ words, kind, how }) {
      const last = words.at(-1);
      if (last === undefined) return;
      const told = how ? `${how}, case ending dropped` : "case ending dropped";
      for (const stem of stems(last, tables.endings)) {
        yield tagged({ words: [...words.slice(0, -1), stem], kind, how: told });
      }
    }

    /** @param {string} name @returns {Taken} */
    const whole = (name) => ({ words: wordsOf(name), kind: null, how: "" });

    return {
      /** @param {string} name */
      form: (name) => tagged(whole(name)),
      /**
       * As it stands, without generic word, then either without its ending.
       * @param {string} name
       * @returns {Iterable<Form>}
       */
      * forms(name) {
        const plain = whole(name);
        const bare = withoutGenerics(plain.words);
        yield tagged(plain);
        if (bare) yield tagged(bare);
        if (bare) yield* withoutEndings(bare);
        yield* withoutEndings(plain);
      },
    };
  }

  /** @type {Karamap["nameKeys"]["folder"]} */
  function folder(tables) {
    const rewritten = rewriterOf(tables);
    const readers = readersOf(tables);

    /** @type {KeyFolder["keys"]} */
    function keys(form, language = null, limit = MAX_KEYS) {
      /** @type {Set<string>} */
      const distinct = new Set();
      const prefix = form.tags.map((tag) => `${tag}:`).join("");
      const { among, words } = readers(form.words, language);
      for (const phonemes of spoken(among, words)) {
        const key = rewritten(1, phonemes.map((word) => rewritten(1, word)).join(""));
        if (key) distinct.add(prefix + key);
        if (distinct.size >= limit) break;
      }
      return [...distinct];
    }

    /** @type {KeyFolder["coarsened"]} */
    function coarsened(finer, level) {
      const coarser = finer.map((key) => {
        const at = key.lastIndexOf(":") + 1;
        return key.slice(0, at) + rewritten(level, key.slice(at));
      });
      return [...new Set(coarser)];
    }

    /** @param {string} word */
    const firstKeyOf = (word) => keys({ words: [word], tags: [], kind: null, how: "" }, null, 1)[0];
    const { form, forms } = formsOf(tables, firstKeyOf);
    return { keys, coarsened, form, forms };
  }

  karamap.nameKeys = { folder, fold, wordsOf };
})(window.karamap);
