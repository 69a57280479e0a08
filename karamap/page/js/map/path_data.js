/**
 * Lines of the mesh as path data. Long texts are put together as bytes: text joined piece by piece takes several times
 * as long, and leaves the pieces behind.
 */
(function (karamap) {
  "use strict";

  const ROUNDING = 2.5; // how fast corners are cut as a line keeps away from the nodes on both sides
  const SHORT = 6; // pixels of both sides of a corner, below which nobody sees a curve
  const LEAST = 1; // pixels from one corner to the next, below which nobody can tell them apart
  const LONGEST = 120; // characters of a corner with its curve, at the most
  const [SPACE, MINUS, POINT, ZERO, L, M, Q, Z] = [..." -.0LMQZ"].map((character) => character.charCodeAt(0));
  const reader = new TextDecoder();
  let sheet = new Uint8Array(1 << 16); // what is written upon
  let corners = new Int32Array(1 << 12); // of a line, those that can be told apart

  /** Make room for so many bytes, keeping those that stand. @param {number} standing @param {number} more */
  function makeRoom(standing, more) {
    if (standing + more <= sheet.length) return;
    const larger = new Uint8Array(2 * sheet.length + more);
    larger.set(sheet.subarray(0, standing));
    sheet = larger;
  }

  /**
   * Write a coordinate to a tenth of a pixel, which is all that path data needs, and say where the next byte goes.
   * @param {Uint8Array} bytes @param {number} begin @param {number} value
   */
  function writeNumber(bytes, begin, value) {
    let end = begin;
    const rounded = Math.round(value * 10);
    const tenths = Math.abs(rounded);
    if (rounded < 0) bytes[end++] = MINUS;
    const whole = Math.floor(tenths / 10);
    let unit = 1;
    while (unit * 10 <= whole) unit *= 10;
    for (let rest = whole; unit >= 1; unit = Math.floor(unit / 10)) {
      const digit = Math.floor(rest / unit);
      bytes[end++] = ZERO + digit;
      rest -= digit * unit;
    }
    if (tenths === whole * 10) return end;
    bytes[end++] = POINT;
    bytes[end++] = ZERO + (tenths - whole * 10);
    return end;
  }

  /** @param {Uint8Array} bytes @param {number} begin @param {number} x @param {number} y */
  function writeSpot(bytes, begin, x, y) {
    const between = writeNumber(bytes, begin, x);
    bytes[between] = SPACE;
    return writeNumber(bytes, between + 1, y);
  }

  /**
   * Note the corners of a line that can be told apart, its ends among them, and say how many they are.
   * @param {Float64Array} at
   * @param {Ring} line
   * @param {number} least how far one is from the next, in pixels of the base zoom
   */
  function noteCorners(at, { ids, closed }, least) {
    if (corners.length < ids.length) corners = new Int32Array(2 * ids.length);
    const last = closed ? ids.length : ids.length - 1;
    let [count, x, y] = [0, Infinity, Infinity];
    for (let index = 0; index < ids.length; index += 1) {
      const id = ids[index];
      if (index !== last && Math.abs(at[2 * id] - x) + Math.abs(at[2 * id + 1] - y) < least) continue;
      x = at[2 * id];
      y = at[2 * id + 1];
      corners[count] = id;
      count += 1;
    }
    return count;
  }

  /**
   * Write a line and say where the next byte goes: its corners are cut, each by a curve that depends on the corner and
   * its two neighbours alone, so that the ground of two holders and the line between them share every curve.
   * @param {Traced} traced
   * @param {Ring} line
   * @param {View} view
   * @param {number} begin
   */
  function writeLine({ at, share }, line, { scale, x: left, y: top }, begin) {
    const { closed } = line;
    const last = noteCorners(at, line, LEAST / scale) - 1;
    makeRoom(begin, LONGEST * (last + 2));
    const bytes = sheet;
    const before = closed ? corners[last] : corners[0];
    let beforeX = at[2 * before] * scale + left;
    let beforeY = top - at[2 * before + 1] * scale;
    let x = at[2 * corners[0]] * scale + left;
    let y = top - at[2 * corners[0] + 1] * scale;
    let end = begin;
    for (let index = 0; index <= last; index += 1) {
      const after = index < last ? corners[index + 1] : corners[0];
      const afterX = at[2 * after] * scale + left;
      const afterY = top - at[2 * after + 1] * scale;
      const isEnd = !closed && (index === 0 || index === last);
      const legs = Math.abs(beforeX - x) + Math.abs(beforeY - y) + (Math.abs(afterX - x) + Math.abs(afterY - y));
      const cut = isEnd || legs < SHORT ? 0 : Math.min(0.5, ROUNDING * share[corners[index]]);
      bytes[end++] = index ? L : M;
      if (cut > 0) {
        end = writeSpot(bytes, end, x + cut * (beforeX - x), y + cut * (beforeY - y));
        bytes[end++] = Q;
        end = writeSpot(bytes, end, x, y);
        bytes[end++] = SPACE;
        end = writeSpot(bytes, end, x + cut * (afterX - x), y + cut * (afterY - y));
      } else {
        end = writeSpot(bytes, end, x, y);
      }
      beforeX = x;
      beforeY = y;
      x = afterX;
      y = afterY;
    }
    if (closed) bytes[end++] = Z;
    return end;
  }

  /** @type {Karamap["pathData"]["lines"]} */
  function lines(traced, wanted, view) {
    let end = 0;
    for (const line of wanted) end = writeLine(traced, line, view, end);
    return reader.decode(sheet.subarray(0, end));
  }

  karamap.pathData = { lines };
})(window.karamap);
