"use strict";

/* The timeline page: bars over time, and a bar for each incident as wide as its time is known. The table beside it says
   the same in words. */
(() => {
  const { draw, drawBars, element, fetchData, sayDays } = window.sitrep;
  const WIDTH = 1000;
  const LANE = 16;
  const NARROWEST = 3; // units of WIDTH: a day in a long time must still be seen
  const DAY = 86400000;

  const host = document.querySelector("#timeline");
  if (!host) return;
  const at = (iso) => Date.parse(`${iso}T00:00:00Z`);

  /* The first and last moment that the bars need. */
  function rangeOf(bins) {
    return { first: at(bins[0].start), last: at(bins[bins.length - 1].end) + DAY };
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
    const x = bar.start ? place(at(bar.start)) : 0;
    const end = bar.end ? place(at(bar.end) + DAY) : WIDTH;
    const width = Math.max(NARROWEST, end - x);
    return { ...bar, x: Math.min(x, WIDTH - width), width, open: !bar.start || !bar.end };
  }

  function drawIncidents(bars, range) {
    const lanes = lay(bars.map((bar) => placed(bar, range)));
    const height = (Math.max(0, ...lanes.map((bar) => bar.lane)) + 1) * LANE;
    const picture = draw("svg", {
      viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: "none", class: "spans", "aria-hidden": "true",
      height, width: "100%",
    });
    for (const bar of lanes) {
      const link = draw("a", { href: `${host.dataset.incidents}/${encodeURIComponent(bar.id)}`, tabindex: -1 }, picture);
      const shape = { x: bar.x, y: bar.lane * LANE + 3, width: bar.width, height: LANE - 6 };
      const known = bar.open ? "open" : bar.start === bar.end ? "day" : "longer";
      const drawn = draw("rect", { ...shape, class: `incident ${known}` }, link);
      draw("title", {}, drawn).textContent = [bar.label, bar.place, sayDays(bar.start, bar.end)].filter(Boolean).join(", ");
    }
    return picture;
  }

  /* Days under a drawing: its ends, and three between. */
  function axis({ first, last }) {
    const row = element("p", { class: "axis", "aria-hidden": "true" });
    const say = (moment) =>
      new Date(moment).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    const end = last - DAY;
    for (const part of [0, 0.25, 0.5, 0.75, 1]) row.append(element("span", {}, say(first + part * (end - first))));
    return row;
  }

  function show(data) {
    if (!data.bins.length) {
      host.append(element("p", { class: "quiet" }, "No incident here has both a first and a last day. The table has them all."));
      return;
    }
    const range = rangeOf(data.bins);
    const tallest = Math.round(Math.max(...data.bins.map((bin) => bin.exact + bin.spread)) * 10) / 10;
    const names = { day: "day", week: "week (from Monday)", month: "month" };
    host.append(
      element("h2", {}, `Incidents by ${names[data.unit]}`),
      element("p", { class: "quiet" }, `Tallest bar: ${tallest}.`),
      drawBars(data.bins, 120),
      axis(range),
      element("h2", {}, "Each incident, as wide as its time is known"),
      drawIncidents(data.bars, range),
      axis(range),
    );
    if (data.bars_left_out) {
      host.append(element("p", { class: "quiet" }, `${data.bars_left_out} more are not drawn; choose a shorter period.`));
    }
    host.dataset.ready = "yes";
  }

  fetchData(host.dataset.source).then(show).catch((problem) => {
    host.append(element("p", {}, `The timeline could not be drawn (${problem.message}). The table below is complete.`));
  });
})();
