/**
 * How surely ground lies on the side of the front where it is drawn: uncertainty zones, and the chance at a spot. By
 * the distance from the front, and by what speaks for the holders of the places around; the document states the law.
 */
(function (karamap) {
  "use strict";

  const NONE = -1;

  /** The nodes beside each node, by the mesh. @type {WeakMap<Ground, number[][]>} */
  const neighboursIn = new WeakMap();

  /** @param {Ground} ground */
  function neighboursOf(ground) {
    const known = neighboursIn.get(ground);
    if (known) return known;
    /** @type {number[][]} */
    const neighbours = Array.from({ length: ground.n }, () => []);
    for (let end = 0; end < ground.ends.length; end += 2) {
      neighbours[ground.ends[end]].push(ground.ends[end + 1]);
      neighbours[ground.ends[end + 1]].push(ground.ends[end]);
    }
    neighboursIn.set(ground, neighbours);
    return neighbours;
  }

  /**
   * For each node the other holders beside it, as bits; where odds are even, who is there beside its holder.
   * @param {Ground} ground
   * @param {GroundState} state
   */
  function rivalsBeside({ n, ends }, { holder, before, margin }) {
    const rival = new Int32Array(n);
    for (let end = 0; end < ends.length; end += 2) {
      const [one, other] = [ends[end], ends[end + 1]];
      if (holder[one] === holder[other] || holder[one] === NONE || holder[other] === NONE) continue;
      rival[one] |= 1 << holder[other];
      rival[other] |= 1 << holder[one];
    }
    for (let node = 0; node < n; node += 1) {
      const isShared = margin[node] === 0 && before[node] !== holder[node] && before[node] !== NONE;
      if (isShared && holder[node] !== NONE) rival[node] = 1 << before[node];
    }
    return rival;
  }

  /**
   * For each node the other holders that are fewest edges away, as bits: who might hold it instead.
   * @param {Ground} ground
   * @param {GroundState} state
   */
  function rivals(ground, state) {
    const { n } = ground;
    const { holder } = state;
    const neighbours = neighboursOf(ground);
    const rival = rivalsBeside(ground, state);
    /** @type {number[]} */
    let layer = [];
    rival.forEach((bits, node) => { if (bits) layer.push(node); });
    const met = new Int32Array(n);
    while (layer.length) {
      /** @type {number[]} */
      const next = [];
      for (const node of layer) {
        for (const other of neighbours[node]) {
          if (rival[other] || holder[other] !== holder[node]) continue;
          if (!met[other]) next.push(other);
          met[other] |= rival[node];
        }
      }
      for (const node of next) rival[node] = met[node];
      layer = next;
    }
    return rival;
  }

  /** Whether one comes from any node to any other along edges. @type {WeakMap<Ground, boolean>} */
  const inOnePiece = new WeakMap();

  /** @param {Ground} ground */
  function isInOnePiece(ground) {
    const known = inOnePiece.get(ground);
    if (known !== undefined) return known;
    const neighbours = neighboursOf(ground);
    const met = new Uint8Array(ground.n);
    const queue = ground.n ? [0] : [];
    met[0] = 1;
    for (const node of queue) {
      for (const other of neighbours[node]) {
        if (!met[other]) queue.push(other);
        met[other] = 1;
      }
    }
    inOnePiece.set(ground, queue.length === ground.n);
    return queue.length === ground.n;
  }

  /** Who holds any node, in the order of their numbers. @param {GroundState} state */
  function holdersIn({ holder }) {
    /** @type {number[]} */
    const found = [];
    let last = NaN;
    for (let node = 0; node < holder.length; node += 1) {
      if (holder[node] === last) continue;
      last = holder[node];
      if (!found.includes(last)) found.push(last);
    }
    return found.sort((a, b) => a - b);
  }

  /** For each node the other one of two holders, as bits. @param {GroundState} state @param {number[]} present */
  function eachOther({ holder }, [one, other]) {
    const rival = new Int32Array(holder.length);
    for (let node = 0; node < rival.length; node += 1) rival[node] = 1 << (holder[node] === one ? other : one);
    return rival;
  }

  /**
   * Whether each node is one of two holders' and has the other one as its rival, as far away as that may be.
   * @param {Ground} ground
   * @param {GroundState} state
   * @param {number[]} present the holders of nodes
   */
  function isBetweenTwo(ground, { margin, before }, present) {
    if (present.length !== 2 || present.includes(NONE) || !isInOnePiece(ground)) return false;
    for (let node = 0; node < margin.length; node += 1) {
      if (margin[node] <= 0 && before[node] !== NONE && !present.includes(before[node])) return false;
    }
    return true;
  }

  /**
   * How far the holder of each node leads, from 0 to 1: its margin, less the nearer the front is.
   * @param {Ground} ground
   * @param {GroundState} state
   */
  function surenessOf(ground, state) {
    const front = new Float64Array(ground.n).fill(Infinity);
    const { edges, cuts } = karamap.marchingTriangles.crossings(ground, state);
    for (let which = 0; which < edges.length; which += 1) {
      const [edge, cut] = [edges[which], cuts[which]];
      const [a, b] = [ground.ends[2 * edge], ground.ends[2 * edge + 1]];
      front[a] = Math.min(front[a], cut * ground.lengths[edge]);
      front[b] = Math.min(front[b], (1 - cut) * ground.lengths[edge]);
    }
    const sureness = new Float64Array(ground.n);
    for (let node = 0; node < ground.n; node += 1) {
      sureness[node] = state.holder[node] === NONE ? 1
        : state.margin[node] * (front[node] < Infinity ? Math.tanh(front[node] / 2 / state.scale[node]) : 1);
    }
    return sureness;
  }

  /**
   * How far a holder leads on each node: as far as it does on its own nodes, less than nothing on those of others.
   * @param {GroundState} state
   * @param {Float64Array} sureness
   * @param {Int32Array} rival
   * @param {number} who
   */
  function leadOf({ holder }, sureness, rival, who) {
    const lead = new Float64Array(sureness.length).fill(-1);
    for (let node = 0; node < lead.length; node += 1) {
      if (holder[node] === who) lead[node] = sureness[node];
      else if (holder[node] !== NONE && (rival[node] >> who) & 1) lead[node] = -sureness[node];
    }
    return lead;
  }

  /**
   * How far from the front the lead of its holder is so much, in km, on the straight way to a place.
   * @param {LineLaw} law
   * @param {number} lead as if the place were sure
   * @param {number} scale of the place
   * @param {number} reach how far the place lies from the front
   */
  function distanceOf({ share }, lead, scale, reach) {
    if (lead >= 1) return reach;
    const turns = 2 * Math.atanh(lead);
    return Math.min(reach, (turns * (scale + share * reach)) / (1 + turns * share));
  }

  /**
   * Trace where the lead of a holder passes a level.
   * @param {Ground} ground
   * @param {GroundState} state
   * @param {Float64Array} lead
   * @param {number} who
   * @param {number} level
   */
  function contour(ground, state, lead, who, level) {
    /** @param {number} edge as a share of the way from its first end */
    function passing(edge) {
      const [a, b] = [ground.ends[2 * edge], ground.ends[2 * edge + 1]];
      const own = state.holder[a] === who;
      if (own === (state.holder[b] === who)) return (lead[a] - level) / (lead[a] - lead[b]);
      const cut = karamap.marchingTriangles.crossing(ground, state, edge);
      const onFirst = own === level >= 0;
      const [node, length] = [onFirst ? a : b, ground.lengths[edge]];
      const reach = (onFirst ? cut : 1 - cut) * length;
      const within = state.margin[node] > 0 ? Math.abs(level) / state.margin[node] : 1;
      const away = distanceOf(state.law, within, state.scale[node], reach) / Math.max(length, 1e-9);
      return onFirst ? cut - away : cut + away;
    }

    const above = new Int8Array(lead.length);
    for (let node = 0; node < lead.length; node += 1) above[node] = lead[node] >= level ? 1 : 0;
    return karamap.marchingTriangles.contour(ground, above, passing);
  }

  /** What lies on the other side of the same lines. @param {Traced} traced @returns {Traced} */
  const beyond = (traced) => (
    { ...traced, rings: traced.rings.map((ring) => ({ ...ring, holder: 1 - ring.holder })) });

  /**
   * Where each holder holds the ground surely, and where it may: the difference is its part of the uncertainty zone.
   * Between two alone, one may hold what the other does not hold surely, so that two lines tell all.
   * @type {Karamap["sureness"]["zones"]}
   */
  function zones(ground, state) {
    const everywhere = holdersIn(state);
    const present = everywhere.filter((one) => one !== NONE);
    const isBetween = isBetweenTwo(ground, state, everywhere);
    const rival = isBetween ? eachOther(state, present) : rivals(ground, state);
    const [sureness, level] = [surenessOf(ground, state), 2 * state.law.sure - 1];
    /** @param {number} holder */
    function zoneOf(holder) {
      const lead = leadOf(state, sureness, rival, holder);
      return {
        holder,
        sure: contour(ground, state, lead, holder, level),
        may: contour(ground, state, lead, holder, -level),
      };
    }
    if (!isBetween) return present.map(zoneOf);
    const { holder, sure, may } = zoneOf(present[0]);
    return [{ holder, sure, may }, { holder: present[1], sure: beyond(may), may: beyond(sure) }];
  }

  /**
   * The weights of a triangle's corners at a point, or null if it lies outside.
   * @param {Float64Array} xy
   * @param {number[]} nodes
   * @param {number} x
   * @param {number} y
   */
  function weightsAt(xy, [a, b, c], x, y) {
    const [ax, ay, bx, by, cx, cy] = [2 * a, 2 * a + 1, 2 * b, 2 * b + 1, 2 * c, 2 * c + 1].map((index) => xy[index]);
    const whole = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const atB = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / whole;
    const atC = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / whole;
    return atB >= 0 && atC >= 0 && atB + atC <= 1 ? [1 - atB - atC, atB, atC] : null;
  }

  /** @param {number[]} from @param {number[]} to */
  const apart = ([x, y], [toX, toY]) => Math.hypot(toX - x, toY - y);

  /** How far a point lies from a piece of a line. @param {number[]} point @param {number[][]} ends */
  function fromPiece([x, y], [[ax, ay], [bx, by]]) {
    const whole = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = whole ? ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / whole : 0;
    const within = Math.min(1, Math.max(0, along));
    return Math.hypot(ax + within * (bx - ax) - x, ay + within * (by - ay) - y);
  }

  /**
   * The pieces of the line that part the ground of the corners of a triangle.
   * @param {number[]} holders of the corners
   * @param {(number[]|null)[]} cuts where the line crosses each side, from its corner on
   * @returns {number[][][]}
   */
  function piecesOf(holders, cuts) {
    const crossed = /** @type {number[][]} */ (cuts.filter((cut) => cut !== null));
    if (new Set(holders).size < 3) return [crossed];
    const middle = [0, 1].map((axis) => (crossed[0][axis] + crossed[1][axis] + crossed[2][axis]) / 3);
    return crossed.map((cut) => [cut, middle]);
  }

  /** Whether two pieces cross. @param {number[][]} one @param {number[][]} other */
  function crosses([a, b], [c, d]) {
    /** @param {number[]} p @param {number[]} q @param {number[]} r */
    const turn = ([px, py], [qx, qy], [rx, ry]) => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
    return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
  }

  /**
   * Whose ground a point in a triangle of several holders is, and how surely.
   * @param {Ground} ground
   * @param {GroundState} state
   * @param {number} triangle
   * @param {number[]} point
   */
  function atFront(ground, state, triangle, point) {
    const { xy, ends, lengths, edgeOf, corners } = ground;
    const sides = [0, 1, 2].map((side) => edgeOf[3 * triangle + side]);
    const nodes = [0, 1, 2].map((corner) => corners[3 * triangle + corner]);
    /** @param {number} node */
    const at = (node) => [xy[2 * node], xy[2 * node + 1]];
    const cuts = sides.map((edge) => {
      const [a, b] = [ends[2 * edge], ends[2 * edge + 1]];
      if (state.holder[a] === state.holder[b]) return null;
      const [[ax, ay], [bx, by]] = [at(a), at(b)];
      const cut = karamap.marchingTriangles.crossing(ground, state, edge);
      return [ax + cut * (bx - ax), ay + cut * (by - ay)];
    });
    const pieces = piecesOf(nodes.map((node) => state.holder[node]), cuts);
    const reached = nodes.filter((node) => !pieces.some((piece) => crosses([point, at(node)], piece)));
    const near = (reached.length ? reached : nodes).reduce(
      (one, other) => (apart(point, at(other)) < apart(point, at(one)) ? other : one));
    const km = lengths[sides[0]] / apart(at(ends[2 * sides[0]]), at(ends[2 * sides[0] + 1]));
    const front = km * Math.min(...pieces.map((piece) => fromPiece(point, piece)));
    const scale = state.scale[near] + state.law.share * km * apart(point, at(near));
    return { holder: state.holder[near], lead: state.margin[near] * Math.tanh(front / 2 / scale), nodes };
  }

  /**
   * Who holds the ground at a point, and how surely; null off the mesh; nodes are the triangle's.
   * @type {Karamap["sureness"]["identify"]}
   */
  function identify(ground, state, x, y) {
    const { xy, corners, T } = ground;
    for (let t = 0; t < T; t += 1) {
      const nodes = [corners[3 * t], corners[3 * t + 1], corners[3 * t + 2]];
      const weights = weightsAt(xy, nodes, x, y);
      if (!weights) continue;
      if (new Set(nodes.map((node) => state.holder[node])).size > 1) {
        const { holder, lead } = atFront(ground, state, t, [x, y]);
        return { holder, chance: 0.5 + lead / 2, nodes };
      }
      const sureness = surenessOf(ground, state);
      const lead = nodes.reduce((sum, node, index) => sum + weights[index] * sureness[node], 0);
      return { holder: state.holder[nodes[0]], chance: 0.5 + lead / 2, nodes };
    }
    return null;
  }

  /** @type {Karamap["sureness"]["at"]} */
  function at(ground, state, node) {
    return { holder: state.holder[node], chance: 0.5 + surenessOf(ground, state)[node] / 2, nodes: [node] };
  }

  karamap.sureness = { zones, identify, at };
})(window.karamap);
