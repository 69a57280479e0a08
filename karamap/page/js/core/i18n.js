/**
 * The sentences of the page in the reader's language, all of them from the table of texts.
 *
 * Numbers and months follow the table, never the browser: browsers lack some of these languages and would answer in
 * the language of the machine. Plurals follow the rules of Unicode (CLDR), which browsers carry for all of them.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {Pick<App, "document"|"model"|"store">} Spoken
   * @typedef {Pick<I18n, "t"|"n"|"nodes"|"has"|"number"|"comma"> & {counted: (key: string, count: number) => string,
   *   language: () => string, direction: () => "ltr" | "rtl",
   *   isolated: (text: string) => string, ofNames: () => string}} Texts
   * @typedef {Pick<I18n, "date"|"month"|"published">} Calendar
   * @typedef {{place: Place, change: ChangeKind, state: Control}} Changing a place that changes on a day
   * @typedef {Pick<I18n, "party"|"short"|"district"|"name"|"counterpart"|"both"|"bothNodes"|"among"|"bdi"|
   *   "nameNode"|"kind"|"importance">} Naming
   */

  const { isLocated } = karamap.geometry;
  const RECORD = "en"; // language of the record's notes, and of plurals where a browser lacks the reader's
  const RIGHT_TO_LEFT = ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
  const COUNTERPART = "counterpart"; // the kind of a name by which another side calls a place
  const MARK = /\{(\w+)\}/;
  const NAMED = 6; // names that a summary of the day gives; the others are counted

  /** One order for all, whatever the machine; made once names are sorted, which the map does not wait for. */
  /** @type {Intl.Collator|null} */
  let collator = null;

  /** @param {string} one @param {string} other */
  function compare(one, other) {
    collator ??= new Intl.Collator("en");
    return collator.compare(one, other);
  }

  /** Forms of a plural in the table by Unicode's categories; all others are "many". @type {Record<string, string>} */
  const FORMS = { one: "one", few: "few" };

  /** Texts cut at their placeholders, every second piece the name of one. @type {Map<string, string[]>} */
  const cut = new Map();

  /** @param {string} text */
  function piecesOf(text) {
    const known = cut.get(text) ?? text.split(MARK);
    cut.set(text, known);
    return known;
  }

  /** @type {Map<string, Intl.PluralRules>} */
  const rulesOfLanguage = new Map();

  /** @param {string} language @returns {Intl.PluralRules} */
  function pluralRules(language) {
    const known = rulesOfLanguage.get(language);
    if (known) return known;
    const [supported = RECORD] = Intl.PluralRules.supportedLocalesOf([language]);
    const rules = new Intl.PluralRules(supported);
    rulesOfLanguage.set(language, rules);
    return rules;
  }

  /** Which form of a plural a number asks for. @param {string} language @param {number} count */
  const formOf = (language, count) => FORMS[pluralRules(language).select(count)] ?? "many";

  /** Texts by key, with what is put into them. @param {Spoken} app @returns {Texts} */
  function textsOf(app) {
    const { texts } = app.document;
    const fallback = texts[app.document.language] || {};
    const language = () => app.store.get().language;
    /** The language in which names are shown: the one that the page was made for, else the reader's. */
    const ofNames = () => app.document.head.names || language();

    /** @param {string} key */
    const template = (key) => (texts[language()] || {})[key] || fallback[key] || key;

    /** A number as the reader's language writes it. @param {number} value */
    function number(value, decimals = 0) {
      const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, () => template("number.group"));
      return (value < 0 ? "−" : "") + grouped + (part ? template("number.decimal") + part : "");
    }

    /** @returns {"ltr" | "rtl"} */
    const direction = () => (RIGHT_TO_LEFT.includes(language().split("-")[0]) ? "rtl" : "ltr");
    /** @param {string} text */
    const isolated = (text) => karamap.nodes.isolated(text, direction());

    /** @param {unknown} value */
    const plain = (value) => (typeof value === "number" ? number(value) : isolated(String(value ?? "")));

    /**
     * A text with something in place of each placeholder.
     * @template Piece
     * @param {string} key
     * @param {(placeholder: string) => Piece} fill
     */
    const filled = (key, fill) => piecesOf(template(key)).map((piece, at) => (at % 2 ? fill(piece) : piece));

    /** @type {I18n["t"]} */
    function t(key, values = {}) {
      return filled(key, (name) => (Object.hasOwn(values, name) ? plain(values[name]) : `{${name}}`)).join("");
    }

    /** @type {I18n["nodes"]} */
    function nodes(key, values = {}) {
      const pieces = filled(key, (name) => {
        const value = values[name];
        return Array.isArray(value) || value instanceof window.Node ? value : plain(value);
      });
      return pieces.flat().filter((piece) => piece !== "");
    }

    /** @param {string} key @param {number} count */
    const counted = (key, count) => `${key}.${formOf(language(), count)}`;

    return {
      t,
      nodes,
      number,
      counted,
      language,
      direction,
      isolated,
      ofNames,
      n: (key, count, values = {}) => t(counted(key, count), { ...values, count }),
      has: (key) => Object.hasOwn(fallback, key),
      comma: () => `${t("list.comma")} `,
    };
  }

  /** Days, months and dates of publication in words. @param {Model} model @param {Texts} texts @returns {Calendar} */
  function calendarOf(model, { t, language }) {
    /** @type {Map<string, string>} */
    const dates = new Map();
    /** @param {number} day */
    const yearOf = (day) => model.isoOf(day).slice(0, 4);
    /** @param {number} day */
    const monthOf = (day) => model.isoOf(day).slice(5, 7);

    /** A day with its month not apart: the first letter tells which way all of it runs. @param {string} words */
    const whole = (words) => words.replace(/[\u2068\u2069]/g, "");

    /** A day in words. @param {number} day number, as the model counts them */
    function date(day) {
      const asked = `${language()} ${day}`;
      let words = dates.get(asked);
      if (words === undefined) {
        const dayOfMonth = String(Number(model.isoOf(day).slice(8)));
        words = whole(t("date.day", { day: dayOfMonth, month: t(`month.${monthOf(day)}`), year: yearOf(day) }));
        dates.set(asked, words);
      }
      return words;
    }

    /** A month in words. @param {number} day any day of it, as a number */
    const month = (day) => whole(t("date.month", { month: t(`month.${monthOf(day)}.alone`), year: yearOf(day) }));

    /** The day a page was published, as exactly as it is known; empty if it is not. @type {I18n["published"]} */
    function published(source) {
      const day = source.published;
      if (day === null || day === undefined) return "";
      if (source.precision === "year") return yearOf(day);
      if (source.precision === "month") return month(day);
      return source.precision === "inferred" ? t("date.inferred", { date: date(day) }) : date(day);
    }

    return { date, month, published };
  }

  /** What parties, districts and places are called. @param {Model} model @param {Texts} texts @returns {Naming} */
  function namingOf(model, { t, has, language, ofNames, isolated }) {
    /**
     * A name in the first language of some that has one, else in the usual one of names, else in any.
     * @param {Names} names @param {string} otherwise @param {string[]} languages @returns {Named}
     */
    function first(names, otherwise, languages) {
      const asked = [...languages, model.usualLanguage, ...Object.keys(names)];
      const lang = asked.find((code) => Object.hasOwn(names, code));
      return lang ? { text: names[lang], lang } : { text: otherwise, lang: "" };
    }

    /** What is on the map, in the language of names or the reader's, else as `first`. @type {I18n["among"]} */
    const among = (names, otherwise) => first(names, otherwise, [ofNames(), language()]);

    /** A party, in the reader's language: it stands in sentences. @param {Names} names @param {string} id */
    const ofParty = (names, id) => isolated(first(names, id, [language()]).text);

    /** The name to show for a place. @type {I18n["name"]} */
    function name(place) {
      const usual = place.names.filter(({ kind }) => kind !== COUNTERPART);
      const own = usual.find((item) => item.language === ofNames()) || usual[0] || place.names[0];
      return { text: own.text, lang: own.language === "und" ? "" : own.language };
    }

    /** What another side calls a place, in the language of names if that is told. @type {I18n["counterpart"]} */
    function counterpart(place) {
      const others = place.names.filter(({ kind }) => kind === COUNTERPART);
      const other = others.find((item) => item.language === ofNames())
        || others.find((item) => item.language === model.usualLanguage);
      return other ? { text: other.text, lang: other.language } : null;
    }

    /** A name that says what language it is in. @type {I18n["bdi"]} */
    function bdi({ text, lang }, className = "") {
      const node = karamap.nodes.element("bdi", className, text);
      if (lang) node.lang = lang;
      return node;
    }

    /** The name of a place and what another side calls it, as nodes. @type {I18n["bothNodes"]} */
    function bothNodes(place) {
      const other = counterpart(place);
      return other ? [bdi(name(place)), " / ", bdi(other)] : [bdi(name(place))];
    }

    return {
      name,
      counterpart,
      bothNodes,
      both: (place) => [name(place), counterpart(place)].flatMap((one) => (one ? isolated(one.text) : []))
        .join(" / "),
      among,
      bdi,
      nameNode: (place, className) => bdi(name(place), className),
      party: (id) => (id ? ofParty(model.party(id).names, id) : t("legend.no-report")),
      short: (id) => (id ? ofParty(model.party(id).shorts, id) : t("legend.no-report")),
      district: (id) => among(model.district(id)?.names ?? {}, id || ""),
      kind: (place) => t(has(`kind.${place.kind}`) ? `kind.${place.kind}` : "kind.place"),
      importance: (one, other) => one.rank - other.rank
        || Number(one.site === null) - Number(other.site === null)
        || compare(name(one).text, name(other).text),
    };
  }

  /**
   * Positions and languages in words.
   * @param {Model} model
   * @param {Texts} texts
   * @returns {Pick<I18n, "position"|"languageName">}
   */
  function wordsOf(model, { t, has, number, language }) {
    /**
     * Degrees without a sign: at least one decimal, three if need be.
     * @param {number} value
     * @param {string} positive key of the text on this side of the equator or of Greenwich
     * @param {string} negative
     */
    function degrees(value, positive, negative) {
      const rounded = Math.round(value * 1000) / 1000;
      const decimals = [1, 2].find((count) => Number(rounded.toFixed(count)) === rounded) ?? 3;
      return t(rounded < 0 ? negative : positive, { degrees: number(Math.abs(rounded), decimals) });
    }

    /** @type {Map<string, Intl.DisplayNames>} */
    const namers = new Map();

    return {
      position: ({ lat, lon }) => t("unit.position", {
        lat: degrees(lat, "unit.north", "unit.south"), lon: degrees(lon, "unit.east", "unit.west") }),
      languageName(code) {
        if (has(`language.${code}`)) return t(`language.${code}`);
        if (!Intl.DisplayNames) return code; // browsers of early 2020
        const [locale] = Intl.DisplayNames.supportedLocalesOf([language()]);
        if (!locale || !/^[a-z]{2,8}(-[a-z0-9]{2,8})*$/i.test(code)) return code;
        const namer = namers.get(locale) ?? new Intl.DisplayNames([locale], { type: "language" });
        namers.set(locale, namer);
        return namer.of(code) ?? code;
      },
    };
  }

  /**
   * What is concluded for a place, in words.
   * @param {Spoken} app @param {Texts} texts @param {Calendar} calendar @param {Naming} naming
   * @returns {Pick<I18n, "since"|"verdict"|"standing"|"held"|"heldShort">}
   */
  function conclusionsOf({ document: drawing, model }, { t, comma }, { date }, { party, short }) {
    /** @param {Control} state */
    const isFromBefore = ({ since }) => since !== null && since <= model.begins;
    /** Who holds a place, or all that are said to be there. @param {Control} state @param {typeof party} named */
    function held({ contested, holder }, named) {
      return contested.length ? t("contested.by", { holders: contested.map(named).join(comma()) }) : named(holder);
    }

    return {
      /** Since when a place has been held; empty where nothing is reported. */
      since(state) {
        if (state.since === null) return "";
        if (isFromBefore(state)) return t("since.before");
        return state.dated ? date(state.since) : t("since.near", { date: date(state.since) });
      },
      /** Who holds a place and how far that is carried, in one sentence. */
      verdict(state) {
        const holders = state.contested.map(party).join(comma());
        if (holders) return t("verdict.contested", { holders });
        if (!state.holder) return t("verdict.none");
        const holder = party(state.holder);
        if (isFromBefore(state) && state.standing !== "disputed") {
          const before = drawing.head.show === "confirmed" ? "verdict.before.confirmed" : "verdict.before";
          return t(before, { holder, standing: t(`standing.${state.standing}`) });
        }
        return t("verdict.held", { holder, standing: t(`standing.${state.standing}.meaning`) });
      },
      standing: (state) => t(state.contested.length ? "contested.word" : `standing.${state.standing}`),
      held: (state) => held(state, party),
      heldShort: (state) => held(state, short),
    };
  }

  /**
   * One claim as a sentence that names its speaker, with the bounds of its date.
   * @param {Texts} texts @param {Calendar} calendar @param {Naming} naming
   * @returns {Pick<I18n, "sentence"|"mention">}
   */
  function sentencesOf({ t, nodes, has, language }, { date }, { party, bdi }) {
    /** Whose word it is: in the reader's language, or as the record has it. @param {Claim|Mention} told */
    function speakerOf({ speaker, speakerKey: key }) {
      return key && has(key) ? { text: t(key), lang: language() } : { text: speaker, lang: RECORD };
    }

    /** What a claim says, without the end of the sentence. @param {Claim} claim */
    function statement(claim) {
      const speaker = bdi(speakerOf(claim));
      const holder = claim.holder ? party(claim.holder) : "";
      if (claim.subject) return nodes("say.subject", { speaker, subject: claim.subject });
      if (claim.stance === "retracts") return nodes("say.retracts", { speaker, claim: claim.target });
      const isZoned = claim.zone && ["affirms", "denies"].includes(claim.stance);
      const zoned = claim.stance === "denies" ? "say.zone.denies" : "say.zone";
      const key = isZoned ? zoned : `say.${claim.stance === "affirms" ? claim.basis : claim.stance}`;
      const said = nodes(has(key) ? key : "say.force", { speaker, holder, date: date(claim.from) });
      return bounded(said, claim.from, claim);
    }

    /**
     * A statement with the bounds of its day, if no source gives the day.
     * @param {Pieces} said @param {number} day @param {{earliest: number|null, latest: number|null}} bounds
     */
    function bounded(said, day, { earliest, latest }) {
      if (earliest === null && latest === null) return said;
      return nodes("say.bounds", { said, first: date(earliest ?? day), last: date(latest ?? day) });
    }

    return {
      sentence: (claim) => nodes("say.end", { said: statement(claim) }),
      mention: (mention) => {
        const speaker = bdi(speakerOf(mention));
        const said = nodes("say.event", { speaker, event: t(`event.${mention.kind}`) });
        return nodes("say.end", { said: bounded(said, mention.day, mention) });
      },
    };
  }

  /**
   * In the light of what knowledge the page speaks.
   * @param {Spoken} app
   * @param {Texts} texts
   * @param {Calendar} calendar
   */
  function knowledgeOf({ document: drawing, model }, { t, comma }, { date }) {
    /** @param {string} known */
    function state(known) {
      if (known === "all" || known === "shown") return t(`known.${known}`);
      return t("known.day", { date: date(model.numberOf(known)) });
    }

    /** @param {string} known */
    return (known) => {
      const { show, own } = drawing.head;
      const confirmed = show === "confirmed" ? t("known.confirmed") : "";
      const further = own ? t("known.own", { own }) : "";
      return [state(known), confirmed, further].filter(Boolean).join(comma());
    };
  }

  /**
   * What happened on a day, sentence by sentence: how many places, who gained which, what is disputed.
   * @param {Model} model @param {Texts} texts @param {Naming} naming
   * @returns {I18n["summary"]}
   */
  function summariesOf(model, { t, n, nodes, counted, comma }, { short, nameNode, importance }) {
    /** Names of the most important places and how many there are besides. @param {Place[]} places */
    function listed(places) {
      const most = places.length <= NAMED + 1 ? places.length : NAMED;
      const kept = firstOf(places, most);
      const names = kept.flatMap((place, at) => {
        const node = nameNode(place);
        node.dataset.place = place.id;
        return at ? [comma(), node] : [node];
      });
      if (kept.length === places.length) return names;
      return nodes("list.more", { names, count: places.length - kept.length });
    }

    /**
     * The most important places in order, no more than asked for: of many the others need not be sorted.
     * @param {Place[]} places
     * @param {number} most
     */
    function firstOf(places, most) {
      /** @type {Place[]} */
      const first = [];
      for (const place of places) {
        let at = first.length;
        while (at > 0 && importance(place, first[at - 1]) < 0) at -= 1;
        if (at < most) first.splice(at, 0, place);
        first.length = Math.min(first.length, most);
      }
      return first;
    }

    /**
     * Who came to hold which places, a sentence for each holder.
     * @param {(count: number) => string} keyOf the key of the sentence about so many
     * @param {Changing[]} changing
     */
    function gains(keyOf, changing) {
      return model.parties.flatMap(({ id }) => {
        const gained = changing.filter(({ state }) => state.holder === id).map(({ place }) => place);
        if (!gained.length) return [];
        return [nodes(keyOf(gained.length), { holder: short(id), count: gained.length, names: listed(gained) })];
      });
    }

    /** A sentence about some places, if there are any. @param {string} key @param {Changing[]} changing */
    function about(key, changing) {
      const names = listed(changing.map(({ place }) => place));
      return changing.length ? [nodes(key, { count: changing.length, names })] : [];
    }

    return (day, known) => {
      const timeline = model.at(known);
      /** @type {Changing[]} */
      const all = [...timeline.changedOn(day)].map(([place, change]) => (
        { place, change, state: timeline.stateOf(place, day) }));
      const [dated, undated, learned] = ["dated", "undated", "learned"].map((kind) => (
        all.filter(({ change }) => change === kind)));
      const counting = [...dated, ...undated];
      return [
        [dated.length ? n("day.changed", dated.length) : t("day.none")],
        ...gains(() => "day.undated", undated),
        ...gains((count) => counted("day.gained", count), dated),
        ...about("day.contested", counting.filter(({ state }) => state.contested.length)),
        ...about("day.disputed", counting.filter(({ state }) => state.holder && state.standing === "disputed")),
        ...about("day.learned", learned),
        ...about("day.unlocated", all.filter(({ place }) => !isLocated(place))),
      ];
    };
  }

  /** How many places change, in a few words. @param {Texts} texts @returns {Pick<I18n, "changes">} */
  function changesOf({ n, comma }) {
    /** @type {[ChangeKind, string][]} */
    const keys = [["dated", "time.changes"], ["undated", "time.undated"], ["learned", "time.learned"]];
    return {
      changes(kinds) {
        const all = [...kinds];
        const told = keys.map(([kind, key]) => ({ key, count: all.filter((one) => one === kind).length }));
        return told.filter(({ count }) => count).map(({ key, count }) => n(key, count)).join(comma());
      },
    };
  }

  /** The language of the store is that of each sentence when it is asked for. @type {Karamap["i18n"]["create"]} */
  function create(app) {
    const { model } = app;
    const texts = textsOf(app);
    const calendar = calendarOf(model, texts);
    const naming = namingOf(model, texts);

    const { t, n, nodes, has, number, comma } = texts;
    return {
      ...{ t, n, nodes, has, number, comma },
      ...calendar,
      ...naming,
      ...wordsOf(model, texts),
      ...conclusionsOf(app, texts, calendar, naming),
      ...sentencesOf(texts, calendar, naming),
      knowledge: knowledgeOf(app, texts, calendar),
      ...changesOf(texts),
      summary: summariesOf(model, texts, naming),
      direction: texts.direction,
      languages: Object.keys(app.document.texts),
      own: (code) => (app.document.texts[code] || {})["language.own"] || code,
    };
  }

  karamap.i18n = { create };
})(window.karamap);
