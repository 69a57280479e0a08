/**
 * What stands around the map: title, date, legend, notes.
 */
(function (karamap) {
  "use strict";

  const { element, linked } = karamap.nodes;

  const NOTES = [
    ["neutrality", "What the map says and does not say"], ["method", "How the ground was drawn"],
    ["unlocated", "Not on the map"], ["corrections", "Corrections"], ["cite", "How to cite"],
    ["data", "Tables"], ["versions", "Made with"],
  ];

  /** Marks that every map may bear besides those of its legend. */
  const OTHER_POINTS = [["none", "No report"], ["outside", "Outside the mapped ground"]];

  const byId = (id) => document.getElementById(id);

  /** @param {object} head */
  function masthead(head) {
    const date = element("time", "date", head.as_of_words);
    date.dateTime = head.as_of;
    byId("karamap-masthead").append(
      element("h1", "", head.title),
      element("p", "date-line", date),
      element("p", "known-on", head.known_on_words),
      head.day_words ? element("p", "day-words", head.day_words) : "");
  }

  /** @param {Node} sample @param {string} text */
  function legendRow(sample, text) {
    return element("li", "", sample, element("span", "", text));
  }

  function legendList(title, rows) {
    if (!rows.length) return "";
    return element("section", "", element("h2", "", title), element("ul", "", ...rows));
  }

  /** How the holders look whose places bear a mark on this map; of those without a holder, one stands for all. */
  function markedSo(drawing, mark, lookOf) {
    const holders = drawing.places.filter((place) => karamap.marks.markedAs(place) === mark)
      .map((place) => place.holder);
    return [...new Set(holders)].sort().map(lookOf);
  }

  /** @param {object} drawing the document @param {(id: string) => object} lookOf */
  function legend(drawing, lookOf) {
    const { marks } = karamap;
    const { holders, points, front, changed } = drawing.legend;
    const rows = new Map([...points.map((row) => [row.standing, row.text]), ...OTHER_POINTS]);
    const pointRows = [...rows].map(([mark, text]) => [markedSo(drawing, mark, lookOf), mark, text])
      .filter(([looks]) => looks.length)
      .map(([looks, mark, text]) => legendRow(marks.pointSample(looks, mark, false), text));
    const day = drawing.places.find((place) => place.changed);
    byId("karamap-legend").append(
      legendList("Ground", [
        ...holders.map((row) => legendRow(marks.groundSample(lookOf(row.party)), row.text)),
        ...(drawing.front.features.length ? [legendRow(marks.frontSample(), front)] : [])]),
      legendList("Places", [
        ...pointRows,
        ...(day ? [legendRow(marks.pointSample([lookOf(day.holder)], day.standing, true), changed)] : [])]));
  }

  /** @param {Object<string, string>} notes */
  function about(notes) {
    const items = NOTES.filter(([key]) => notes[key]).map(([key, title]) =>
      element("div", "", element("dt", "", title), element("dd", "", ...linked(notes[key]))));
    const details = element("details", "", element("summary", "", "About this map"), element("dl", "", ...items));
    byId("karamap-about").append(details);
    details.addEventListener("toggle", () => {
      const printing = document.documentElement.classList.contains("printing");
      if (details.open && !printing) details.scrollIntoView({ block: "start" });
    });
    byId("karamap-source").append(...linked(notes.credit || ""));
  }

  karamap.panel = { masthead, legend, about };
})(window.karamap);
