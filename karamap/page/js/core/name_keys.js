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
   * @typedef {{id: string, language: string, dotted: boolean, partly: boolean, letters: Set<string>, pattern: RegExp,
   *   anywhere: Readings, initial: Readings, final: Readings}} Orthography
   * @typedef {string[][][]} Segments for each word, for each grapheme, its phonemes
   * @typedef {{at: number, place: number, other: string}} Departure of a word and grapheme, and what else it may be
   * @typedef {{words: string[], kind: string|null, how: string}} Taken words of a name and how they came about
   */

  const MAX_KEYS = 16;
  const MODIFIER_KEYS = 8;
  const SHORTEST_STEM = 4;
  const SHORT_WORD = 3;
  const ORDINAL = "(?:\\p{Nd}+|[IVX]+)-[\\p{L}\\p{N}\\p{M}]{1,4}(?![\\p{L}\\p{N}\\p{M}])";
  const PLAIN_WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*(?:'[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*)*'?";
  const WORD = new RegExp(`${ORDINAL}|${PLAIN_WORD}`, "gu");
  const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\ufeff]/g;
  const APOSTROPHES = /[’ʼ`´‘′ʹʻ‛ˈʾʿ՚]/g;
  const ASCII = /^[\0-\x7f]*$/;

  /** Letters that keyboards give for others that look alike. @type {Record<string, string>} */
  const TWINS = { "ǝ": "ə", "Ǝ": "Ə", "ș": "ş", "Ș": "Ş", "ț": "ţ", "Ț": "Ţ" };
  const TWIN = new RegExp(`[${Object.keys(TWINS).join("")}]`, "g");

  /** So often are phonemes rewritten at the most: rules that undo each other never end. */
  const MOST_PASSES = 50;

  const NEUTRAL = /[\p{Script=Common}\p{Script=Inherited}]/u;
  const WRITTEN_TOGETHER = [["Hira", "Kana", "Hani"], ["Hang", "Hani"]];

  /** @param {string} text */
  const length = (text) => [...text].length;
  /** @param {string} text */
  const casefold = (text) => text.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");

  const WITH_SCHWA = /[\p{L}\p{N}\p{M}_]*[әӘ][\p{L}\p{N}\p{M}_]*/gu;

  /** A word in Latin letters with the schwa of Latin. @param {string} word */
  const withLatinSchwa = (word) => (/[a-zA-ZÀ-ɏ]/.test(word) ? word.replace(/ә/g, "ə").replace(/Ә/g, "Ə") : word);

  /** A name as its letters are meant: what nobody sees left out, twins and apostrophes as one. @param {string} name */
  function composed(name) {
    const seen = name.replace(INVISIBLE, "").replace(APOSTROPHES, "'").normalize("NFKC");
    return seen.replace(TWIN, (letter) => TWINS[letter]).replace(WITH_SCHWA, withLatinSchwa);
  }

  /** Case, dots and presentation folded, letters kept: what makes two spellings the same. @param {string} name */
  function fold(name) {
    const plain = casefold(composed(name)).normalize("NFC").replace(APOSTROPHES, "'");
    return plain.replace(/ı/g, "i").replace(/\u0307/g, "").split(/\s+/).filter(Boolean).join(" ");
  }

  /** A folded name in the letters of a plain keyboard; letters that have none there stay. @param {string} name */
  function inPlainLetters(name) {
    if (ASCII.test(name)) return name;
    return name.replace(/ə/g, "e").normalize("NFKD").replace(/\p{M}/gu, "");
  }

  /** The words of a name, in the case they were written in; hyphens and commas part them. @param {string} name */
  function wordsOf(name) {
    /** @type {string[]} */
    const words = composed(name).normalize("NFC").match(WORD) || [];
    return words;
  }

  /** @param {string} text */
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

  /** @param {ReadingTable} table @returns {Readings} */
  const readingsOf = (table) => new Map(Object.entries(table).map(([grapheme, heard]) => [grapheme, heard.split(" ")]));

  /** @param {KeyTables["orthographies"][number]} row @returns {Orthography} */
  function orthography({ id, language, dotted, partly, ...positions }) {
    const [anywhere, initial, final] = [positions.anywhere, positions.initial, positions.final].map(readingsOf);
    const graphemes = new Set([...anywhere.keys(), ...initial.keys(), ...final.keys()]);
    const longestFirst = [...graphemes].sort((a, b) => length(b) - length(a));
    const pattern = new RegExp(longestFirst.map(escaped).join("|") || "$^", "gu");
    const letters = new Set(longestFirst.join(""));
    return { id, language, dotted, partly, letters, pattern, anywhere, initial, final };
  }

  /** A word in small letters, by the casing of an orthography. @param {Orthography} item @param {string} word */
  function small(item, word) {
    const plain = item.dotted ? word.replace(/İ/g, "i").replace(/I/g, "ı") : word;
    return casefold(plain).replace(/\u0307/g, "");
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
      for (let pass = 0; pass < MOST_PASSES && (pass === 0 || now !== before); pass += 1) {
        before = now;
        const replaced = [...now].map((letter) => letters.get(letter) ?? letter).join("");
        now = rules.reduce((text, rule) => rule(text), replaced);
      }
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
      const letters = new Set(casefold(words.join("")));
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
    function reader(words, language) {
      const among = covering(words, language);
      if (among.length) return { among, words };
      const bare = words.map((word) => word.replace(/\p{M}/gu, ""));
      const barely = covering(bare, language);
      if (barely.length || areMixed(words)) return { among: barely, words: bare };
      const plain = inLatin(words);
      return { among: covering(plain, null), words: plain };
    }

    /** Words in plain Latin letters, letter by letter. @param {string[]} words */
    function inLatin(words) {
      return words.map((word) => [...word].map((letter) => latin.get(letter) ?? unlessAccent(letter)).join(""));
    }

    /** Whether some words are read by no orthography, marks aside. @param {string[]} words */
    const isUnknown = (words) => !covering(words, null).length
      && !covering(words.map((word) => word.replace(/\p{M}/gu, "")), null).length;

    return Object.assign(reader, {
      /** Words in plain Latin if no orthography reads them. @param {string[]} words */
      inLatin: (words) => (isUnknown(words) ? inLatin(words) : words),
      /** Whether a name is written without most of its short vowels. @param {string} name */
      isPartlyVoweled(name) {
        const { among } = reader(wordsOf(name), null);
        return among.length > 0 && among.every(({ partly }) => partly);
      },
    });
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

  /** @param {string} name @returns {Taken} */
  const whole = (name) => ({ words: wordsOf(name), kind: null, how: "" });

  /**
   * Takes spellings apart: generic words, modifiers and case endings set aside.
   * @param {KeyTables} tables
   * @param {(word: string, limit: number) => string[]} keysOf the first keys of a word, the usual one first
   */
  function formsOf(tables, keysOf) {
    const modifiers = new Map(Object.entries(tables.modifiers));
    const generics = new Map(Object.entries(tables.generics));
    const leading = new Set(tables.leading);

    /** The key by which the tables know a word. @param {string} word */
    function meaning(word) {
      const [key] = length(word) > SHORT_WORD ? keysOf(word, 1) : [];
      return key || `=${fold(word)}`;
    }

    /** The tag of a modifier as it is usually read, else by another reading. @param {string} word */
    function tagOf(word) {
      const tag = modifiers.get(meaning(word));
      if (tag || length(word) <= SHORT_WORD) return tag;
      return modifiers.get(keysOf(word, MODIFIER_KEYS).find((key) => modifiers.has(key)) ?? "");
    }

    /** With the modifiers among the words as tags. @param {Taken} taken @returns {Form} */
    function tagged({ words, kind, how }) {
      const written = words.join(" ");
      const tags = words.length < 2 ? [] : words.map(tagOf);
      const kept = words.filter((_, at) => tags[at] === undefined);
      if (!kept.length) return { words, tags: [], kind, how, written };
      const told = tags.flatMap((tag) => (tag ? [tag] : []));
      return { words: kept, tags: [...new Set(told)].sort(), kind, how, written };
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
        const taken = bare ? [plain, bare] : [plain];
        if (bare && plain.words.some((word) => length(word) === 1 && !bare.words.includes(word))) taken.reverse();
        for (const item of taken) yield tagged(item);
        for (const item of taken.reverse()) yield* withoutEndings(item);
      },
      /**
       * A name that begins with a generic word, without it.
       * @param {string} name
       * @returns {Form|null}
       */
      genericFirst(name) {
        const words = wordsOf(name);
        const kind = words.length > 1 ? generics.get(meaning(words[0])) : undefined;
        return kind ? tagged({ words: words.slice(1), kind, how: "" }) : null;
      },
    };
  }

  /**
   * Asks whether a key without its vowels is another with some of them left out.
   * @param {Set<string>} vowels
   * @returns {(skeleton: string, key: string) => boolean}
   */
  function filling(vowels) {
    return (skeleton, key) => {
      const [cut, other] = [skeleton.lastIndexOf(":") + 1, key.lastIndexOf(":") + 1];
      if (skeleton.slice(0, cut) !== key.slice(0, other)) return false;
      const written = [...skeleton.slice(cut)];
      let [at, last] = [0, ""];
      for (const sound of key.slice(other)) {
        if (written[at] === sound) [at, last] = [at + 1, sound];
        else if (!vowels.has(sound) && sound !== last) return false;
      }
      return at === written.length;
    };
  }

  /** @type {Karamap["nameKeys"]["folder"]} */
  function folder(tables) {
    const rewritten = rewriterOf(tables);
    const readers = readersOf(tables);
    const letters = new Map(Object.entries(tables.levels[1].letters));

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

    /** @type {KeyFolder["plain"]} */
    function plain(finer) {
      const plainer = finer.map((key) => {
        const at = key.lastIndexOf(":") + 1;
        const phonemes = [...key.slice(at)].map((letter) => letters.get(letter) ?? letter).join("");
        return key.slice(0, at) + phonemes.replace(/y/g, "i");
      });
      return [...new Set(plainer)];
    }

    /** @param {string} word @param {number} limit */
    const keysOf = (word, limit) => keys({ words: [word], tags: [], kind: null, how: "", written: word }, null, limit);
    const { form, forms, genericFirst } = formsOf(tables, keysOf);
    return {
      keys,
      coarsened,
      plain,
      form,
      forms,
      genericFirst,
      fills: filling(new Set(tables.vowels)),
      inLatin: readers.inLatin,
      isPartlyVoweled: readers.isPartlyVoweled,
    };
  }

  karamap.nameKeys = { folder, fold, wordsOf, inPlainLetters };
})(window.karamap);
