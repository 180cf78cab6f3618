"use strict";

/* What map and timeline share: fetching data, making elements, bars over time, and a brush of two sliders over them. */
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 1000; // units of the drawing, which is stretched to the width of the page
  const HEIGHT = 64;

  function draw(name, attributes, parent) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    if (parent) parent.append(element);
    return element;
  }

  function element(name, attributes, text) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, String(value));
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* The JSON at an address of this host; throws where there is none. */
  const fetchData = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return answer.json();
  };

  /* "21 to 27 December 2015", or one day. */
  function sayDays(start, end) {
    const say = (iso) =>
      new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", {
        day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
      });
    if (!start && !end) return "no date";
    if (!start) return `up to ${say(end)}`;
    if (!end) return `from ${say(start)}`;
    return start === end ? say(start) : `${say(start)} to ${say(end)}`;
  }

  /* What a bar counts, in whole incidents. */
  function sayBin(bin) {
    const known = `${bin.exact} ${bin.exact === 1 ? "incident" : "incidents"} known to lie in it`;
    const share = Math.round(bin.spread);
    if (!bin.spread) return `${sayDays(bin.start, bin.end)}: ${known}`;
    return `${sayDays(bin.start, bin.end)}: ${known}, and ${share ? `about ${share}` : "less than one"} more as a share of those known only to a longer time`;
  }

  /* A histogram: solid bars for incidents known to the bin, pale ones on top for those that are only known to have
     been within a longer time. */
  function drawBars(bins, height) {
    const high = height || HEIGHT;
    const picture = draw("svg", {
      viewBox: `0 0 ${WIDTH} ${high}`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true",
    });
    const most = Math.max(1, ...bins.map((bin) => bin.exact + bin.spread));
    const step = WIDTH / Math.max(1, bins.length);
    const gap = step > 4 ? 1 : 0;
    bins.forEach((bin, number) => {
      const x = number * step;
      const exact = (bin.exact / most) * high;
      const spread = (bin.spread / most) * high;
      const bar = draw("g", { class: "bar" }, picture);
      draw("title", {}, bar).textContent = sayBin(bin);
      if (exact) draw("rect", { class: "exact", x, y: high - exact, width: step - gap, height: exact }, bar);
      if (spread) draw("rect", { class: "spread", x, y: high - exact - spread, width: step - gap, height: spread }, bar);
    });
    draw("line", { class: "base", x1: 0, x2: WIDTH, y1: high - 0.5, y2: high - 0.5 }, picture);
    return picture;
  }

  const firstAtOrAfter = (bins, day) => {
    const found = bins.findIndex((bin) => bin.end >= day);
    return found < 0 ? bins.length - 1 : found;
  };
  const lastAtOrBefore = (bins, day) => {
    const found = bins.findLastIndex((bin) => bin.start <= day);
    return Math.max(found, 0);
  };

  function slider(name, label, most, value) {
    const box = element("label", { class: `slider ${name}` });
    const input = element("input", { type: "range", min: 0, max: most, step: 1, value });
    box.append(element("span", {}, label), input);
    return { box, input };
  }

  /* Two sliders under the bars. `changed({from, to})` is told of each move, with ISO days, or null at either end. */
  function addBrush(host, bins, period, changed) {
    if (bins.length < 2) {
      host.append(element("p", { class: "quiet" }, "Too few dated incidents to choose a period from."));
      return;
    }
    const last = bins.length - 1;
    const from = slider("from", "From", last, period.from ? firstAtOrAfter(bins, period.from) : 0);
    const to = slider("to", "To", last, period.to ? lastAtOrBefore(bins, period.to) : last);
    const picture = drawBars(bins);
    const said = element("p", { class: "period", "aria-live": "polite" });
    const show = () => {
      const [low, high] = [Number(from.input.value), Number(to.input.value)];
      picture.querySelectorAll(".bar").forEach((bar, number) => {
        bar.classList.toggle("outside", number < low || number > high);
      });
      from.input.setAttribute("aria-valuetext", sayDays(bins[low].start, bins[low].start));
      to.input.setAttribute("aria-valuetext", sayDays(bins[high].end, bins[high].end));
      const whole = low === 0 && high === last;
      said.textContent = whole ? "All of the time covered, and incidents without a date." : sayDays(bins[low].start, bins[high].end);
    };
    const moved = (mine, other, isFrom) => {
      if (isFrom ? Number(mine.value) > Number(other.value) : Number(mine.value) < Number(other.value)) {
        other.value = mine.value;
      }
      show();
      const [low, high] = [Number(from.input.value), Number(to.input.value)];
      changed({ from: low === 0 ? null : bins[low].start, to: high === last ? null : bins[high].end });
    };
    from.input.addEventListener("input", () => moved(from.input, to.input, true));
    to.input.addEventListener("input", () => moved(to.input, from.input, false));
    host.append(picture, from.box, to.box, said);
    show();
  }

  /* The address of an incident, which leads back to the page that it was opened from where that is filtered. */
  function incidentAddress(host, id) {
    const back = host.dataset.filtered ? `?back=${encodeURIComponent(window.location.pathname + window.location.search)}` : "";
    return `${host.dataset.incidents}/${encodeURIComponent(id)}${back}`;
  }

  window.sitrep = Object.assign(window.sitrep || {}, { addBrush, draw, drawBars, element, fetchData, incidentAddress, sayBin, sayDays });
})();
