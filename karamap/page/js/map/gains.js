/**
 * What of the ground was gained: held by one party now, and by another one on the first day of the record.
 */
(function (karamap) {
  "use strict";

  const NOBODY = -1;
  /** The ground on the first day of the record, by what tells of a state of knowledge. */
  /** @type {WeakMap<ControlTimeline, GroundState>} */
  const beginnings = new WeakMap();
  /** @type {WeakMap<ControlTimeline, string>} */
  const codes = new WeakMap();

  /** The codes of the sites on the first day of the record. @param {ControlTimeline} timeline */
  function codesOf(timeline) {
    const begun = codes.get(timeline);
    if (begun) return begun;
    const letters = Array.from(timeline.codes(0));
    const { which, values } = timeline.beginning();
    which.forEach((site, at) => {
      letters[site] = values[at];
    });
    const joined = letters.join("");
    codes.set(timeline, joined);
    return joined;
  }

  /** The same ground with the parties as they are on a later day. @type {Karamap["gains"]["asOn"]} */
  function asOn({ parties, ties }, state, day) {
    if (!parties.some(({ becomes }) => becomes)) return state;
    return { ...state, holder: state.holder.map((number) => (number === NOBODY ? NOBODY : ties.partyOn(number, day))) };
  }

  /** @type {Karamap["gains"]["beginning"]} */
  function beginning({ model, ground }, known) {
    const timeline = model.at(known);
    const begun = beginnings.get(timeline) ?? karamap.marchingTriangles.decode(ground, model, codesOf(timeline), []);
    beginnings.set(timeline, begun);
    return begun;
  }

  /** @param {number} from @param {number} to numbers of holders */
  const isGained = (from, to) => from !== NOBODY && to !== NOBODY && from !== to;

  /** @type {Karamap["gains"]["hadAll"]} */
  function hadAll({ holder }) {
    const [first] = holder;
    return holder.every((number) => number === first) ? first : NOBODY;
  }

  /** @type {Karamap["gains"]["trace"]} */
  function trace(ground, before, now) {
    const traced = karamap.marchingTriangles.difference(ground, before, now);
    const rings = [];
    for (const ring of traced.rings) {
      const [from, holder] = [(ring.holder >> 7) - 1, (ring.holder & 127) - 1];
      if (isGained(from, holder)) rings.push({ ...ring, holder });
    }
    return { ...traced, rings };
  }

  /** What tells the number of who holds what a letter stands for, by the code of the letter. @param {Model} model */
  function holderByCode({ alphabet, parties }) {
    const meaning = karamap.marchingTriangles.meaningOf(alphabet);
    const silent = alphabet.length - 1;
    const run = silent / parties.length; // letters of one holder
    return (/** @type {number} */ code) => (meaning[code] < silent ? Math.floor(meaning[code] / run) : NOBODY);
  }

  /** @type {Karamap["gains"]["holders"]} */
  function holders(model, { day, known }) {
    const timeline = model.at(known);
    const [before, now] = [codesOf(timeline), timeline.codes(day)];
    const holderOf = holderByCode(model);
    const count = model.parties.length;
    const gaining = new Set();
    const met = new Uint8Array((count + 1) ** 2); // whom ground was of, and whose it is, each one more than the number
    for (let site = 0; site < now.length; site += 1) {
      const [code, nowCode] = [before.charCodeAt(site), now.charCodeAt(site)];
      if (code === nowCode) continue;
      const [from, to] = [holderOf(code), holderOf(nowCode)];
      const pair = (from + 1) * (count + 1) + to + 1;
      if (met[pair]) continue;
      met[pair] = 1;
      if (isGained(model.ties.partyOn(from, day), to)) gaining.add(to);
    }
    return model.parties.filter((party, number) => gaining.has(number)).map(({ id }) => id);
  }

  karamap.gains = { asOn, beginning, hadAll, trace, holders };
})(window.karamap);
