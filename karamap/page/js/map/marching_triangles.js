/**
 * From one character a site to areas, front lines and uncertainty zones on the mesh. Pure: plain arrays in and out.
 *
 * Lines are linked by the numbers of the mesh edges and triangles that they pass, never by comparing positions.
 * A point has a number: an edge's crossing that of its edge, a triangle's middle E + triangle, a corner of the rim
 * E + T + node.
 */
(function (karamap) {
  "use strict";

  /**
   * @typedef {Int8Array|Int16Array} Holders of each node
   * @typedef {(at: Float64Array, ring: Ring) => number} WidthOf
   */

  const NONE = -1;
  /** The alphabet that was read last, and the number of each of its characters by code. */
  let read = { alphabet: "", meaning: new Int16Array(0) };
  /** Where lines of the state that was asked for last cross: how sure it is follows from the same as where it ends. */
  /** @type {Crossings & {state: GroundState|null}} */
  let asked = { state: null, edges: new Int32Array(0), cuts: new Float64Array(0) };
  const [NEAREST, FARTHEST] = [0.05, 0.95]; // how near a line may come to a node, in shares of an edge

  /**
   * Let the corners of a triangle run counter-clockwise.
   * @param {Int32Array} corners
   * @param {Float64Array} xy
   * @param {number} first
   */
  function turnLeft(corners, xy, first) {
    const [a, b, c] = [corners[first], corners[first + 1], corners[first + 2]];
    const turn = (xy[2 * b] - xy[2 * a]) * (xy[2 * c + 1] - xy[2 * a + 1])
      - (xy[2 * b + 1] - xy[2 * a + 1]) * (xy[2 * c] - xy[2 * a]);
    if (turn < 0) [corners[first + 1], corners[first + 2]] = [c, b];
  }

  /**
   * Number the edges: of each side of a triangle its edge, of each edge its ends and the triangles beside it.
   * @param {Int32Array} corners
   * @param {number} n how many nodes there are
   */
  function edgesOf(corners, n) {
    const edgeOf = new Int32Array(corners.length);
    /** @type {number[]} */
    const ends = [];
    const beside = [];
    const last = new Int32Array(n).fill(NONE); // of each node the last edge to a node of a higher number
    /** @type {number[]} */
    const former = []; // of each edge the one before it from the same node
    for (let side = 0; side < corners.length; side += 1) {
      const t = Math.floor(side / 3);
      const [a, b] = [corners[side], corners[3 * t + ((side + 1) % 3)]];
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      let edge = last[low];
      while (edge !== NONE && ends[2 * edge + 1] !== high) edge = former[edge];
      if (edge === NONE) {
        edge = former.length;
        former.push(last[low]);
        last[low] = edge;
        ends.push(low, high);
        beside.push(t, NONE);
      } else {
        beside[2 * edge + 1] = t;
      }
      edgeOf[side] = edge;
    }
    return { edgeOf, ends: Int32Array.from(ends), beside: Int32Array.from(beside) };
  }

  /**
   * Room for positions and shares of points, before a line crosses any edge. What was given back does: of it nobody
   * reads more than what each trace writes anew, and positions on the rim.
   * @param {Ground} ground
   */
  function uncrossed({ E, T, n, xy, rim, linked: { spare } }) {
    const given = spare.pop();
    if (given) return given;
    const at = new Float64Array(2 * (E + T + n));
    for (const { from } of rim) at.set(xy.subarray(2 * from, 2 * from + 2), 2 * (E + T + from));
    return { at, share: new Float32Array(E + T + n) };
  }

  /**
   * Take back the room of traces that nobody reads any more: new room for a large mesh takes longer than a trace.
   * @type {Karamap["marchingTriangles"]["release"]}
   */
  function release({ linked: { spare } }, traces) {
    for (const { at, share } of traces) {
      if (!spare.some((one) => one.at === at)) spare.push({ at, share });
    }
  }

  /**
   * The sides along the rim, counter-clockwise, in the order of the nodes that they run from.
   * @param {Int32Array} corners
   * @param {Int32Array} edgeOf
   * @param {Int32Array} beside
   */
  function rimOf(corners, edgeOf, beside) {
    /** @type {Ground["rim"]} */
    const rim = [];
    for (let edge = 0; 2 * edge < beside.length; edge += 1) {
      if (beside[2 * edge + 1] !== NONE) continue;
      const t = beside[2 * edge];
      const side = [0, 1, 2].findIndex((one) => edgeOf[3 * t + one] === edge);
      rim.push({ from: corners[3 * t + side], to: corners[3 * t + ((side + 1) % 3)], edge });
    }
    return rim.sort((one, other) => one.from - other.from);
  }

  /**
   * Number the edges of a mesh and say how long they are and what lies beside them.
   * @type {Karamap["marchingTriangles"]["prepare"]}
   */
  function prepare(mesh, lengthOf) {
    const xy = Float64Array.from(mesh.xy);
    /** @param {number} one @param {number} other */
    const apart = (one, other) => Math.hypot(xy[2 * other] - xy[2 * one], xy[2 * other + 1] - xy[2 * one + 1]);
    const between = lengthOf ?? apart;
    const corners = Int32Array.from(mesh.triangles);
    const [n, T] = [xy.length / 2, corners.length / 3];
    for (let t = 0; t < T; t += 1) turnLeft(corners, xy, 3 * t);
    const { edgeOf, ends, beside } = edgesOf(corners, n);
    const E = beside.length / 2;
    const lengths = new Float64Array(E);
    for (let edge = 0; edge < E; edge += 1) lengths[edge] = between(ends[2 * edge], ends[2 * edge + 1]);
    const linked = {
      ...{ next: new Int32Array(2 * E + 3 * T + n).fill(NONE) },
      ...{ crossed: new Int32Array(E), ring: new Int32Array(2 * E), walked: new Int32Array(2 * E + 3 * T + n) },
      ...{ met: new Int32Array(T), turn: 0, spare: [] },
    };
    const site = Int32Array.from(mesh.site);
    const rim = rimOf(corners, edgeOf, beside);
    return { n, T, E, xy, corners, edgeOf, site, ends, beside, rim, lengths, linked };
  }

  /** @type {Karamap["marchingTriangles"]["meaningOf"]} */
  function meaningOf(alphabet) {
    if (read.alphabet === alphabet) return read.meaning;
    const codes = Array.from(alphabet, (character) => character.charCodeAt(0));
    const meaning = new Int16Array(1 + codes.reduce((most, code) => Math.max(most, code), 0)).fill(NONE);
    codes.forEach((code, index) => { meaning[code] = index; });
    read = { alphabet, meaning };
    return meaning;
  }

  /**
   * Read the characters of the sites onto the nodes.
   * @type {Karamap["marchingTriangles"]["decode"]}
   */
  function decode(ground, { alphabet, law, levels = 26 }, codes, ages) {
    const meaning = meaningOf(alphabet);
    const silent = alphabet.length - 1;
    const parties = Math.round(Math.sqrt(silent / levels));
    const state = {
      law,
      holder: new Int8Array(ground.n).fill(NONE),
      margin: new Float64Array(ground.n).fill(1),
      before: new Int8Array(ground.n).fill(NONE),
      scale: new Float64Array(ground.n).fill(law.near),
    };
    for (let node = 0; node < ground.n; node += 1) {
      const site = ground.site[node];
      const value = meaning[codes.charCodeAt(site)] ?? NONE;
      if (value === NONE || value === silent) continue;
      const run = Math.floor(value / levels);
      state.holder[node] = Math.floor(run / parties);
      state.before[node] = run % parties;
      state.margin[node] = (value % levels) / (levels - 1);
      if (state.before[node] === state.holder[node]) state.scale[node] += law.age * (ages[site] ?? 0);
    }
    return state;
  }

  /**
   * Where the line between the ends of an edge crosses it, as a share of the way: by the margins of both, but ground
   * gained by arms ends, towards whom it was taken from, so many km beyond the places taken at the latest.
   * @type {Karamap["marchingTriangles"]["crossing"]}
   */
  function crossing({ ends, lengths }, { holder, margin, before, law }, edge) {
    const [a, b] = [ends[2 * edge], ends[2 * edge + 1]];
    const sum = margin[a] + margin[b];
    let share = sum > 0 ? margin[a] / sum : 0.5;
    const [ahead, behind] = [Math.max(margin[a], 1e-9), Math.max(margin[b], 1e-9)];
    const reach = law.reach / Math.max(lengths[edge], 1e-9);
    /** @param {number} one @param {number} other */
    const tookFrom = (one, other) => before[one] === holder[other] && holder[other] !== NONE;
    const [aTook, bTook] = [tookFrom(a, b), tookFrom(b, a)];
    if (aTook && !bTook) share = Math.min(share, (reach * ahead) / behind);
    if (bTook && !aTook) share = Math.max(share, 1 - (reach * behind) / ahead);
    return Math.min(FARTHEST, Math.max(NEAREST, share));
  }

  /**
   * The edges that the front crosses, and where.
   * @type {Karamap["marchingTriangles"]["crossings"]}
   */
  function crossings(ground, state) {
    if (asked.state === state) return asked;
    const edges = crossedBy(ground, state.holder).slice();
    const cuts = new Float64Array(edges.length);
    for (let which = 0; which < edges.length; which += 1) cuts[which] = crossing(ground, state, edges[which]);
    asked = { state, edges, cuts };
    return asked;
  }

  /**
   * Trace what the holders hold: a ring around every piece of ground, holder on the left, and a line where two meet.
   * @param {Ground} ground
   * @param {GroundState} state
   * @returns {Traced}
   */
  function trace(ground, state) {
    const { at, share } = uncrossed(ground);
    const { edges, cuts } = crossings(ground, state);
    for (let which = 0; which < edges.length; which += 1) cross(ground, at, share, edges[which], cuts[which]);
    return link(ground, state.holder, edges, { at, share });
  }

  /**
   * Trace where ground of one kind, 1, ends and that of another, 0, begins.
   * @type {Karamap["marchingTriangles"]["contour"]}
   */
  function contour(ground, above, passing) {
    const { at, share } = uncrossed(ground);
    const crossed = crossedBy(ground, above);
    for (const edge of crossed) {
      cross(ground, at, share, edge, Math.min(FARTHEST, Math.max(NEAREST, passing(edge))));
    }
    return link(ground, above, crossed, { at, share }, false);
  }

  /**
   * The edges whose ends differ, good until they are asked for anew.
   * @param {Ground} ground
   * @param {Holders} holder
   */
  function crossedBy({ E, ends, linked: { crossed } }, holder) {
    let count = 0;
    for (let edge = 0; edge < E; edge += 1) {
      if (holder[ends[2 * edge]] !== holder[ends[2 * edge + 1]]) {
        crossed[count] = edge;
        count += 1;
      }
    }
    return crossed.subarray(0, count);
  }

  /**
   * Put a point upon an edge.
   * @param {Ground} ground
   * @param {Float64Array} at
   * @param {Float32Array} share
   * @param {number} edge
   * @param {number} part of the way from its first end
   */
  function cross({ ends, xy }, at, share, edge, part) {
    const a = 2 * ends[2 * edge];
    const b = 2 * ends[2 * edge + 1];
    at[2 * edge] = xy[a] + part * (xy[b] - xy[a]);
    at[2 * edge + 1] = xy[a + 1] + part * (xy[b + 1] - xy[a + 1]);
    share[edge] = Math.min(part, 1 - part);
  }

  /**
   * A slot is a point as one holder's ring passes it: two for a crossing, three for a middle, one for a corner of the
   * rim. Each slot has one successor, so rings come out by following them.
   * @param {Ground} ground
   * @param {Holders} holder
   * @param {Int32Array} crossed the edges that lines cross
   * @param {{at: Float64Array, share: Float32Array}} points
   * @returns {Traced}
   */
  function link(ground, holder, crossed, { at, share }, withLines = true) {
    const { E, T, corners, edgeOf, beside, ends, linked } = ground;
    const { next, met } = linked;

    /** @param {number} edge @param {number} node */
    const slot = (edge, node) => 2 * edge + (ends[2 * edge] === node ? 0 : 1);

    /**
     * One corner differs from the two others: the line runs from the edge after it to the edge before it.
     * @param {number} odd
     * @param {number} after
     * @param {number} before
     * @param {number} out
     * @param {number} back
     */
    function linkApart(odd, after, before, out, back) {
      next[slot(out, odd)] = slot(back, odd);
      next[slot(back, before)] = slot(out, after);
    }

    /**
     * Three holders meet in the middle of a triangle.
     * @param {number} t
     * @param {number[]} nodes
     * @param {number[]} edges
     */
    function linkThree(t, nodes, edges) {
      const middle = E + t;
      for (const axis of [0, 1]) {
        at[2 * middle + axis] = (at[2 * edges[0] + axis] + at[2 * edges[1] + axis] + at[2 * edges[2] + axis]) / 3;
      }
      for (let side = 0; side < 3; side += 1) {
        const [node, out, back] = [nodes[side], edges[side], edges[(side + 2) % 3]];
        const inner = 2 * E + 3 * t + side;
        next[slot(out, node)] = inner;
        next[inner] = slot(back, node);
      }
    }

    /** @param {number} from @param {number} to @param {number} edge */
    function linkRim(from, to, edge) {
      const [start, end] = [2 * E + 3 * T + from, 2 * E + 3 * T + to];
      if (holder[from] === holder[to]) {
        next[start] = end;
        return;
      }
      next[start] = slot(edge, from);
      next[slot(edge, to)] = end;
      share[edge] = 0;
    }

    /** Link what passes a triangle. @param {number} t */
    function linkWithin(t) {
      met[t] = linked.turn;
      const [a, b, c] = [corners[3 * t], corners[3 * t + 1], corners[3 * t + 2]];
      const [ab, bc, ca] = [edgeOf[3 * t], edgeOf[3 * t + 1], edgeOf[3 * t + 2]];
      if (holder[b] === holder[c]) linkApart(a, b, c, ab, ca);
      else if (holder[c] === holder[a]) linkApart(b, c, a, bc, ab);
      else if (holder[a] === holder[b]) linkApart(c, a, b, ca, bc);
      else linkThree(t, [a, b, c], [ab, bc, ca]);
    }

    linked.turn += 1;
    for (const edge of crossed) {
      for (let way = 2 * edge; way < 2 * edge + 2; way += 1) {
        const t = beside[way];
        if (t !== NONE && met[t] !== linked.turn) linkWithin(t);
      }
    }
    for (const { from, to, edge } of ground.rim) linkRim(from, to, edge);
    const rings = ringsOf(ground, holder, crossed, next);
    return { at, share, rings, lines: withLines ? linesAlong(ground, holder, at, rings) : [] };
  }

  /** How wide what a ring surrounds is in the mean: twice its area by its length. @type {WidthOf} */
  function widthOf(at, { ids }) {
    let [area, length] = [0, 0];
    let before = ids[ids.length - 1];
    for (const id of ids) {
      const [x, y, nextX, nextY] = [at[2 * before], at[2 * before + 1], at[2 * id], at[2 * id + 1]];
      area += (x * nextY - nextX * y) / 2;
      length += Math.sqrt((nextX - x) ** 2 + (nextY - y) ** 2); // `hypot` takes ten times as long
      before = id;
    }
    return length > 0 ? (2 * Math.abs(area)) / length : 0;
  }

  /**
   * Give each line its part of the numbers walked: room for all of them is made more quickly than for each.
   * @param {Int32Array} walked
   * @param {Ring[]} lines
   * @param {number[]} stops of each line where the next one begins
   */
  function part(walked, lines, stops) {
    const ids = walked.slice(0, stops[stops.length - 1] ?? 0);
    lines.forEach((line, index) => {
      line.ids = ids.subarray(stops[index - 1] ?? 0, stops[index]);
    });
  }

  /**
   * Follow the slots from one to the next until each ring closes. Every ring passes a crossing or the rim.
   * @param {Ground} ground
   * @param {Holders} holder
   * @param {Int32Array} crossed
   * @param {Int32Array} next
   */
  function ringsOf({ E, T, ends, corners, rim: sides, linked: { ring, walked } }, holder, crossed, next) {
    /** @type {Ring[]} */
    const rings = [];
    /** @type {number[]} */
    const stops = [];
    const [middles, rim] = [2 * E, 2 * E + 3 * T]; // first slots of each kind
    let end = 0;

    /** @param {number} slot */
    function pointOf(slot) {
      if (slot < middles) return slot >> 1;
      return slot < rim ? E + Math.floor((slot - middles) / 3) : E + T + slot - rim;
    }

    /** @param {number} slot */
    function nodeOf(slot) {
      if (slot < middles) return ends[slot];
      return slot < rim ? corners[slot - middles] : slot - rim;
    }

    /** @param {number} first slot */
    function follow(first) {
      if (next[first] === NONE) return;
      let isLine = true;
      for (let slot = first; next[slot] !== NONE;) {
        walked[end] = pointOf(slot);
        end += 1;
        if (slot < middles) ring[slot] = rings.length;
        else isLine = false;
        const after = next[slot];
        next[slot] = NONE;
        slot = after;
      }
      rings.push({ ids: walked, closed: true, holder: holder[nodeOf(first)], isLine });
      stops.push(end);
    }

    for (const edge of crossed) {
      follow(2 * edge);
      follow(2 * edge + 1);
    }
    for (const { from } of sides) follow(rim + from);
    part(walked, rings, stops);
    return rings;
  }

  /**
   * The runs of crossings of a ring that is no line, from end to end: in the middle of a triangle, which belongs to
   * the line, or at the rim, which does not.
   * @param {Int32Array} ids of a ring
   * @param {number} E how many edges there are
   * @param {number} T how many triangles there are
   */
  function runsOf(ids, E, T) {
    const first = ids.findIndex((id) => id >= E);
    const around = new Int32Array(ids.length + 1); // from an end, back to it
    around.set(ids.subarray(first));
    around.set(ids.subarray(0, first + 1), ids.length - first);
    const runs = [];
    let end = 0;
    for (let at = 1; at < around.length; at += 1) {
      if (around[at] < E) continue;
      const [from, to] = [around[end] < E + T ? end : end + 1, around[at] < E + T ? at + 1 : at];
      if (at > end + 1) runs.push(around.subarray(from, to));
      end = at;
    }
    return runs;
  }

  /**
   * The lines, as those rings pass them that have the lower holder of both: each line has a ring on either side.
   * @param {Ground} ground
   * @param {Holders} holder
   * @param {Float64Array} at
   * @param {Ring[]} rings
   */
  function linesAlong({ E, T, ends, linked: { ring } }, holder, at, rings) {
    const widths = rings.map((one) => (one.holder === NONE ? Infinity : widthOf(at, one)));
    /** @type {Line[]} */
    const lines = [];
    for (const { ids: all, holder: own, isLine } of rings) {
      for (const ids of isLine ? [all] : runsOf(all, E, T)) {
        const edge = ids[0] < E ? ids[0] : ids[1];
        const [one, two] = [holder[ends[2 * edge]], holder[ends[2 * edge + 1]]];
        if (own !== Math.min(one, two)) continue;
        const width = Math.min(widths[ring[2 * edge]], widths[ring[2 * edge + 1]]);
        lines.push({ ids, closed: Boolean(isLine), holder: own, other: Math.max(one, two), width });
      }
    }
    return lines;
  }

  /**
   * Trace the ground by who held it before and who holds it after: `holder` of a ring is before * 128 + after, each
   * one more than the holder's number. Where both states have a line across an edge, the later one counts.
   * @param {Ground} ground
   * @param {GroundState} before
   * @param {GroundState} after
   * @returns {Traced} without lines
   */
  function difference(ground, before, after) {
    const label = new Int16Array(ground.n);
    for (let node = 0; node < ground.n; node += 1) {
      label[node] = (before.holder[node] + 1) * 128 + after.holder[node] + 1;
    }
    const { at, share } = uncrossed(ground);
    const crossed = crossedBy(ground, label);
    for (const edge of crossed) {
      const [a, b] = [ground.ends[2 * edge], ground.ends[2 * edge + 1]];
      cross(ground, at, share, edge, crossing(ground, after.holder[a] !== after.holder[b] ? after : before, edge));
    }
    return link(ground, label, crossed, { at, share }, false);
  }

  karamap.marchingTriangles = { prepare, meaningOf, decode, crossing, crossings, trace, contour, difference, release };
})(window.karamap);
