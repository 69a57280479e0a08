/**
 * What stands around the map: title, date, legend, notes.
 */
(function (karamap) {
  "use strict";

  const { element, linked } = karamap.nodes;

  const NOTES = [
    ["method", "How the ground was drawn"], ["neutrality", "What the map does not say"],
    ["unlocated", "Not on the map"], ["corrections", "Corrections"], ["cite", "How to cite"],
    ["data", "Tables"], ["versions", "Made with"],
  ];

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

  /** @param {object} drawing the document @param {(id: string) => object} lookOf */
  function legend(drawing, lookOf) {
    const { marks } = karamap;
    const { holders, points, front, changed } = drawing.legend;
    const looks = drawing.parties.slice(0, 2).map((party) => lookOf(party.id));
    const day = drawing.places.some((place) => place.changed)
      ? [legendRow(marks.pointSample(looks.slice(0, 1), "claimed", true), changed)] : [];
    byId("karamap-legend").append(
      legendList("Ground", [
        ...holders.map((row) => legendRow(marks.groundSample(lookOf(row.party)), row.text)),
        legendRow(marks.frontSample(), front)]),
      legendList("Places", [
        ...points.map((row) => legendRow(marks.pointSample(looks, row.standing, false), row.text)), ...day]));
  }

  /** @param {Object<string, string>} notes */
  function about(notes) {
    const items = NOTES.filter(([key]) => notes[key]).map(([key, title]) =>
      element("div", "", element("dt", "", title), element("dd", "", ...linked(notes[key]))));
    byId("karamap-about").append(
      element("details", "", element("summary", "", "About this map"), element("dl", "", ...items)));
    byId("karamap-source").append(...linked(notes.credit || ""));
  }

  karamap.panel = { masthead, legend, about };
})(window.karamap);
