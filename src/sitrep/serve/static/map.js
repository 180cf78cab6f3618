"use strict";

/* The map page: what is drawn, chosen and filtered, and the address that says so. */
(() => {
  const { addBrush, addIncidents, addOutlines, addTowns, element, fetchData, incidentAddress, sayDays } = window.sitrep;
  const MOST_IN_POPUP = 8;
  const FIRST_SEEN = 0.8; // share of the incidents that the first view is sure to hold
  const WIDEST_KM = 150; // a circle wider than this need not fit in the first view

  const host = document.querySelector("#map");
  if (!host) return;
  const words = JSON.parse(host.dataset.words); // the same that the table has
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const status = document.querySelector("#map-status");
  const say = (text) => {
    status.textContent = text;
  };
  const failed = (problem) => say(`Part of the map could not be loaded (${problem.message}). The table below is complete.`);

  /* "#4/35.20/38.90": zoom, latitude and longitude; null where the address names no view. */
  function viewInAddress() {
    const found = /^#(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(window.location.hash);
    return found ? { zoom: Number(found[1]), centre: [Number(found[2]), Number(found[3])] } : null;
  }

  function putInAddress(map, period) {
    const address = new URL(window.location.href);
    if (period) {
      for (const key of ["from", "to"]) {
        if (period[key]) address.searchParams.set(key, period[key]);
        else address.searchParams.delete(key);
      }
      address.searchParams.delete("page");
    }
    const { lat, lng } = map.getCenter();
    address.hash = `${map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`;
    window.history.replaceState(null, "", address);
  }

  function makeMap() {
    const map = L.map(host, {
      attributionControl: false,
      fadeAnimation: !calm,
      inertia: !calm,
      markerZoomAnimation: !calm,
      maxBounds: [[-85, -190], [85, 190]],
      maxBoundsViscosity: 0.8,
      maxZoom: 13,
      minZoom: 1,
      zoomAnimation: !calm,
      zoomControl: false,
    });
    L.control.zoom({ zoomInTitle: "Zoom in", zoomOutTitle: "Zoom out" }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    return map;
  }

  const middleOf = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

  /* The area where incidents are, with the circles of what is drawn: all of a filtered set; of a whole case without the
     few farthest out and without those known to the country only, where others are left. */
  function extentOf(columns, mask) {
    const drawn = [...columns.id.keys()].filter((row) => !mask || mask[row]);
    const known = drawn.filter((row) => columns.precision[row] !== "country");
    const rows = known.length ? known : drawn;
    if (!rows.length) return L.latLngBounds([[-55, -150], [72, 170]]);
    const centre = [columns.lat, columns.lon].map((values) => middleOf(rows.map((row) => values[row])));
    const out = (row) => Math.hypot(columns.lat[row] - centre[0], columns.lon[row] - centre[1]);
    const near = [...rows].sort((one, other) => out(one) - out(other));
    const shown = host.dataset.filtered ? near : near.slice(0, Math.ceil(near.length * FIRST_SEEN));
    const area = L.latLngBounds([]);
    for (const row of shown) {
      const reach = Math.min(columns.radius_km[row] || 1, WIDEST_KM) * 2000;
      area.extend(L.latLng(columns.lat[row], columns.lon[row]).toBounds(reach));
    }
    return area.pad(0.05);
  }

  const killedIn = (columns, row) => {
    const low = columns.killed_low[row];
    const high = columns.killed_high[row];
    if (low === null && high === null) return null;
    if (high === null) return `at least ${low} killed`;
    if (low === null) return `at most ${high} killed`;
    return low === high ? `${low} killed` : `${low} to ${high} killed`;
  };

  function whenIs(columns, row) {
    const [start, end, first, last] = ["start", "end", "published_first", "published_last"].map((key) => columns[key][row]);
    return start || end || !first ? sayDays(start, end) : `no date; published ${sayDays(first, last)}`;
  }

  /* One incident in words, for a popup. */
  function describe(columns, row) {
    const item = element("li");
    item.append(element("a", { href: incidentAddress(host, columns.id[row]) }, columns.label[row]));
    const sources = columns.sources[row];
    const facts = [
      whenIs(columns, row),
      killedIn(columns, row),
      `${sources} ${sources === 1 ? "source" : "sources"}`,
      columns.certainty[row],
      words.review[columns.review[row]] || columns.review[row],
    ];
    item.append(element("span", { class: "facts" }, facts.filter(Boolean).join(" · ")));
    return item;
  }

  function whereIs(columns, row) {
    const name = columns.place[row] || "an unnamed place";
    const radius = columns.radius_km[row];
    const known = words.precision[columns.precision[row]] || "place";
    return radius ? `${name}: ${known}, within about ${radius} km` : `${name}: ${known}`;
  }

  function popupOf(columns, shapes) {
    const box = element("div", { class: "incident-popup" });
    let left = MOST_IN_POPUP;
    let more = 0;
    for (const { group } of shapes) {
      const rows = group.rows.slice(0, left);
      more += group.rows.length - rows.length;
      left -= rows.length;
      if (!rows.length) continue;
      box.append(element("p", { class: "where" }, whereIs(columns, rows[0])));
      const list = element("ul");
      list.append(...rows.map((row) => describe(columns, row)));
      box.append(list);
    }
    if (more) box.append(element("p", { class: "facts" }, `and ${more} more, in the table`));
    return box;
  }

  const openPopup = (map, where, content) =>
    L.popup({ maxWidth: 300, minWidth: 220, maxHeight: 260, autoPanPadding: [24, 24] })
      .setLatLng(where).setContent(content).openOn(map);

  /* A click opens what is under it, or zooms into what was gathered there. */
  function answerClicks(map, columns, incidents) {
    map.on("click", ({ layerPoint, latlng }) => {
      const found = incidents.at(layerPoint);
      if (!found.length) return;
      const gathered = found.find((shape) => shape.members);
      if (gathered) {
        const points = gathered.members.map(({ x, y }) => map.layerPointToLatLng([x, y]));
        const deeper = Math.max(map.getZoom() + 1, Math.min(map.getBoundsZoom(L.latLngBounds(points)), map.getZoom() + 4));
        if (map.getZoom() < map.getMaxZoom()) {
          map.setView(map.layerPointToLatLng([gathered.x, gathered.y]), Math.min(deeper, map.getMaxZoom()));
          return;
        }
        openPopup(map, latlng, popupOf(columns, gathered.members));
        return;
      }
      openPopup(map, latlng, popupOf(columns, found));
    });
    map.on("mousemove", ({ layerPoint }) => {
      host.classList.toggle("over-incident", incidents.at(layerPoint).length > 0);
    });
  }

  /* A row of the table moves the map to its incident. */
  function answerRows(map, columns, incidents) {
    const rows = new Map(columns.id.map((id, row) => [id, row]));
    document.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-show]");
      if (!button) return;
      const row = rows.get(button.dataset.show);
      if (row === undefined) return;
      const centre = L.latLng(columns.lat[row], columns.lon[row]);
      const reach = Math.max(columns.radius_km[row] || 5, 1) * 3000;
      map.setView(centre, Math.min(map.getBoundsZoom(centre.toBounds(reach)), 10));
      incidents.choose(row);
      const list = element("ul");
      list.append(describe(columns, row));
      const box = element("div", { class: "incident-popup" });
      box.append(element("p", { class: "where" }, whereIs(columns, row)), list);
      openPopup(map, centre, box);
      host.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
      host.focus({ preventScroll: true });
      say(`The map shows ${columns.label[row]}, ${whereIs(columns, row)}.`);
    });
  }

  /* Buttons that need this script are shown only where it runs. */
  const revealButtons = () => {
    for (const button of document.querySelectorAll("[data-show][hidden]")) button.hidden = false;
  };

  /* What the server says of the new period takes the place of what it said of the old one. */
  let waiting = 0;
  function refreshTwin() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(async () => {
      const answer = await fetch(window.location.href.split("#")[0]);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const old of document.querySelectorAll("[data-live]")) {
        const fresh = page.getElementById(old.id);
        if (fresh) old.replaceWith(document.adoptNode(fresh));
      }
      revealButtons();
    }, 400);
  }

  const dayNumber = (iso) => (iso ? Number(iso.replaceAll("-", "")) : null);

  /* Which rows may have been within a period. Rows without a day are in no period but all of time. */
  const timesOf = (columns) => {
    const undated = document.querySelector('#filters [name="undated"]').value === "published";
    const day = (key) => columns[key].map((iso, row) => {
      const dated = columns.start[row] !== null || columns.end[row] !== null;
      return dayNumber(dated || !undated ? iso : columns[`published_${key === "start" ? "first" : "last"}`][row]);
    });
    return { start: day("start"), end: day("end") };
  };

  function maskOf(times, { from, to }) {
    if (!from && !to) return null;
    const [low, high] = [dayNumber(from) ?? 0, dayNumber(to) ?? 99999999];
    return times.start.map((start, row) => {
      const end = times.end[row];
      return (start !== null || end !== null) && (start ?? 0) <= high && (end ?? 99999999) >= low;
    });
  }

  function sayCount(map, columns, mask) {
    const rows = [...columns.id.keys()].filter((row) => !mask || mask[row]);
    const view = map.getBounds();
    const outside = rows.filter((row) => !view.contains([columns.lat[row], columns.lon[row]])).length;
    const beyond = outside ? ` ${outside} of them lie outside this view; zoom out to see them.` : "";
    say(`${rows.length} of ${columns.id.length} incidents with a place are drawn.${beyond}`);
  }

  function connectBrush(map, data, incidents) {
    const { columns } = data;
    const times = timesOf(columns);
    const brush = document.querySelector("#brush");
    const period = { from: brush.dataset.from || null, to: brush.dataset.to || null };
    const apply = (chosen) => {
      const mask = maskOf(times, chosen);
      incidents.show(mask);
      sayCount(map, columns, mask);
    };
    apply(period);
    addBrush(brush, data.bins, period, (chosen) => {
      apply(chosen);
      putInAddress(map, chosen);
      for (const key of ["from", "to"]) {
        const field = document.querySelector(`#filters [name="${key}"]`);
        if (field) field.value = chosen[key] || "";
      }
      refreshTwin();
    });
  }

  async function start() {
    host.hidden = false;
    const map = makeMap();
    const view = viewInAddress();
    map.setView(view ? view.centre : [25, 20], view ? view.zoom : 2);
    const data = await fetchData(host.dataset.source);
    const { from, to } = document.querySelector("#brush").dataset;
    const mask = maskOf(timesOf(data.columns), { from: from || null, to: to || null });
    if (!view) map.fitBounds(extentOf(data.columns, mask), { animate: false, maxZoom: 8 });
    addOutlines(map, { far: host.dataset.far, near: host.dataset.near }, failed);
    const incidents = addIncidents(map, data.columns);
    addTowns(map, host.dataset.towns, failed);
    connectBrush(map, data, incidents);
    answerClicks(map, data.columns, incidents);
    answerRows(map, data.columns, incidents);
    revealButtons();
    map.on("moveend", () => putInAddress(map, null));
    window.sitrep.map = map;
    host.dataset.ready = "yes";
  }

  start().catch(failed);
})();
