/**
 * What becomes of parties, by their numbers: which are allies on a day, and which have become part of another.
 */
(function (karamap) {
  "use strict";

  /** @type {Karamap["ties"]["of"]} */
  function of({ parties, coalitions }, first) {
    /** @type {Map<number, Map<string, number[]>>} */
    const known = new Map();

    /** @param {number} number @param {number} day */
    function partyOn(number, day) {
      const met = new Set();
      let at = number;
      while (!met.has(at)) {
        met.add(at);
        const becomes = parties[at]?.becomes;
        if (becomes && becomes[1] <= first + day) [at] = becomes;
      }
      return at;
    }

    /** @param {Coalition} coalition @param {number} today @returns {[string, number[]]} */
    function membersOf({ name, members }, today) {
      const present = members.filter(([, from, to]) => (from ?? -Infinity) <= today && today < (to ?? Infinity));
      return [name, present.map(([number]) => number)];
    }

    /** @param {number} day */
    function coalitionsOn(day) {
      const found = known.get(day) ?? new Map(coalitions.map((coalition) => membersOf(coalition, first + day)));
      known.set(day, found);
      return found;
    }

    /** @param {number} one @param {number} other @param {number} day */
    function areAllies(one, other, day) {
      return [...coalitionsOn(day).values()].some((members) => members.includes(one) && members.includes(other));
    }

    const bounds = coalitions.flatMap(({ members }) => members.flatMap(([, from, to]) => [from, to]));
    const turns = bounds.filter((day) => day !== null).map((day) => Number(day) - first);
    return { partyOn, coalitionsOn, areAllies, turns };
  }

  karamap.ties = { of };
})(window.karamap);
