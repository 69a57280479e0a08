/**
 * Lines of the mesh as path data. Long texts are put together as bytes: text joined piece by piece takes several times
 * as long, and leaves the pieces behind. Each spot stands as seen from the one before it, which takes fewer bytes to
 * write and to read.
 */
(function (karamap) {
  "use strict";

  const ROUNDING = 2.5; // how fast corners are cut as a line keeps away from the nodes on both sides
  const SHORT = 6; // pixels of both sides of a corner, below which nobody sees a curve
  const LEAST = 1; // pixels from one corner to the next, below which nobody can tell them apart
  const LONGEST = 120; // characters of a corner with its curve, at the most
  const [SPACE, MINUS, POINT, ZERO, L, M, Q, Z] = [..." -.0lMqz"].map((character) => character.charCodeAt(0));
  const reader = new TextDecoder();
  let sheet = new Uint8Array(1 << 16); // what is written upon
  let corners = new Int32Array(1 << 12); // of a line, those that can be told apart
  let [penX, penY] = [0, 0]; // where a line has come to, in tenths of a pixel

  /** Make room for so many bytes, keeping those that stand. @param {number} standing @param {number} more */
  function makeRoom(standing, more) {
    if (standing + more <= sheet.length) return;
    const larger = new Uint8Array(2 * sheet.length + more);
    larger.set(sheet.subarray(0, standing));
    sheet = larger;
  }

  /** In tenths of a pixel, which are all that path data needs. @param {number} value */
  const tenthsOf = (value) => Math.round(value * 10);

  /** @param {Uint8Array} bytes @param {number} begin @param {number} whole more than nine */
  function writeWhole(bytes, begin, whole) {
    let end = begin;
    let unit = 10;
    while (unit * 10 <= whole) unit *= 10;
    for (let rest = whole; unit >= 1; unit = Math.floor(unit / 10)) {
      const digit = Math.floor(rest / unit);
      bytes[end++] = ZERO + digit;
      rest -= digit * unit;
    }
    return end;
  }

  /**
   * Write a number of pixels and say where the next byte goes.
   * @param {Uint8Array} bytes @param {number} begin @param {number} rounded in tenths
   */
  function writeNumber(bytes, begin, rounded) {
    let end = begin;
    const tenths = Math.abs(rounded);
    if (rounded < 0) bytes[end++] = MINUS;
    const whole = Math.floor(tenths / 10);
    const part = tenths - whole * 10;
    if (whole > 9) end = writeWhole(bytes, end, whole);
    else if (whole || !part) bytes[end++] = ZERO + whole; // no nought before the point
    if (!part) return end;
    bytes[end++] = POINT;
    bytes[end++] = ZERO + part;
    return end;
  }

  /**
   * A step from where a line has come to, in tenths; a sign parts its numbers as well as a space does.
   * @param {Uint8Array} bytes @param {number} begin @param {number} x @param {number} y
   */
  function writeStep(bytes, begin, x, y) {
    let end = writeNumber(bytes, begin, x);
    if (y >= 0) bytes[end++] = SPACE;
    return writeNumber(bytes, end, y);
  }

  /**
   * On to a spot, unless the line has come to it already.
   * @param {Uint8Array} bytes @param {number} begin @param {number} command @param {number} x @param {number} y
   */
  function writeStraight(bytes, begin, command, x, y) {
    if (command === L && x === penX && y === penY) return begin;
    bytes[begin] = command;
    const end = writeStep(bytes, begin + 1, x - penX, y - penY);
    penX = x;
    penY = y;
    return end;
  }

  /**
   * Around a corner to a spot.
   * @param {Uint8Array} bytes @param {number} begin @param {number} cornerX @param {number} cornerY @param {number} x
   * @param {number} y
   */
  function writeCurve(bytes, begin, cornerX, cornerY, x, y) {
    bytes[begin] = Q;
    let end = writeStep(bytes, begin + 1, cornerX - penX, cornerY - penY);
    if (x >= penX) bytes[end++] = SPACE;
    end = writeStep(bytes, end, x - penX, y - penY);
    penX = x;
    penY = y;
    return end;
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
    [penX, penY] = [0, 0];
    for (let index = 0; index <= last; index += 1) {
      const after = index < last ? corners[index + 1] : corners[0];
      const afterX = at[2 * after] * scale + left;
      const afterY = top - at[2 * after + 1] * scale;
      const isEnd = !closed && (index === 0 || index === last);
      const legs = Math.abs(beforeX - x) + Math.abs(beforeY - y) + (Math.abs(afterX - x) + Math.abs(afterY - y));
      const cut = isEnd || legs < SHORT ? 0 : Math.min(0.5, ROUNDING * share[corners[index]]);
      const command = index ? L : M;
      end = writeStraight(bytes, end, command, tenthsOf(x + cut * (beforeX - x)), tenthsOf(y + cut * (beforeY - y)));
      if (cut > 0) {
        const [toX, toY] = [tenthsOf(x + cut * (afterX - x)), tenthsOf(y + cut * (afterY - y))];
        end = writeCurve(bytes, end, tenthsOf(x), tenthsOf(y), toX, toY);
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
