/**
 * What browsers of 2020 lack of what the scripts use: each is added only where it is missing, as the standard has it.
 *
 * Browsers that cannot read the syntax of these scripts (before `?.`, 2020) keep the words that stand in the page.
 */
(function () {
  "use strict";

  /** @param {any} owner @param {Record<string, Function>} functions */
  function add(owner, functions) {
    for (const [name, value] of Object.entries(functions)) {
      if (!owner[name]) Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    }
  }

  /** @param {ArrayLike<any>} list @param {number} [index] */
  function at(list, index) {
    const whole = Math.trunc(Number(index)) || 0;
    return list[whole < 0 ? list.length + whole : whole];
  }

  /** Characters that mean something else in a pattern. */
  const SPECIAL = /[\\^$.*+?()[\]{}|]/g;

  add(Object, {
    /** @param {object} owner @param {PropertyKey} key */
    hasOwn: (owner, key) => Object.prototype.hasOwnProperty.call(owner, key),
    /** @param {Iterable<[PropertyKey, any]>} entries */
    fromEntries(entries) {
      /** @type {Record<PropertyKey, any>} */
      const made = {};
      for (const [key, value] of entries) {
        Object.defineProperty(made, key, { value, configurable: true, enumerable: true, writable: true });
      }
      return made;
    },
  });

  add(Array.prototype, {
    /** @this {any[]} @param {number} [index] */
    at(index) {
      return at(this, index);
    },
    /** @this {any[]} */
    flat() {
      /** @type {any[]} */
      const none = [];
      return none.concat(...this);
    },
    /** @this {any[]} @param {(item: any, at: number, all: any[]) => any} make */
    flatMap(make) {
      return this.map(make).flat();
    },
    /** @this {any[]} @param {(item: any, at: number, all: any[]) => any} isWanted */
    findLast(isWanted) {
      for (let index = this.length - 1; index >= 0; index -= 1) {
        if (isWanted(this[index], index, this)) return this[index];
      }
      return undefined;
    },
  });

  add(String.prototype, {
    /** @this {string} @param {number} [index] */
    at(index) {
      return at(this, index);
    },
    /** @this {string} @param {string|RegExp} what @param {any} by */
    replaceAll(what, by) {
      const pattern = typeof what === "string" ? new RegExp(what.replace(SPECIAL, "\\$&"), "g") : what;
      return this.replace(pattern, by);
    },
    /** @this {string} @param {RegExp} pattern with the flag `g` */
    * matchAll(pattern) {
      const own = new RegExp(pattern.source, pattern.flags);
      for (let found = own.exec(this); found; found = own.exec(this)) {
        if (!found[0]) own.lastIndex += 1;
        yield found;
      }
    },
  });

  for (const owner of [Element.prototype, DocumentFragment.prototype]) {
    add(owner, {
      /** @this {Element} @param {...(Node|string)} children */
      replaceChildren(...children) {
        this.textContent = "";
        this.append(...children);
      },
    });
  }
})();
