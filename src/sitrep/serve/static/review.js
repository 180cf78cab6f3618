// Keys of the review queue. Each of them presses a button or follows a link that is on the page as well.
"use strict";
(function () {
  var byId = function (id) { return document.getElementById(id); };
  var help = byId("help");
  if (!byId("claim") || !help) { return; }

  var typing = function (target) {
    return target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea, dialog, #editing, [data-choosing]") !== null;
  };
  var press = function (id) {
    var found = byId(id);
    if (!found) { return false; }
    found.click();
    return true;
  };
  var numbered = function () { return Array.from(document.querySelectorAll("[data-number]")); };
  var move = function (step) {
    var all = numbered();
    if (!all.length) { return false; }
    var here = all.indexOf(document.activeElement);
    all[(here + step + all.length) % all.length].focus();
    return true;
  };
  var undo = function () {
    var form = byId("undo");
    if (form) { form.requestSubmit(); } else { say("There is no decision of this session to undo."); }
    return true;
  };
  var keys = {
    a: function () { return press("accept"); },
    x: function () { return press("reject"); },
    e: function () { return press("edit"); },
    m: function () { return press("merge"); },
    s: function () { return press("split"); },
    j: function () { return move(1); },
    k: function () { var here = numbered().indexOf(document.activeElement); return move(here < 0 ? 0 : -1); },
    "?": function () { help.showModal(); return true; },
    Backspace: undo,
    Escape: function () { return press("back"); }
  };

  function say(text) {
    var line = byId("said");
    line.textContent = "";
    var words = document.createElement("p");
    words.className = "said";
    words.textContent = text;
    line.append(words);
  }

  var busy = false;
  document.addEventListener("submit", function (event) {
    // A second press while the first is on its way would decide on a claim that nobody has seen.
    if (event.target.method === "dialog") { return; }
    if (busy) { event.preventDefault(); }
    busy = true;
  });
  window.addEventListener("pageshow", function () { busy = false; });

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.target.closest("dialog")) { return; }
    if (event.key === "Escape" && keys.Escape()) { event.preventDefault(); return; }
    if (typing(event.target)) { return; }
    var done = false;
    if (event.key === " ") {
      // On a button or link that was reached with Tab, space is that one's.
      done = !event.target.closest("button, a, input, summary") && press("skip");
    } else if (/^[1-9]$/.test(event.key)) {
      var found = document.querySelector('[data-number="' + event.key + '"]');
      if (found) { found.click(); done = true; }
    } else if (Object.hasOwn(keys, event.key) && !event.repeat) {
      done = keys[event.key]();
    }
    if (done) { event.preventDefault(); }
  });

  var button = byId("help-button");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () { help.showModal(); });
  }

  // Who reads by ear hears what was recorded, then the heading of the next claim.
  var found = document.querySelector(".take") && !document.querySelector(".take[aria-current]");
  var wrong = document.querySelector("[aria-invalid]") || (found ? null : document.querySelector("[data-first]"));
  var first = wrong || (byId("back") && document.querySelector("[data-number]")) || byId("step-title") || byId("claim");
  first.focus();
  var line = byId("said");
  if (line.textContent.trim()) {
    var kept = Array.from(line.childNodes);
    line.replaceChildren();
    window.setTimeout(function () { line.append.apply(line, kept); }, 60);
  }
})();
