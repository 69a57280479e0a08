/**
 * What the record says about one place, as DOM nodes.
 */
(function (karamap) {
  "use strict";

  const { element, link } = karamap.nodes;

  const KINDS = {
    city: "city", town: "town", village: "village", height: "height", bridge: "bridge",
    monastery: "monastery", area: "area", outside: "outside the mapped ground",
  };
  const STANDINGS = {
    none: "no report", claimed: "claimed", disputed: "disputed", conceded: "conceded", agreed: "agreed",
  };
  const STANCES = { affirms: "says", denies: "denies", retracts: "takes back" };
  const SHOWN = 3;
  const COARSE_FROM_KM = 1;
  const QUALITIES = new Set(["wire copy", "mirror", "retrospective"]);

  /** @param {object} source */
  function sourceItem(source) {
    const remarks = [source.published, QUALITIES.has(source.quality) ? source.quality : ""].filter(Boolean);
    const publisher = source.publisher || "Publisher not known";
    return element("li", "",
      link(source.title ? `${publisher}: ${source.title}` : publisher, source.url),
      remarks.length ? element("span", "remark", ` ${remarks.join(", ")}`) : null);
  }

  /** The sources of a statement; of many, the first few, and the rest when asked for. */
  function sourceList(numbers, sources) {
    const known = (numbers || []).map((number) => sources[number]).filter(Boolean);
    if (!known.length) return null;
    if (known.length <= SHOWN + 1) return element("ul", "sources", ...known.map(sourceItem));
    return element("div", "sources",
      element("ul", "", ...known.slice(0, SHOWN).map(sourceItem)),
      element("details", "",
        element("summary", "", `${known.length - SHOWN} more sources`),
        element("ul", "", ...known.slice(SHOWN).map(sourceItem))));
  }

  /** @param {object} entry one link of the chain @param {object[]} sources */
  function chainItem(entry, sources) {
    const stance = Object.hasOwn(STANCES, entry.stance) ? entry.stance : "affirms";
    const late = entry.reported && entry.reported !== entry.when ? `made public ${entry.reported}` : "";
    return element("li", `entry entry-${stance}`,
      element("p", "entry-when", entry.when,
        stance === "affirms" ? null : element("span", "stance", STANCES[stance]),
        late ? element("span", "remark", `, ${late}`) : null),
      element("p", "entry-text", entry.text),
      sourceList(entry.sources, sources));
  }

  /** Group the names of a place by language, each spelling once. @param {object} place */
  function namesByLanguage(place) {
    const groups = new Map();
    for (const { language, name } of place.names || []) {
      if (!groups.has(language)) groups.set(language, new Set());
      groups.get(language).add(name);
    }
    return [...groups].map(([language, names]) => [language, [...names]]);
  }

  function nameRow([language, names]) {
    const spellings = names.flatMap((name, index) => [index ? ", " : "", element("bdi", "", name)]);
    return element("div", "", element("dt", "", language), element("dd", "", ...spellings));
  }

  function names(place) {
    const rows = namesByLanguage(place).map(nameRow);
    return rows.length ? element("dl", "names", ...rows) : null;
  }

  /** Is a position known "within 2 km", say, less well than the map's ground asks for? */
  function isCoarse(precision) {
    return Number.parseFloat((/[\d.]+/.exec(precision || "") || ["0"])[0]) > COARSE_FROM_KM;
  }

  function whereabouts(place) {
    const kind = KINDS[place.kind] || "place";
    return [kind, place.district ? `${place.district} district` : ""].filter(Boolean).join(", ");
  }

  function standing(place, look) {
    if (place.kind === "outside") return null;
    const mark = karamap.marks.pointSample([look], place.standing, place.changed);
    const holder = place.holder ? `${look.name || place.holder}` : "No report";
    const since = place.since && place.holder ? ` since ${place.since}` : "";
    return element("div", "standing", mark, element("p", "",
      element("strong", "", holder), since,
      place.holder ? element("span", "standing-word", STANDINGS[place.standing] || "") : null,
      element("span", "verdict", place.verdict || "")));
  }

  /**
   * The content of a place's pop-up.
   * @param {object} place @param {object} look of its holder @param {object[]} sources @param {string} lang
   */
  function content(place, look, sources, lang) {
    const heading = element("h2", "", place.label);
    heading.lang = lang;
    const chain = (place.chain || []).map((entry) => chainItem(entry, sources));
    const node = element("article", "place",
      heading,
      element("p", "whereabouts", whereabouts(place)),
      isCoarse(place.precision) ? element("p", "precision", `Its position is known only ${place.precision}.`) : null,
      standing(place, look),
      chain.length ? element("h3", "", "Who said what") : null,
      chain.length ? element("ol", "chain", ...chain) : null,
      names(place) ? element("h3", "", "Names in the record") : null,
      names(place));
    node.tabIndex = -1;
    return node;
  }

  karamap.popup = { content };
})(window.karamap);
