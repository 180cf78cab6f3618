// The reader: choose a claim and see its words; each of its fields lights up its own.
// Offsets that come from sitrep count code points; those of the browser count UTF-16 units.
"use strict";

(function () {
  const text = document.getElementById("text");
  if (!text) return;

  /** The UTF-16 offset in a string of its code point of a number. */
  function utf16(string, codePoint) {
    let unit = 0;
    for (let seen = 0; seen < codePoint && unit < string.length; seen += 1) {
      unit += string.codePointAt(unit) > 0xffff ? 2 : 1;
    }
    return unit;
  }

  /** How many code points a string has. */
  function codePoints(string) {
    let count = 0;
    for (let unit = 0; unit < string.length; count += 1) unit += string.codePointAt(unit) > 0xffff ? 2 : 1;
    return count;
  }

  /** Every text node of the page's text with the code point that it starts at. */
  function indexOf(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    let start = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      found.push({ node, start });
      start += codePoints(node.data);
    }
    return found;
  }

  const nodes = indexOf(text);

  /** The last text node that starts at or before a code point. */
  function nodeAt(codePoint) {
    let low = 0;
    let high = nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (nodes[middle].start <= codePoint) low = middle;
      else high = middle - 1;
    }
    return nodes[low];
  }

  /** A range of the document for a range of code points. */
  function rangeOf(start, end) {
    const range = new Range();
    const first = nodeAt(start);
    const last = nodeAt(end - 1);
    range.setStart(first.node, utf16(first.node.data, start - first.start));
    range.setEnd(last.node, utf16(last.node.data, end - last.start));
    return range;
  }

  /** "3-9 12-14" as ranges. */
  function rangesOf(spans) {
    return spans.trim().split(/\s+/).filter(Boolean).map((span) => rangeOf(...span.split("-").map(Number)));
  }

  window.sitrepReader = { utf16, codePoints, rangeOf };

  // --- what is chosen -------------------------------------------------------------------------------------------
  const claims = Array.from(document.querySelectorAll("details.claim"));
  const byNumber = new Map(claims.map((claim) => [claim.dataset.n, claim]));
  const marks = new Map();
  for (const mark of text.querySelectorAll("mark")) {
    for (const number of mark.dataset.c.split(" ").filter(Boolean)) {
      if (!marks.has(number)) marks.set(number, []);
      marks.get(number).push(mark);
    }
  }
  const aside = document.getElementById("claims");
  const step = document.getElementById("step");
  let chosen = null;

  function light(spans) {
    const ranges = rangesOf(spans);
    if (window.CSS && CSS.highlights) {
      CSS.highlights.set("field", new Highlight(...ranges));
    } else if (ranges.length) {
      const selection = document.getSelection();
      selection.removeAllRanges();
      selection.addRange(ranges[0]);
    }
    return ranges;
  }

  /** What stands for a stretch on the screen: itself, or the line that covers it. */
  function shown(element) {
    const cover = element.closest("details:not([open])");
    if (cover && cover.classList.contains("furniture")) cover.open = true;
    return cover && !cover.open ? cover : element;
  }

  /** Bring a stretch into view, from one element to another; on a narrow screen above the sheet. */
  function reveal(first, last = first) {
    const top = shown(first).getBoundingClientRect().top;
    const bottom = aside.classList.contains("sheet") && narrow() ? window.innerHeight * 0.5 : window.innerHeight;
    if (top < 0 || shown(last).getBoundingClientRect().bottom > bottom) window.scrollBy({ top: top - bottom / 4 });
  }

  function narrow() {
    return window.matchMedia("(max-width: 60rem)").matches;
  }

  function choose(claim, moving) {
    if (chosen && chosen !== claim) {
      chosen.open = false;
      for (const mark of marks.get(chosen.dataset.n) || []) mark.classList.remove("chosen");
    }
    light("");
    for (const cover of text.querySelectorAll(".holds-chosen")) cover.classList.remove("holds-chosen");
    chosen = claim;
    aside.classList.toggle("sheet", Boolean(claim));
    document.body.classList.toggle("choosing", Boolean(claim));
    step.textContent = claim ? `${claim.dataset.n} of ${claims.length}` : "";
    if (!claim) {
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
      return;
    }
    claim.open = true;
    window.history.replaceState(null, "", `#${claim.dataset.id}`);
    const own = marks.get(claim.dataset.n) || [];
    for (const mark of own) {
      mark.classList.add("chosen");
      const cover = mark.closest("details.graphic:not([open])");
      if (cover) cover.classList.add("holds-chosen");
    }
    if (moving && own.length) reveal(own[0], own[own.length - 1]);
    bring(claim);
  }

  /** Bring a claim to the top of its column, which scrolls by itself. */
  function bring(claim) {
    const head = aside.querySelector(".claims-head").offsetHeight;
    const off = claim.getBoundingClientRect().top - aside.getBoundingClientRect().top - head;
    aside.scrollBy({ top: off });
  }

  function go(by) {
    if (!claims.length) return;
    const at = chosen ? claims.indexOf(chosen) + by : by > 0 ? 0 : claims.length - 1;
    const next = claims[Math.min(claims.length - 1, Math.max(0, at))];
    choose(next, true);
    next.querySelector("summary").focus({ preventScroll: true });
  }

  function close() {
    const last = chosen;
    if (!last) return;
    last.open = false;
    for (const mark of marks.get(last.dataset.n) || []) mark.classList.remove("chosen");
    choose(null, false);
    last.querySelector("summary").focus({ preventScroll: true });
  }

  for (const claim of claims) {
    claim.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      if (chosen === claim) close();
      else choose(claim, true);
    });
  }

  // Where claims overlap, each click chooses the next of them, the shortest first.
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || !mark.dataset.c || String(document.getSelection())) return;
    const long = (number) => (marks.get(number) || []).reduce((sum, one) => sum + one.textContent.length, 0);
    const numbers = mark.dataset.c.split(" ").sort((one, other) => long(one) - long(other));
    const at = chosen ? numbers.indexOf(chosen.dataset.n) : -1;
    choose(byNumber.get(numbers[(at + 1) % numbers.length]), narrow());
  });

  // --- fields ---------------------------------------------------------------------------------------------------
  function lightField(event) {
    const field = event.target.closest(".field");
    if (field) light(field.dataset.spans);
  }
  aside.addEventListener("pointerover", lightField);
  aside.addEventListener("focusin", lightField);
  aside.addEventListener("click", (event) => {
    const word = event.target.closest("a.word");
    const field = event.target.closest(".field");
    if (word) event.preventDefault();
    if (!field) return;
    const ranges = light(field.dataset.spans);
    const asked = word ? rangesOf(word.href.match(/at=(\d+-\d+)/)[1]) : ranges;
    if (asked.length) reveal(asked[0].startContainer.parentElement);
  });

  // --- keys -----------------------------------------------------------------------------------------------------
  const keysOn = document.getElementById("keys-on");
  keysOn.checked = sessionStorage.getItem("sitrep-keys") !== "off";
  keysOn.addEventListener("change", () => sessionStorage.setItem("sitrep-keys", keysOn.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = document.activeElement || document.body;
    if (focused.matches("input:not([type=checkbox]), textarea, select")) return;
    const inList = focused.matches("details.claim > summary");
    const key = event.key;
    if (key === "Escape") close();
    else if ((key === "j" && keysOn.checked) || (key === "ArrowDown" && inList)) go(1);
    else if ((key === "k" && keysOn.checked) || (key === "ArrowUp" && inList)) go(-1);
    else return;
    event.preventDefault();
  });
  document.getElementById("before").addEventListener("click", () => go(-1));
  document.getElementById("after").addEventListener("click", () => go(1));
  document.getElementById("close").addEventListener("click", close);
  if (claims.length) for (const id of ["steps", "keys"]) document.getElementById(id).hidden = false;

  // --- graphic descriptions -------------------------------------------------------------------------------------
  const warning = document.getElementById("graphic-warning");
  if (warning) {
    const covers = document.querySelectorAll("details.graphic");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "show-graphic";
    const show = (all) => {
      for (const cover of covers) cover.open = all;
      button.textContent = all ? "Cover them again" : "Show all, until this window is closed";
      button.setAttribute("aria-pressed", String(all));
    };
    button.addEventListener("click", () => {
      const all = button.getAttribute("aria-pressed") !== "true";
      sessionStorage.setItem("sitrep-graphic", all ? "shown" : "covered");
      show(all);
    });
    warning.append(" ", button);
    show(sessionStorage.getItem("sitrep-graphic") === "shown");
  }

  // --- citations ------------------------------------------------------------------------------------------------
  for (const cite of document.querySelectorAll("details.cite")) {
    cite.addEventListener("toggle", () => {
      if (cite.querySelector("button")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(cite.querySelector(".citation").textContent);
        button.textContent = "Copied";
      });
      cite.append(button);
    });
  }

  // --- what the address asks for --------------------------------------------------------------------------------
  function follow() {
    const name = decodeURIComponent(window.location.hash.slice(1));
    const asked = claims.find((claim) => claim.dataset.id === name);
    if (asked && asked !== chosen) choose(asked, true);
    const at = document.querySelector("mark.at");
    if (!asked && at) reveal(at);
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
