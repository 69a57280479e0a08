/**
 * The sentences of the page in the reader's language, all of them from the table of texts.
 *
 * Numbers, plurals and months follow the table and the rules below, never the browser: browsers lack some of these
 * languages and would answer in the language of the machine.
 * @typedef {{text: string, lang: string}} Named a name and the language it is in
 */
(function (karamap) {
  "use strict";

  const FALLBACK = "en";
  const MARK = /\{(\w+)\}/;
  const NAMED = 6; // names that a summary of the day gives; the others are counted

  const collator = new Intl.Collator("en"); // one order for all, whatever the machine

  const one = (count) => (count === 1 ? "one" : "many");

  /** Which form of a plural a number asks for, by language. */
  const PLURALS = {
    en: one, az: one, tr: one,
    hy: (count) => (Math.abs(count) < 2 ? "one" : "many"),
    ru: (count) => {
      const [tens, ones] = [count % 100, count % 10];
      if (ones === 1 && tens !== 11) return "one";
      return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? "few" : "many";
    },
  };

  /** @param {object} app with document, model and store; the language is that of the store at each call */
  function create(app) {
    const { model, store } = app;
    const { texts } = app.document;
    const language = () => store.get().language;

    const has = (key) => Object.hasOwn(texts[FALLBACK] || {}, key);
    const template = (key) => (texts[language()] || {})[key] || (texts[FALLBACK] || {})[key] || key;

    /** A number as the reader's language writes it. @param {number} value @param {number} [decimals] */
    function number(value, decimals = 0) {
      const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, () => template("number.group"));
      return (value < 0 ? "−" : "") + grouped + (part ? template("number.decimal") + part : "");
    }

    const plain = (value) => (typeof value === "number" ? number(value) : String(value ?? ""));

    /** A text with its placeholders filled; numbers are written out. @param {string} key @param {object} [values] */
    function t(key, values = {}) {
      return template(key).split(MARK).map((piece, at) => (
        at % 2 === 0 ? piece : Object.hasOwn(values, piece) ? plain(values[piece]) : `{${piece}}`)).join("");
    }

    /** The same with nodes among the values, as a list for `element`. @returns {(Node|string)[]} */
    function nodes(key, values = {}) {
      return template(key).split(MARK).flatMap((piece, at) => {
        if (at % 2 === 0) return [piece];
        const value = values[piece];
        return Array.isArray(value) ? value : [value instanceof window.Node ? value : plain(value)];
      }).filter((piece) => piece !== "");
    }

    const form = (key, count) => `${key}.${(PLURALS[language()] || one)(count)}`;

    /** A text that depends on a number, which stands in for `{count}`. */
    const n = (key, count, values = {}) => t(form(key, count), { ...values, count });

    const monthOf = (day) => model.isoOf(day).slice(5, 7);
    const yearOf = (day) => model.isoOf(day).slice(0, 4);

    const dates = new Map();

    /** A day in words. @param {number} day number, as the model counts them */
    function date(day) {
      const asked = `${language()} ${day}`;
      if (!dates.has(asked)) {
        dates.set(asked, t("date.day", {
          day: String(Number(model.isoOf(day).slice(8))), month: template(`month.${monthOf(day)}`), year: yearOf(day) }));
      }
      return dates.get(asked);
    }

    /** A month in words. @param {number} day any day of it, as a number */
    const month = (day) => t("date.month", { month: template(`month.${monthOf(day)}.alone`), year: yearOf(day) });

    /** @param {Object<string, string>} names by language @returns {Named} in the reader's language if there is one */
    function among(names, otherwise) {
      const lang = [language(), FALLBACK, "az"].find((code) => Object.hasOwn(names || {}, code));
      return lang ? { text: names[lang], lang } : { text: otherwise, lang: "" };
    }

    const party = (id) => (id ? among(model.party(id).names, id).text : t("legend.no-report"));
    const short = (id) => (id ? among(model.party(id).shorts, id).text : t("legend.no-report"));
    const district = (id) => among((model.district(id) || {}).names, id || "");

    /** The name to show for a place. @param {object} place @returns {Named} */
    function name(place) {
      const [first] = place.names;
      const found = place.names.find((item) => item.language === language()) || first;
      return { text: found.text, lang: found.language === "und" ? "" : found.language };
    }

    /** A name that says what language it is in. @param {Named} named */
    function bdi({ text, lang }, className = "") {
      const node = karamap.nodes.element("bdi", className, text);
      if (lang) node.lang = lang;
      return node;
    }

    const nameNode = (place, className) => bdi(name(place), className);
    const kind = (place) => t(has(`kind.${place.kind}`) ? `kind.${place.kind}` : "kind.place");

    /** Since when a place has been held, in words; empty where nothing is reported. @param {object} state */
    function since(state) {
      if (state.since === null) return "";
      if (state.since <= model.begins) return t("since.before");
      return state.dated ? date(state.since) : t("since.near", { date: date(state.since) });
    }

    /** Who holds a place and how far that is carried, in one sentence. @param {object} state */
    function verdict(state) {
      if (!state.holder) return t("verdict.none");
      const holder = party(state.holder);
      if (state.since !== null && state.since <= model.begins) {
        return t(app.document.head.show === "conceded" ? "verdict.before.conceded" : "verdict.before", { holder });
      }
      return t("verdict.held", { holder, standing: t(`standing.${state.standing}.meaning`) });
    }

    const standing = (state) => t(`standing.${state.standing}`);

    /** Keys of the speakers that the texts know, by their names in English. */
    const speakers = new Map(Object.entries(texts[FALLBACK] || {}).filter(([key]) => key.startsWith("speaker."))
      .map(([key, text]) => [text, key]));

    /** Whose word a claim is: in the reader's language, or as the record has it, in English. @returns {Named} */
    const speaker = (claim) => (speakers.has(claim.speaker)
      ? { text: t(speakers.get(claim.speaker)), lang: language() } : { text: claim.speaker, lang: FALLBACK });

    /**
     * What a claim says, without the end of the sentence. @param {object} claim
     * @param {Function} say makes a sentence of a key and values: `t` or `nodes` @param {string|Node} who
     */
    function statement(claim, say, who) {
      const holder = claim.holder ? party(claim.holder) : "";
      if (claim.subject) return say("say.subject", { speaker: who, subject: claim.subject });
      if (claim.stance === "retracts") return say("say.retracts", { speaker: who, claim: claim.target });
      const key = claim.stance === "denies" ? "say.denies" : `say.${claim.basis}`;
      const said = say(has(key) ? key : "say.force", { speaker: who, holder, date: date(claim.from) });
      if (claim.earliest === null && claim.latest === null) return said;
      const [first, last] = [claim.earliest ?? claim.from, claim.latest ?? claim.from];
      return say("say.bounds", { said, first: date(first), last: date(last) });
    }

    /** One claim as a sentence that names its speaker, with the bounds of its date. @param {object} claim */
    const sentence = (claim) => t("say.end", { said: statement(claim, t, speaker(claim).text) });

    /** The same as nodes, in which the speaker says what language the name is in. @returns {(Node|string)[]} */
    const sentenceNodes = (claim) => nodes("say.end", { said: statement(claim, nodes, bdi(speaker(claim))) });

    /** The same with its note, which is in English. @param {object} claim */
    const utterance = (claim) => `${sentence(claim)} ${claim.note || ""}`.trimEnd();

    /** The day a page was published, as exactly as it is known; empty if it is not. @param {object} source */
    function published(source) {
      const day = source.published;
      if (day === null || day === undefined) return "";
      if (source.precision === "year") return yearOf(day);
      if (source.precision === "month") return month(day);
      return source.precision === "inferred" ? t("date.inferred", { date: date(day) }) : date(day);
    }

    /** In the light of what knowledge the page speaks. @param {string} known */
    function knowledge(known) {
      const { show, own } = app.document.head;
      const state = known === "all" || known === "shown"
        ? t(`known.${known}`) : t("known.day", { date: date(model.numberOf(known)) });
      return [state, show === "conceded" ? t("known.conceded") : "", own ? t("known.own", { own }) : ""]
        .filter(Boolean).join(", ");
    }

    const importance = (a, b) => a.rank - b.rank || Number(a.site === null) - Number(b.site === null)
      || collator.compare(name(a).text, name(b).text);

    /** Names of the most important places and how many there are besides. @returns {(Node|string)[]} */
    function listed(places) {
      const sorted = [...places].sort(importance);
      const kept = sorted.length <= NAMED + 1 ? sorted : sorted.slice(0, NAMED);
      const names = kept.flatMap((place, at) => (at ? [", ", nameNode(place)] : [nameNode(place)]));
      return kept.length === sorted.length ? names
        : nodes("list.more", { names, count: sorted.length - kept.length });
    }

    /**
     * What happened on a day, sentence by sentence: how many places, who gained which, what is disputed.
     * @param {number} day its index @param {string} known @returns {(Node|string)[][]}
     */
    function summary(day, known) {
      const at = model.at(known);
      const changed = at.changedOn(day);
      if (!changed.length) return [[t("day.none")]];
      const state = new Map(changed.map((place) => [place, at.stateOf(place, day)]));
      const undated = changed.filter((place) => !state.get(place).dated);
      const dated = changed.length - undated.length;
      const sentences = [[dated ? n("day.changed", dated) : t("day.none")]];
      if (undated.length) sentences.push([n("day.undated", undated.length)]);
      for (const { id } of model.parties) {
        const gained = changed.filter((place) => state.get(place).holder === id);
        if (!gained.length) continue;
        sentences.push(nodes(form("day.gained", gained.length), {
          holder: short(id), count: gained.length, names: listed(gained) }));
      }
      const disputed = changed.filter((place) => state.get(place).standing === "disputed");
      if (disputed.length) sentences.push(nodes("day.disputed", { names: listed(disputed) }));
      return sentences;
    }

    const root = window.document && window.document.documentElement;
    const tell = () => { if (root) root.lang = language(); };
    tell();
    store.on((state, changed) => { if (changed.has("language")) tell(); });

    return {
      t, n, nodes, has, number, date, month, party, short, district, name, bdi, nameNode, kind, since, verdict,
      standing, sentence, sentenceNodes, utterance, published, knowledge, summary, importance,
      languages: Object.keys(texts),
      /** What a language calls itself. */ own: (code) => (texts[code] || {})["language.own"] || code,
      language,
    };
  }

  karamap.i18n = { create };
})(window.karamap);
