/**
 * From one character a site to areas, front lines and bands on the mesh. Pure: plain arrays in, plain arrays out.
 *
 * Lines are linked by the numbers of the mesh edges and triangles that they pass, never by comparing positions.
 * A point has a number: an edge's crossing its edge, a triangle's middle E + triangle, a corner of the rim E + T + node.
 *
 * @typedef {{xy: number[], site: number[], triangles: number[]}} Mesh flat arrays, in any plane
 * @typedef {{n: number, E: number, T: number, xy: Float64Array, site: Int32Array, corners: Int32Array,
 *   edgeOf: Int32Array, ends: Int32Array, beside: Int32Array, neighbours: number[][], rim: Float64Array}} Ground a mesh
 *   with its edges, made once
 * @typedef {{holder: Int8Array, margin: Float64Array}} State per node; the holder is -1 where nothing is reported
 * @typedef {{ids: Int32Array, closed: boolean, holder: number, other: number}} Line numbers of points, in order
 * @typedef {{at: Float64Array, share: Float32Array, lines: Line[], rings: Line[]}} Traced positions by number of point,
 *   how near a crossing is to an end of its edge (0 to 0.5; 0 for points that must stay corners), and what runs through
 */
(function (karamap) {
  "use strict";

  const NONE = -1;
  const SURE = 0.6; // margin from which a holder is told surely: a chance of 0.8
  const [NEAREST, FARTHEST] = [0.05, 0.95]; // how near a line may come to a node, in shares of an edge

  /** Number the edges of a mesh and say what lies beside them. @param {Mesh} mesh @returns {Ground} */
  function prepare(mesh) {
    const xy = Float64Array.from(mesh.xy);
    const corners = Int32Array.from(mesh.triangles);
    const [n, T] = [xy.length / 2, corners.length / 3];
    const edgeOf = new Int32Array(3 * T);
    const ends = [];
    const beside = [];
    const known = new Map();
    for (let t = 0; t < T; t += 1) {
      turnLeft(corners, xy, 3 * t);
      for (let side = 0; side < 3; side += 1) {
        const [a, b] = [corners[3 * t + side], corners[3 * t + ((side + 1) % 3)]];
        const key = Math.min(a, b) * n + Math.max(a, b);
        let edge = known.get(key);
        if (edge === undefined) {
          edge = beside.length / 2;
          known.set(key, edge);
          ends.push(Math.min(a, b), Math.max(a, b));
          beside.push(t, NONE);
        } else beside[2 * edge + 1] = t;
        edgeOf[3 * t + side] = edge;
      }
    }
    const neighbours = Array.from({ length: n }, () => []);
    for (let end = 0; end < ends.length; end += 2) {
      neighbours[ends[end]].push(ends[end + 1]);
      neighbours[ends[end + 1]].push(ends[end]);
    }
    const E = beside.length / 2;
    const rim = new Float64Array(2 * (E + T + n));
    rim.set(xy, 2 * (E + T));
    return {
      n, T, E, xy, corners, edgeOf, neighbours, rim, site: Int32Array.from(mesh.site),
      ends: Int32Array.from(ends), beside: Int32Array.from(beside),
    };
  }

  /** Let the corners of a triangle run counter-clockwise. */
  function turnLeft(corners, xy, first) {
    const [a, b, c] = [corners[first], corners[first + 1], corners[first + 2]];
    const turn = (xy[2 * b] - xy[2 * a]) * (xy[2 * c + 1] - xy[2 * a + 1])
      - (xy[2 * b + 1] - xy[2 * a + 1]) * (xy[2 * c] - xy[2 * a]);
    if (turn < 0) [corners[first + 1], corners[first + 2]] = [c, b];
  }

  /**
   * Read the characters of the sites onto the nodes.
   * @param {Ground} ground @param {string} codes one character a site
   * @param {string} alphabet a run of `levels` characters per holder; its last character says that nothing is reported
   * @returns {State}
   */
  function decode(ground, codes, alphabet, levels = 26) {
    const meaning = new Map([...alphabet].map((character, index) => [character, index]));
    const silent = alphabet.length - 1;
    const state = { holder: new Int8Array(ground.n).fill(NONE), margin: new Float64Array(ground.n).fill(1) };
    for (let node = 0; node < ground.n; node += 1) {
      const value = meaning.get(codes[ground.site[node]]);
      if (value === undefined || value === silent) continue;
      state.holder[node] = Math.floor(value / levels);
      state.margin[node] = (value % levels) / (levels - 1);
    }
    return state;
  }

  /** Where the line between two nodes crosses their edge, as a share of the way from the first. */
  function crossing(mine, yours) {
    const sum = mine + yours;
    return sum > 0 ? Math.min(FARTHEST, Math.max(NEAREST, mine / sum)) : 0.5;
  }

  /**
   * Trace what the holders hold: a ring around every piece of ground, holder on the left, and a line where two meet.
   * @param {Ground} ground @param {State} state @returns {Traced}
   */
  function trace(ground, { holder, margin }) {
    const at = ground.rim.slice();
    const share = new Float32Array(ground.E + ground.T + ground.n);
    for (let edge = 0; edge < ground.E; edge += 1) {
      const a = ground.ends[2 * edge];
      const b = ground.ends[2 * edge + 1];
      if (holder[a] !== holder[b]) cross(ground, at, share, edge, crossing(margin[a], margin[b]));
    }
    return link(ground, holder, at, share);
  }

  /**
   * Trace where a value of the nodes passes a threshold; `holder` 1 is the ground above it, 0 the rest.
   * @param {Ground} ground @param {Float64Array} value @param {number} threshold @returns {Traced}
   */
  function contour(ground, value, threshold) {
    const above = new Int8Array(ground.n);
    for (let node = 0; node < ground.n; node += 1) above[node] = value[node] >= threshold ? 1 : 0;
    const at = ground.rim.slice();
    const share = new Float32Array(ground.E + ground.T + ground.n);
    for (let edge = 0; edge < ground.E; edge += 1) {
      const a = ground.ends[2 * edge];
      const b = ground.ends[2 * edge + 1];
      if (above[a] !== above[b]) cross(ground, at, share, edge, (value[a] - threshold) / (value[a] - value[b]));
    }
    return link(ground, above, at, share, false);
  }

  /** Put a point upon an edge. */
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
   */
  function link(ground, holder, at, share, withLines = true) {
    const { E, T, n, corners, edgeOf, beside, ends } = ground;
    const next = new Int32Array(2 * E + 3 * T + n).fill(NONE);
    const slot = (edge, node) => 2 * edge + (ends[2 * edge] === node ? 0 : 1);
    const ahead = new Int32Array(2 * E).fill(NONE); // the next point of a line, by crossing and side of the edge
    const put = (edge, t, point) => { ahead[2 * edge + (beside[2 * edge] === t ? 0 : 1)] = point; };
    for (let t = 0; t < T; t += 1) {
      const a = corners[3 * t];
      const b = corners[3 * t + 1];
      const c = corners[3 * t + 2];
      const ab = edgeOf[3 * t];
      const bc = edgeOf[3 * t + 1];
      const ca = edgeOf[3 * t + 2];
      const likeAB = holder[a] === holder[b];
      const likeBC = holder[b] === holder[c];
      const likeCA = holder[c] === holder[a];
      if (likeAB && likeBC) { /* all one holder's */ }
      else if (likeBC) apart(a, b, c, ab, ca, t);
      else if (likeCA) apart(b, c, a, bc, ab, t);
      else if (likeAB) apart(c, a, b, ca, bc, t);
      else threeMeet(t, [a, b, c], [ab, bc, ca]);
      if (beside[2 * ab + 1] === NONE) rim(a, b, ab);
      if (beside[2 * bc + 1] === NONE) rim(b, c, bc);
      if (beside[2 * ca + 1] === NONE) rim(c, a, ca);
    }

    /** One corner differs from the two others: the line runs from the edge after it to the edge before it. */
    function apart(odd, after, before, out, back, t) {
      next[slot(out, odd)] = slot(back, odd);
      next[slot(back, before)] = slot(out, after);
      put(out, t, back);
      put(back, t, out);
    }

    function threeMeet(t, nodes, edges) {
      const middle = E + t;
      for (const axis of [0, 1]) {
        at[2 * middle + axis] = (at[2 * edges[0] + axis] + at[2 * edges[1] + axis] + at[2 * edges[2] + axis]) / 3;
      }
      for (let side = 0; side < 3; side += 1) {
        const [node, out, back] = [nodes[side], edges[side], edges[(side + 2) % 3]];
        const inner = 2 * E + 3 * t + side;
        next[slot(out, node)] = inner;
        next[inner] = slot(back, node);
        put(out, t, middle);
      }
    }

    function rim(from, to, edge) {
      const [start, end] = [2 * E + 3 * T + from, 2 * E + 3 * T + to];
      if (holder[from] === holder[to]) { next[start] = end; return; }
      next[start] = slot(edge, from);
      next[slot(edge, to)] = end;
      share[edge] = 0;
    }

    return { at, share, rings: follow(ground, holder, next), lines: withLines ? lines(ground, holder, ahead) : [] };
  }

  /** Follow the slots from one to the next until each ring closes. */
  function follow({ E, T, ends, corners }, holder, next) {
    const rings = [];
    const pointOf = (slot) => (slot < 2 * E ? slot >> 1
      : slot < 2 * E + 3 * T ? E + Math.floor((slot - 2 * E) / 3) : slot - E - 2 * T);
    const nodeOf = (slot) => (slot < 2 * E ? ends[slot]
      : slot < 2 * E + 3 * T ? corners[slot - 2 * E] : slot - 2 * E - 3 * T);
    for (let first = 0; first < next.length; first += 1) {
      if (next[first] === NONE) continue;
      const ids = [];
      const mine = holder[nodeOf(first)];
      for (let slot = first; next[slot] !== NONE;) {
        ids.push(pointOf(slot));
        const after = next[slot];
        next[slot] = NONE;
        slot = after;
      }
      rings.push({ ids: Int32Array.from(ids), closed: true, holder: mine, other: NONE });
    }
    return rings;
  }

  /** Lines from end to end, then those that close. An end is a middle or the rim. */
  function lines({ E, beside, ends }, holder, ahead) {
    const found = [];
    const done = new Uint8Array(E);
    const side = (edge, t) => (beside[2 * edge] === t ? 0 : 1);
    const walk = (start, from) => {
      const ids = [start];
      done[start] = 1;
      for (let [edge, way] = [start, from]; ;) {
        const point = ahead[2 * edge + way];
        if (point === NONE) return { ids, closed: false };
        if (point === start) return { ids, closed: true };
        ids.push(point);
        if (point >= E) return { ids, closed: false };
        done[point] = 1;
        way = 1 - side(point, beside[2 * edge + way]);
        edge = point;
      }
    };
    const add = ({ ids, closed }, edge) => {
      const [one, two] = [holder[ends[2 * edge]], holder[ends[2 * edge + 1]]];
      found.push({ ids: Int32Array.from(ids), closed, holder: Math.min(one, two), other: Math.max(one, two) });
    };
    const crossed = (edge) => holder[ends[2 * edge]] !== holder[ends[2 * edge + 1]];
    for (let edge = 0; edge < E; edge += 1) {
      if (done[edge] || !crossed(edge)) continue;
      const [left, right] = [ahead[2 * edge], ahead[2 * edge + 1]];
      if (left === NONE || left >= E) {
        const line = walk(edge, 1);
        if (left >= E) line.ids.unshift(left);
        add(line, edge);
      } else if (right === NONE || right >= E) {
        const line = walk(edge, 0);
        if (right >= E) line.ids.unshift(right);
        add(line, edge);
      }
    }
    for (let edge = 0; edge < E; edge += 1) if (!done[edge] && crossed(edge)) add(walk(edge, 0), edge);
    return found;
  }

  /** For each node the other holder that is fewest edges away: who might hold it instead. NONE where there is no other. */
  function rivals({ n, neighbours }, holder) {
    const rival = new Int8Array(n).fill(NONE);
    const queue = [];
    for (let node = 0; node < n; node += 1) {
      const met = neighbours[node].find((other) => holder[other] !== holder[node] && holder[other] !== NONE);
      if (holder[node] === NONE || met === undefined) continue;
      rival[node] = holder[met];
      queue.push(node);
    }
    for (let head = 0; head < queue.length; head += 1) {
      for (const other of neighbours[queue[head]]) {
        if (rival[other] !== NONE || holder[other] !== holder[queue[head]]) continue;
        rival[other] = rival[queue[head]];
        queue.push(other);
      }
    }
    return rival;
  }

  /** How far a holder leads on each node: its margin on its own nodes, less than nothing on those of others. */
  function lead(ground, { holder, margin }, rival, who) {
    const value = new Float64Array(ground.n);
    for (let node = 0; node < ground.n; node += 1) {
      if (holder[node] === who) value[node] = margin[node];
      else value[node] = holder[node] !== NONE && rival[node] === who ? -margin[node] : -1;
    }
    return value;
  }

  /**
   * Where each holder holds the ground surely, and where it may: the difference is its part of the band.
   * @param {Ground} ground @param {State} state
   * @returns {{holder: number, sure: Traced, may: Traced}[]} traced with holder 1 for the ground meant
   */
  function bands(ground, state) {
    const present = [...new Set(state.holder)].filter((one) => one !== NONE).sort((a, b) => a - b);
    const rival = rivals(ground, state.holder);
    return present.map((holder) => {
      const value = lead(ground, state, rival, holder);
      return { holder, sure: contour(ground, value, SURE), may: contour(ground, value, -SURE) };
    });
  }

  /**
   * Trace the ground by who held it before and who holds it after: `holder` of a ring is before * 128 + after, each
   * one more than the holder's number. Where both states have a line across an edge, the later one counts.
   * @param {Ground} ground @param {State} before @param {State} after @returns {Traced}
   */
  function difference(ground, before, after) {
    const label = new Int16Array(ground.n);
    for (let node = 0; node < ground.n; node += 1) label[node] = (before.holder[node] + 1) * 128 + after.holder[node] + 1;
    const at = ground.rim.slice();
    const share = new Float32Array(ground.E + ground.T + ground.n);
    for (let edge = 0; edge < ground.E; edge += 1) {
      const a = ground.ends[2 * edge];
      const b = ground.ends[2 * edge + 1];
      if (label[a] === label[b]) continue;
      const { margin } = after.holder[a] !== after.holder[b] ? after : before;
      cross(ground, at, share, edge, crossing(margin[a], margin[b]));
    }
    return link(ground, label, at, share);
  }

  /** Twice the area on the left of a ring. @param {Traced} traced @param {Line} ring */
  function doubleArea({ at }, { ids }) {
    let sum = 0;
    let from = ids[ids.length - 1];
    for (const to of ids) {
      sum += at[2 * from] * at[2 * to + 1] - at[2 * to] * at[2 * from + 1];
      from = to;
    }
    return sum;
  }

  /** The area of each holder on the whole mesh, in squares of its unit. @param {Traced} traced @returns {Map<number, number>} */
  function areas(traced) {
    const sums = new Map();
    for (const ring of traced.rings) sums.set(ring.holder, (sums.get(ring.holder) || 0) + doubleArea(traced, ring) / 2);
    return sums;
  }

  /**
   * Who holds the ground at a point, and how surely.
   * @param {Ground} ground @param {State} state
   * @returns {{holder: number, chance: number, nodes: number[]}|null} null off the mesh; nodes are the triangle's
   */
  function identify(ground, { holder, margin }, x, y) {
    const { xy, corners, T } = ground;
    for (let t = 0; t < T; t += 1) {
      const nodes = [corners[3 * t], corners[3 * t + 1], corners[3 * t + 2]];
      const weights = inside(xy, nodes, x, y);
      if (!weights) continue;
      const leads = new Map();
      nodes.forEach((node) => { leads.set(holder[node], 0); });
      for (const who of leads.keys()) {
        leads.set(who, nodes.reduce((sum, node, index) =>
          sum + weights[index] * (holder[node] === who ? margin[node] : -margin[node]), 0));
      }
      const [best, value] = [...leads].reduce((one, two) => (two[1] > one[1] ? two : one));
      return { holder: best, chance: 0.5 + Math.max(0, value) / 2, nodes };
    }
    return null;
  }

  /** The weights of a triangle's corners at a point, or null if it lies outside. */
  function inside(xy, [a, b, c], x, y) {
    const [ax, ay, bx, by, cx, cy] = [2 * a, 2 * a + 1, 2 * b, 2 * b + 1, 2 * c, 2 * c + 1].map((index) => xy[index]);
    const whole = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const atB = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / whole;
    const atC = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / whole;
    return atB >= 0 && atC >= 0 && atB + atC <= 1 ? [1 - atB - atC, atB, atC] : null;
  }

  karamap.marchingTriangles = { prepare, decode, trace, bands, difference, areas, identify };
})(window.karamap);
