/**
 * The body of a long table: only the rows that are in view stand in the page, in blocks, with room kept for the others.
 */
(function (karamap) {
  "use strict";

  const { element } = karamap.nodes;
  const BLOCK = 40; // rows that come and go together
  const MARGIN = 400; // pixels beyond what is seen that are filled too
  const USUAL = 30; // pixels of a row of which nothing is known yet
  const ROUNDS = 4; // rows that are lower than expected make room for more
  const HEADS = 1; // rows above the first one, as `aria-rowindex` counts

  /**
   * @typedef {{node: HTMLTableSectionElement, first: number, count: number, height: number, isFilled: boolean}} Block
   */

  /** Room for rows that are not there. @param {Block} block @param {number} columns */
  function leaveRoom(block, columns) {
    const cell = element("td", "");
    cell.colSpan = columns;
    const spacer = element("tr", "table-room", cell);
    spacer.style.height = `${block.height}px`;
    spacer.setAttribute("aria-hidden", "true");
    block.node.replaceChildren(spacer);
    block.isFilled = false;
  }

  /**
   * The blocks of so many rows; those that stand already are used again, as high as they were.
   * @param {HTMLTableElement} table
   * @param {Block[]} before
   * @param {number} rows
   * @param {number} columns
   */
  function blocksOf(table, before, rows, columns) {
    const measured = before.filter(({ isFilled }) => isFilled);
    const known = measured.reduce((sum, { count }) => sum + count, 0);
    const usual = known ? measured.reduce((sum, { height }) => sum + height, 0) / known : USUAL;
    const blocks = Array.from({ length: Math.ceil(rows / BLOCK) }, (_, number) => {
      const first = number * BLOCK;
      const count = Math.min(BLOCK, rows - first);
      const same = before[number] && before[number].count === count ? before[number].height : count * usual;
      /** @type {Block} */
      const block = { node: before[number]?.node ?? element("tbody", ""), first, count, height: same, isFilled: false };
      leaveRoom(block, columns);
      return block;
    });
    for (const { node } of before.slice(blocks.length)) node.remove();
    table.append(...blocks.slice(before.length).map(({ node }) => node));
    return blocks;
  }

  /** The number of the block that has the keyboard, far below 0 if none has. @param {Block[]} blocks */
  function focusedBlock(blocks) {
    const at = blocks.findIndex(({ node }) => node.contains(document.activeElement));
    return at < 0 ? -blocks.length : at;
  }

  /** @type {Karamap["tableBody"]["create"]} */
  function create(table, scroller, columns, lineOf) {
    /** @type {Block[]} */
    let blocks = [];
    /** @type {TableRow[]} */
    let rows = [];

    /** @param {Block} block */
    function fill(block) {
      const lines = rows.slice(block.first, block.first + block.count).map((row, at) => {
        const line = lineOf(row);
        line.setAttribute("aria-rowindex", String(block.first + at + HEADS + 1));
        return line;
      });
      block.node.replaceChildren(...lines);
      block.isFilled = true;
    }

    /** Fill what is in view or near it, leave room for the rest. Says whether anything had to be filled. */
    function fillOnce() {
      const [start] = blocks;
      const top = scroller.scrollTop - (start ? start.node.offsetTop : 0) - MARGIN;
      const bottom = top + scroller.clientHeight + 2 * MARGIN;
      /** @type {Block[]} */
      const filled = [];
      const focused = focusedBlock(blocks);
      let from = 0;
      for (const [at, block] of blocks.entries()) {
        const isSeen = from < bottom && from + block.height > top;
        const isWanted = isSeen || Math.abs(at - focused) <= 1; // the keyboard may go on from its row
        from += block.height;
        if (isWanted && !block.isFilled) filled.push(block);
        else if (!isWanted && block.isFilled) leaveRoom(block, columns);
      }
      filled.forEach(fill);
      for (const block of filled) block.height = block.node.offsetHeight || block.height;
      return filled.length > 0;
    }

    function fillSeen() {
      for (let round = 0; round < ROUNDS && fillOnce();) round += 1;
    }

    /** @param {string} id */
    const lineFor = (id) => [...table.querySelectorAll("tr")].find((line) => line.dataset.place === id) ?? null;

    /** The place whose row has the keyboard, if any. */
    function focusedPlace() {
      const focused = table.contains(document.activeElement) ? document.activeElement : null;
      return focused?.closest("tr")?.dataset.place ?? "";
    }

    /** Show these rows where the reader is; whoever had a row by the keyboard keeps it. @param {TableRow[]} shown */
    function show(shown) {
      const focused = focusedPlace();
      rows = shown;
      blocks = blocksOf(table, blocks, rows.length, columns);
      table.setAttribute("aria-rowcount", String(rows.length + HEADS));
      fillSeen();
      const at = focused ? rows.findIndex(({ place }) => place.id === focused) : -1;
      if (at < 0) return;
      const block = blocks[Math.floor(at / BLOCK)];
      if (!block.isFilled) fill(block);
      lineFor(focused)?.querySelector("button")?.focus({ preventScroll: true });
    }

    function measure() {
      for (const block of blocks) if (block.isFilled) block.height = block.node.offsetHeight || block.height;
      fillSeen();
    }

    scroller.addEventListener("scroll", fillSeen, { passive: true });
    table.addEventListener("focusin", fillSeen);
    karamap.nodes.watchSize(scroller, measure);
    return { show, lineFor };
  }

  karamap.tableBody = { create };
})(window.karamap);
