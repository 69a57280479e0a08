/**
 * Reads the document as it stands in the page: numbers as differences, places as columns, texts by key.
 */
(function (karamap) {
  "use strict";

  const [OF_OUTLINES, OF_PLACES] = [1e3, 1e4]; // parts of a degree that are counted
  const OUTLINES = /** @type {const} */ (["frame", "frame_edge"]);
  const COLLECTIONS = /** @type {const} */ (["countries", "water", "districts"]);
  const STEPPED = ["places", "zones", "words"];

  /** Numbers from their differences. @param {(number|null)[]} steps @param {number} unit */
  function summed(steps, unit = 1) {
    let sum = 0;
    return steps.map((step) => (step === null ? null : (sum += step) / unit));
  }

  /** Lon and lat in turn from those of each axis. @param {number[][]} axes */
  function positionsOf(axes) {
    const [lons, lats] = axes.map((axis) => summed(axis, OF_PLACES));
    return lons.flatMap((lon, at) => [lon, lats[at]]);
  }

  /** Coordinates of a geometry: each line is one list. @param {any[]} lines @returns {any[]} */
  function coordinatesOf(lines) {
    if (typeof lines[0] !== "number") return lines.map(coordinatesOf);
    let [x, y] = [0, 0];
    const positions = [];
    for (let at = 0; at < lines.length; at += 2) {
      x += lines[at];
      y += lines[at + 1];
      positions.push([x / OF_OUTLINES, y / OF_OUTLINES]);
    }
    return positions;
  }

  /** @param {any} geometry */
  const outlineOf = (geometry) => (
    geometry?.lines ? { type: geometry.type, coordinates: coordinatesOf(geometry.lines) } : geometry);

  /** @template {{geometry: any}} Shaped @param {Shaped} shaped @returns {Shaped} */
  const shapedOf = (shaped) => ({ ...shaped, geometry: outlineOf(shaped.geometry) });

  /** The texts of each language by their keys. @param {{keys: string[], of: Record<string, (string|null)[]>}} packed */
  function textsOf({ keys, of }) {
    /** @param {(string|null)[]} own */
    const byKey = (own) => keys.flatMap((key, at) => (own[at] === null ? [] : [[key, own[at]]]));
    return Object.fromEntries(Object.entries(of).map(([language, own]) => [language, Object.fromEntries(byKey(own))]));
  }

  /**
   * The rows of places, their names among them.
   * @param {{columns: Record<string, any[]>, kinds: Row[][], texts: Record<string, string[]>, name: number[]}} packed
   * @param {string[]} fields of a place, in order
   * @returns {Row[]} a value that no column has is undefined: the model says which field that is
   */
  function placesOf({ columns, kinds, texts, name: [language, text] }, fields) {
    for (const name of ["lon", "lat"]) columns[name] = summed(columns[name], OF_PLACES);
    /** @type {Record<string, number>} how many names of each language have been given away */
    const given = {};
    /** @param {Row} kind what is said of a name besides its text */
    function nameOf(kind) {
      const own = kind[language - (language > text ? 1 : 0)];
      given[own] = (given[own] ?? 0) + 1;
      return [...kind.slice(0, text), texts[own][given[own] - 1], ...kind.slice(text)];
    }
    columns.names = columns.names.map((kind) => kinds[kind].map(nameOf));
    const inOrder = fields.map((name) => columns[name] ?? []);
    return columns.names.map((_, at) => inOrder.map((column) => column[at]));
  }

  /** One state of knowledge. @param {any} days */
  function daysOf(days) {
    for (const name of STEPPED) days[name].first = summed(days[name].first);
    return days;
  }

  /** @type {Karamap["packing"]["read"]} */
  function read(text) {
    const packed = JSON.parse(text);
    packed.mesh.xy = positionsOf(packed.mesh.xy);
    packed.places = placesOf(packed.places, packed.fields.place);
    packed.texts = textsOf(packed.texts);
    packed.zones = packed.zones.map(shapedOf);
    Object.values(packed.series).forEach(daysOf);
    for (const name of OUTLINES) packed[name] = outlineOf(packed[name]);
    for (const name of COLLECTIONS) packed[name].features = packed[name].features.map(shapedOf);
    return packed;
  }

  karamap.packing = { read };
})(window.karamap);
