// Choosing words in the passage, by keyboard or mouse. Offsets count code points, as all offsets in sitrep do.
"use strict";
(function () {
  var passage = document.getElementById("passage");
  var chosen = document.getElementById("chosen");
  if (!passage || !chosen) { return; }
  var text = JSON.parse(passage.dataset.text);
  var start = Number(passage.dataset.start);
  var original = Array.from(passage.childNodes);
  var words = wordsOf(text);
  var target = null;
  var from = 0;
  var to = 0;
  var anchor = 0;
  var tapped = false;
  var buttons = document.getElementById("choosing");

  // The words of a text as [begin, end] in the units of a JavaScript string; an emoji family is one of them.
  function wordsOf(whole) {
    if (window.Intl && Intl.Segmenter) {
      return Array.from(new Intl.Segmenter(undefined, { granularity: "word" }).segment(whole))
        .filter(function (piece) { return piece.segment.trim() !== ""; })
        .map(function (piece) { return [piece.index, piece.index + piece.segment.length]; });
    }
    return Array.from(whole.matchAll(/[\p{L}\p{N}\p{M}'’]+|[^\s]/gu)).map(function (found) {
      return [found.index, found.index + found[0].length];
    });
  }

  function points(units) { return Array.from(text.slice(0, units)).length; }
  function units(count) { return Array.from(text).slice(0, count).join("").length; }
  function wordAt(place) {
    var index = words.findIndex(function (word) { return place < word[1]; });
    return index < 0 ? words.length - 1 : index;
  }
  function lastBefore(place) {
    var index = words.findIndex(function (word) { return word[0] >= place; });
    return Math.max(0, (index < 0 ? words.length : index) - 1);
  }
  function span() { return [words[from][0], words[to][1]]; }

  function show() {
    var ends = span();
    var mark = document.createElement("mark");
    mark.className = "chosen-words";
    mark.textContent = text.slice(ends[0], ends[1]);
    passage.replaceChildren(text.slice(0, ends[0]), mark, text.slice(ends[1]));
    mark.scrollIntoView({ block: "nearest" });
    chosen.textContent = "Chosen: “" + text.slice(ends[0], ends[1]) + "”. Arrow keys go by word, Shift takes more, [ and ] widen, Enter takes the words.";
  }

  function begin(input) {
    target = input;
    var at = (hiddenOf(input).value || input.dataset.at || "").split("-").map(Number);
    var inside = at.length === 2 && at[0] >= start && at[1] <= start + Array.from(text).length;
    from = wordAt(units((inside ? at[0] : Number(passage.dataset.evidence)) - start));
    to = inside ? Math.max(from, lastBefore(units(at[1] - start))) : from;
    anchor = from;
    passage.tabIndex = 0;
    passage.setAttribute("role", "application");
    passage.setAttribute("aria-label", "Choose words: arrow keys go by word, Shift takes more, Enter takes them");
    passage.dataset.choosing = "";
    passage.classList.add("choosing");
    chosen.hidden = buttons.hidden = false;
    tapped = false;
    show();
    passage.focus();
  }

  function end(take) {
    var input = target;
    if (take) {
      var ends = span();
      input.value = text.slice(ends[0], ends[1]);
      hiddenOf(input).value = (start + points(ends[0])) + "-" + (start + points(ends[1]));
    }
    target = null;
    passage.replaceChildren.apply(passage, original);
    passage.classList.remove("choosing");
    ["tabindex", "role", "aria-label", "data-choosing"].forEach(function (name) { passage.removeAttribute(name); });
    chosen.hidden = buttons.hidden = true;
    input.focus();
  }

  function hiddenOf(input) { return input.form.elements["at:" + input.dataset.span]; }

  function go(step, more) {
    if (!more) {
      from = to = anchor = Math.min(words.length - 1, Math.max(0, (step > 0 ? to : from) + step));
    } else if (to > anchor || (from === anchor && step > 0)) {
      to = Math.min(words.length - 1, Math.max(anchor, to + step));
    } else {
      from = Math.min(anchor, Math.max(0, from + step));
    }
  }

  passage.addEventListener("keydown", function (event) {
    if (target === null) { return; }
    var rtl = window.getComputedStyle(passage).direction === "rtl" ? -1 : 1;
    var acts = {
      ArrowLeft: function () { go(-rtl, event.shiftKey); },
      ArrowRight: function () { go(rtl, event.shiftKey); },
      "[": function () { from = Math.max(0, from - 1); },
      "]": function () { to = Math.min(words.length - 1, to + 1); },
      "{": function () { from = Math.min(to, from + 1); },
      "}": function () { to = Math.max(from, to - 1); }
    };
    if (event.key === "Enter" || event.key === "Escape") {
      end(event.key === "Enter");
    } else if (Object.hasOwn(acts, event.key)) {
      acts[event.key]();
      show();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  // A selection made with the mouse is widened to whole words; a click takes a word, the next one after it all between.
  passage.addEventListener("mouseup", function () {
    var selection = window.getSelection();
    if (target === null || !selection.rangeCount) { return; }
    var range = selection.getRangeAt(0);
    var before = document.createRange();
    before.selectNodeContents(passage);
    before.setEnd(range.startContainer, range.startOffset);
    var first = before.toString().length;
    var last = first + range.toString().length;
    var here = wordAt(first);
    tapped = last === first && !(tapped && here > to);
    if (last > first || tapped) { from = anchor = here; }
    to = last > first ? Math.max(from, lastBefore(last)) : here;
    selection.removeAllRanges();
    show();
  });

  document.getElementById("take").addEventListener("click", function () { end(true); });
  document.getElementById("leave").addEventListener("click", function () { end(false); });

  Array.from(document.querySelectorAll("[data-span]")).forEach(function (input) {
    var button = input.parentElement.querySelector(".choose");
    button.hidden = words.length === 0;
    button.addEventListener("click", function () { begin(input); });
    // Words that are typed are looked for in the page by the server.
    input.addEventListener("input", function () { hiddenOf(input).value = ""; });
  });
})();
