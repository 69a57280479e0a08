/**
 * Decides proposals one after another: the text with what was read marked in it, the map, and a key for each answer.
 * The decisions leave as the file that the command takes.
 */
(function () {
  "use strict";

  /** @typedef {{id: string, cells: string[], page: number, start: number, end: number, lines: string[],
   *   spots: string[], holder: string}} Proposal */
  /** @typedef {{columns: string[], name: string, proposals: Proposal[], texts: {name: string, text: string}[],
   *   colours: Record<string, string>, places: Record<string, [string, number, number]>,
   *   land: string[], box: [number, number, number, number], squeeze: number}} Review */

  const SVG = "http://www.w3.org/2000/svg";
  const ANSWERS = /** @type {Record<string, string>} */ ({ a: "accept", r: "reject", e: "correct" });
  const CORRECTIONS = ["correct_place_id", "correct_holder", "correct_day", "comment"];
  const SPOT = 0.008; // radius of a spot, as a share of the width of the map
  const review = /** @type {Review} */ (JSON.parse(node("review").textContent || "{}"));
  const at = { now: 0 };

  /** @param {string} id */
  function node(id) {
    const found = document.getElementById(id);
    if (!found) throw new Error(id);
    return found;
  }

  /** @param {string} id */
  function input(id) {
    return /** @type {HTMLInputElement} */ (node(id));
  }

  /**
   * @param {string} tag
   * @param {string} className
   * @param {string} [text]
   */
  function element(tag, className, text = "") {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /** @param {string} column */
  function place(column) {
    return review.columns.indexOf(column);
  }

  /** @param {Proposal} proposal */
  function decision(proposal) {
    return proposal.cells[place("decision")];
  }

  /** Keep the answers in the browser, where it allows that, so that a closed page loses nothing. */
  function keep() {
    const own = review.proposals.map(({ id, cells }) => [id, ["decision", ...CORRECTIONS].map((c) => cells[place(c)])]);
    try {
      localStorage.setItem(`karamap review ${review.name}`, JSON.stringify(Object.fromEntries(own)));
    } catch {
      // a page of a file may be allowed no storage: the answers then live as long as the page
    }
  }

  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(`karamap review ${review.name}`) || "{}");
      for (const proposal of review.proposals) {
        const own = decision(proposal) === "" ? kept[proposal.id] || [] : [];
        ["decision", ...CORRECTIONS].forEach((column, number) => {
          if (typeof own[number] === "string") proposal.cells[place(column)] = own[number];
        });
      }
    } catch {
      // the same
    }
  }

  /** The text of a page as nodes, with a mark for each of its proposals that lies behind the one before. */
  function layText() {
    const holder = node("text");
    review.texts.forEach(({ name, text }, page) => {
      holder.append(element("h2", "", name));
      const body = element("pre", "");
      let done = 0;
      review.proposals.forEach((proposal, number) => {
        if (proposal.page !== page || proposal.start < done) return;
        body.append(text.slice(done, proposal.start));
        const mark = element("mark", "", text.slice(proposal.start, proposal.end));
        mark.id = `mark-${number}`;
        mark.addEventListener("click", () => show(number));
        body.append(mark);
        done = proposal.end;
      });
      body.append(text.slice(done));
      holder.append(body);
    });
  }

  /**
   * @param {string} tag
   * @param {Record<string, string|number>} attributes
   */
  function drawn(tag, attributes) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    return made;
  }

  function layMap() {
    const map = node("map");
    for (const path of review.land) map.append(drawn("path", { d: path, class: "land" }));
    const dots = Object.values(review.places).map(([, x, y]) => `M${x * review.squeeze} ${-y}h0`);
    map.append(drawn("path", { d: dots.join(""), class: "places" }), drawn("g", { id: "spots" }));
  }

  /** @param {Proposal} proposal */
  function showMap(proposal) {
    const spots = proposal.spots.filter((id) => id in review.places);
    const [west, south, east, north] = review.box;
    const wide = (east - west) * review.squeeze;
    node("map").setAttribute("viewBox", `${west * review.squeeze} ${-north} ${wide} ${north - south}`);
    const colour = review.colours[proposal.holder] || "#888888";
    node("spots").replaceChildren(
      ...spots.flatMap((id) => {
        const [name, x, y] = review.places[id];
        const where = { cx: x * review.squeeze, cy: -y, r: wide * SPOT, fill: spots.length > 1 ? "none" : colour };
        const label = drawn("text", { x: x * review.squeeze + wide * SPOT * 1.5, y: -y, "font-size": wide * 0.028 });
        label.textContent = spots.length > 1 ? `${name} (${id})` : name;
        return [drawn("circle", { ...where, stroke: colour, "stroke-width": wide * SPOT * 0.4 }), label];
      }),
    );
  }

  /** @param {number} number */
  function show(number) {
    at.now = Math.max(0, Math.min(number, review.proposals.length - 1));
    const proposal = review.proposals[at.now];
    node("said").replaceChildren(...proposal.lines.map((line, nth) => element("p", nth ? "more" : "first", line)));
    for (const column of CORRECTIONS) input(column).value = proposal.cells[place(column)];
    showMap(proposal);
    for (const mark of document.querySelectorAll("mark.now")) mark.classList.remove("now");
    const mark = document.getElementById(`mark-${at.now}`);
    mark?.classList.add("now");
    mark?.scrollIntoView({ block: "center" });
    tell();
  }

  function tell() {
    const all = review.proposals.length;
    const decided = review.proposals.filter((proposal) => decision(proposal) !== "").length;
    const word = decision(review.proposals[at.now]) || "open";
    node("progress").textContent = `${at.now + 1} of ${all}: ${word} · ${decided} decided, ${all - decided} open`;
    review.proposals.forEach((proposal, number) => {
      const mark = document.getElementById(`mark-${number}`);
      if (mark) mark.dataset.decision = decision(proposal) || "open";
    });
  }

  /** The next proposal that nobody has decided, from one on; the last one where none is left. */
  function nextOpen() {
    const behind = review.proposals.findIndex((proposal, number) => number > at.now && decision(proposal) === "");
    const any = review.proposals.findIndex((proposal) => decision(proposal) === "");
    show(behind >= 0 ? behind : any >= 0 ? any : at.now + 1);
  }

  /** @param {string} key */
  function answer(key) {
    const proposal = review.proposals[at.now];
    if (key === "e" && !node("corrections").classList.contains("open")) {
      node("corrections").classList.add("open");
      input("correct_place_id").focus();
      return;
    }
    if (key !== "s") {
      proposal.cells[place("decision")] = ANSWERS[key];
      for (const column of CORRECTIONS) {
        const meant = key === "e" || column === "comment";
        proposal.cells[place(column)] = meant ? input(column).value.trim() : "";
      }
      keep();
    }
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && node("corrections").contains(focused)) focused.blur();
    node("corrections").classList.remove("open");
    if (key === "s") show(at.now + 1);
    else nextOpen();
  }

  function csv() {
    const rows = [review.columns, ...review.proposals.map(({ cells }) => cells)];
    const quoted = (/** @type {string} */ cell) => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
    return rows.map((cells) => cells.map(quoted).join(",") + "\n").join("");
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = review.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** Shows the file as text, selected, for browsers and frames that save nothing. */
  function copy() {
    const area = /** @type {HTMLTextAreaElement} */ (node("csv"));
    area.hidden = false;
    area.value = csv();
    area.select();
  }

  /**
   * A key while somebody types into a field: enter takes the correction, escape leaves the field.
   * @param {KeyboardEvent} event
   * @param {HTMLElement} field
   */
  function typed(event, field) {
    if (event.key === "Enter" && field.id !== "csv") answer("e");
    else if (event.key === "Escape") field.blur();
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target instanceof HTMLElement ? event.target : document.body;
    const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 });
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(field.tagName)) typed(event, field);
    else if (event.key in steps || event.key === "s" || event.key in ANSWERS) {
      if (event.key in steps) show(at.now + steps[event.key]);
      else answer(event.key);
      event.preventDefault();
    }
  }

  function lay() {
    recall();
    layText();
    layMap();
    for (const key of ["a", "r", "e", "s"]) node(`key-${key}`).addEventListener("click", () => answer(key));
    node("save").addEventListener("click", save);
    node("copy").addEventListener("click", copy);
    document.addEventListener("keydown", pressed);
    at.now = -1;
    nextOpen();
  }

  lay();
})();
