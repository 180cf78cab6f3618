"use strict";

/* The timeline page: bars over time, and a bar for each incident as wide as its time is known. The table beside it says
   the same in words. */
(() => {
  const { draw, drawBars, element, fetchData, incidentAddress, sayBin, sayDays } = window.sitrep;
  const WIDTH = 1000;
  const LANE = 16;
  const NARROWEST = 3; // units of WIDTH: a day in a long time must still be seen
  const DAY = 86400000;
  const DAYS_SAID = 10; // up to so many days each has its own name under the drawing

  const host = document.querySelector("#timeline");
  if (!host) return;
  const at = (iso) => Date.parse(`${iso}T00:00:00Z`);

  /* The first and last moment drawn: those of the period asked for, else what the bars need. */
  function rangeOf({ bins, from, to }) {
    return { first: at(from || bins[0].start), last: at(to || bins[bins.length - 1].end) + DAY };
  }

  /* Lanes for bars: each goes in the first that is free where it begins. */
  function lay(bars) {
    const ends = [];
    return bars.map((bar) => {
      const free = ends.findIndex((end) => end + 2 <= bar.x);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = bar.x + bar.width;
      return { ...bar, lane };
    });
  }

  /* A bar from the first to the last day; one with an open end runs to the edge of the drawing. */
  function placed(bar, { first, last }) {
    const place = (moment) => ((Math.min(Math.max(moment, first), last) - first) / (last - first)) * WIDTH;
    const undated = !bar.start && !bar.end;
    const [from, to] = undated ? [bar.published_first, bar.published_last] : [bar.start, bar.end];
    const x = from ? place(at(from)) : 0;
    const end = to ? place(at(to) + DAY) : WIDTH;
    const width = Math.max(NARROWEST, end - x);
    return { ...bar, x: Math.min(x, WIDTH - width), width, undated, open: !undated && (!from || !to) };
  }

  const sayTime = (bar) =>
    bar.undated ? `no date; published ${sayDays(bar.published_first, bar.published_last)}` : sayDays(bar.start, bar.end);

  function drawIncidents(bars, range) {
    const lanes = lay(bars.map((bar) => placed(bar, range)));
    const height = (Math.max(0, ...lanes.map((bar) => bar.lane)) + 1) * LANE;
    const picture = draw("svg", {
      viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: "none", class: "spans", "aria-hidden": "true",
      height, width: "100%",
    });
    for (const bar of lanes) {
      const link = draw("a", { href: incidentAddress(host, bar.id), tabindex: -1 }, picture);
      const shape = { x: bar.x, y: bar.lane * LANE + 3, width: bar.width, height: LANE - 6 };
      const known = bar.undated ? "undated" : bar.open ? "open" : bar.start === bar.end ? "day" : "longer";
      const drawn = draw("rect", { ...shape, class: `incident ${known}` }, link);
      draw("title", {}, drawn).textContent = [bar.label, bar.place, sayTime(bar)].filter(Boolean).join(", ");
    }
    return picture;
  }

  /* Days under a drawing: every one of a few, else its ends and three between. */
  function axis({ first, last }) {
    const days = Math.round((last - first) / DAY);
    const each = days <= DAYS_SAID;
    const row = element("p", { class: each ? "axis days" : "axis", "aria-hidden": "true" });
    const form = each ? { weekday: "short", day: "numeric" } : { day: "numeric", month: "short", year: "numeric" };
    const say = (moment) => new Date(moment).toLocaleDateString("en-GB", { ...form, timeZone: "UTC" });
    const parts = each ? [...Array(days).keys()].map((day) => first + day * DAY)
      : [0, 0.25, 0.5, 0.75, 1].map((part) => first + part * (last - DAY - first));
    for (const moment of parts) row.append(element("span", {}, say(moment)));
    return row;
  }

  function show(data) {
    if (!data.bins.length) {
      host.append(element("p", { class: "quiet" }, "No incident here has both a first and a last day. The table has them all."));
      return;
    }
    const range = rangeOf(data);
    const tallest = data.bins.reduce((one, other) => (other.exact + other.spread > one.exact + one.spread ? other : one));
    const names = { day: "day", week: "week (from Monday)", month: "month" };
    const dated = data.bars.filter((bar) => bar.start || bar.end);
    const undated = data.bars.filter((bar) => !bar.start && !bar.end);
    host.append(
      element("h2", {}, `Incidents by ${names[data.unit]}`),
      element("p", { class: "quiet" }, `The tallest bar is ${sayBin(tallest)}.`),
      drawBars(data.bins, 120),
      axis(range),
    );
    const drawing = (title, bars) => host.append(element("h2", {}, title), drawIncidents(bars, range), axis(range));
    if (dated.length) drawing("Each incident, as wide as its time is known", dated);
    if (undated.length) drawing("Without a date: the days on which their pages were published", undated);
    if (data.bars_left_out) {
      host.append(element("p", { class: "quiet" }, `${data.bars_left_out} more are not drawn; choose a shorter period.`));
    }
    host.dataset.ready = "yes";
  }

  fetchData(host.dataset.source).then(show).catch((problem) => {
    host.append(element("p", {}, `The timeline could not be drawn (${problem.message}). The table below is complete.`));
  });
})();
