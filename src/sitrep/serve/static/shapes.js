"use strict";

/* Incidents on the map. A place is a circle as large as it is uncertain; incidents at one place share a circle, and
   where circles would be too many to see they are gathered into counted bubbles. */
(() => {
  const { CanvasLayer, NEAR_ZOOM, scaleOf, unitX, unitY } = window.sitrep;
  const EQUATOR_KM = 40075.016686;
  const SMALLEST = 4; // pixels: a circle never gets smaller, or it could not be seen
  const MOST_SHAPES = 150; // circles in view; more are gathered
  const SMALL = 10; // pixels: smaller circles hide one another
  const CELL = 72; // pixels
  const SHORTEST = 8; // pixels: on a smaller circle one can only tell whole lines from broken ones
  const ACCENT = "#1d4e74";
  const CHOSEN = "#8c1d18";
  const CERTAINTIES = ["unverified", "possible", "probable", "certain"];
  const DASHES = { certain: [], probable: [9, 4], possible: [4, 4], unverified: [1, 4] };
  const FAINTNESS = { exact: 0.3, near: 0.2, admin2: 0.12, admin1: 0.08, region: 0.06, country: 0 };

  /* Incidents that were at one place known to one precision: one circle. */
  function groupsOf(columns) {
    const groups = new Map();
    columns.id.forEach((_, row) => {
      const lat = columns.lat[row];
      const lon = columns.lon[row];
      const radius = columns.radius_km[row] ?? 0;
      const key = `${lat} ${lon} ${radius}`;
      if (!groups.has(key)) {
        const precision = columns.precision[row] || "near";
        const perPixel = radius / (EQUATOR_KM * Math.cos((lat * Math.PI) / 180));
        groups.set(key, { x: unitX(lon), y: unitY(lat), reach: perPixel, precision, all: [], rows: [] });
      }
      groups.get(key).all.push(row);
    });
    return [...groups.values()];
  }

  /* What of each group is to be shown, with the strongest certainty of it and whether all of it was reviewed. */
  function filterGroups(groups, columns, shown) {
    for (const group of groups) {
      group.rows = shown ? group.all.filter((row) => shown[row]) : group.all;
      let best = 0;
      let reviewed = group.rows.length > 0;
      for (const row of group.rows) {
        best = Math.max(best, CERTAINTIES.indexOf(columns.certainty[row]));
        reviewed = reviewed && columns.review[row] === "reviewed";
      }
      group.certainty = CERTAINTIES[best];
      group.reviewed = reviewed;
    }
  }

  /* The groups in view as circles in pixels. */
  function shapesIn(groups, map, bounds) {
    const { size, origin } = scaleOf(map);
    const { min, max } = bounds;
    const shapes = [];
    for (const group of groups) {
      if (!group.rows.length) continue;
      const radius = Math.max(SMALLEST, group.reach * size);
      const x = group.x * size - origin.x;
      const y = group.y * size - origin.y;
      if (x + radius < min.x || x - radius > max.x || y + radius < min.y || y - radius > max.y) continue;
      shapes.push({ x, y, radius, group, count: group.rows.length });
    }
    return shapes;
  }

  /* A bubble for the circles of a cell: at their middle, but for what would reach over into the next cell. */
  function bubbleOf({ x, y, members }) {
    const count = members.reduce((sum, member) => sum + member.count, 0);
    const radius = Math.min(CELL / 2 - 3, 11 + 5 * Math.log10(count));
    const middle = (axis, edge) => {
      const mean = members.reduce((sum, member) => sum + member[axis] * member.count, 0) / count;
      return Math.min(Math.max(mean, edge + radius), edge + CELL - radius);
    };
    return { x: middle("x", x), y: middle("y", y), radius, members, count };
  }

  /* Circles gathered by the cells of a grid that lies still on the world; alone in its cell one stays a circle. */
  function gather(shapes, origin) {
    const cells = new Map();
    for (const shape of shapes) {
      const column = Math.floor((shape.x + origin.x) / CELL);
      const row = Math.floor((shape.y + origin.y) / CELL);
      const key = `${column} ${row}`;
      if (!cells.has(key)) cells.set(key, { x: column * CELL - origin.x, y: row * CELL - origin.y, members: [] });
      cells.get(key).members.push(shape);
    }
    return [...cells.values()].map((cell) => (cell.members.length === 1 ? cell.members[0] : bubbleOf(cell)));
  }

  /* Circles as they can be told apart: all gathered where there are too many, else, in a view wider than a province,
     those that are too small. */
  function legible(shapes, map) {
    if (shapes.length > MOST_SHAPES) return gather(shapes, map.getPixelOrigin());
    if (map.getZoom() >= NEAR_ZOOM) return shapes;
    const small = shapes.filter((shape) => shape.radius < SMALL);
    return [...shapes.filter((shape) => shape.radius >= SMALL), ...gather(small, map.getPixelOrigin())];
  }

  function hatching(context) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 12;
    const pen = tile.getContext("2d");
    pen.strokeStyle = "rgb(29 78 116 / 0.22)";
    pen.lineWidth = 1;
    pen.beginPath();
    for (const shift of [-12, 0, 12]) {
      pen.moveTo(shift, 12);
      pen.lineTo(shift + 12, 0);
    }
    pen.stroke();
    return context.createPattern(tile, "repeat");
  }

  function write(context, text, x, y, colour) {
    context.font = "600 12px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = colour;
    context.fillText(text, x, y + 0.5);
    context.textAlign = "start";
  }

  function paintBubble(context, shape) {
    context.setLineDash([]);
    context.beginPath();
    context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
    context.fillStyle = ACCENT;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = "#ffffff";
    context.stroke();
    write(context, String(shape.count), shape.x, shape.y, "#ffffff");
  }

  function paintCircle(context, shape, hatch, chosen) {
    const { group } = shape;
    context.beginPath();
    context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
    const country = group.precision === "country";
    context.fillStyle = country ? hatch : `rgb(29 78 116 / ${FAINTNESS[group.precision] ?? 0.1})`;
    context.fill();
    context.setLineDash(shape.radius < SHORTEST && DASHES[group.certainty].length ? [2.5, 2] : DASHES[group.certainty]);
    context.lineCap = group.certainty === "unverified" && shape.radius >= SHORTEST ? "round" : "butt";
    context.lineWidth = chosen ? 4 : 1.75;
    context.strokeStyle = chosen ? CHOSEN : ACCENT;
    context.stroke();
    context.setLineDash([]);
    context.lineCap = "butt";
  }

  /* What stands in the middle of a circle: how many, or a dot where all of it was reviewed. */
  function paintMiddle(context, shape) {
    if (shape.count > 1 && shape.radius > 9) {
      context.font = "600 12px system-ui, sans-serif";
      const width = context.measureText(String(shape.count)).width + 8;
      context.fillStyle = "rgb(255 255 255 / 0.85)";
      context.fillRect(shape.x - width / 2, shape.y - 9, width, 18);
      write(context, String(shape.count), shape.x, shape.y, ACCENT);
    } else if (shape.group.reviewed) {
      context.beginPath();
      context.arc(shape.x, shape.y, 2.5, 0, 2 * Math.PI);
      context.fillStyle = ACCENT;
      context.fill();
    }
  }

  const holds = (shape, point) => Math.hypot(shape.x - point.x, shape.y - point.y) <= Math.max(shape.radius, 12);

  /* Incidents over a map. `show(mask)` shows those whose mask is set, `choose(row)` marks one, `at(point)` gives
     what was painted at a point, the smallest first. */
  function addIncidents(map, columns) {
    const groups = groupsOf(columns);
    let shapes = [];
    let chosen = null;
    let hatch = null;
    const paint = (context, onMap, bounds) => {
      const begun = performance.now();
      hatch = hatch || hatching(context);
      const found = shapesIn(groups, onMap, bounds);
      shapes = legible(found, onMap);
      shapes.sort((one, other) => other.radius - one.radius);
      const circles = shapes.filter((shape) => shape.group);
      for (const shape of circles) paintCircle(context, shape, hatch, false);
      for (const shape of circles) paintMiddle(context, shape);
      for (const shape of shapes) if (shape.members) paintBubble(context, shape);
      const marked = found.find((shape) => shape.group.rows.includes(chosen));
      if (marked) paintCircle(context, marked, hatch, true);
      performance.clearMeasures("sitrep incidents");
      performance.measure("sitrep incidents", { start: begun, end: performance.now() });
    };
    filterGroups(groups, columns, null);
    const layer = new CanvasLayer(paint, { padding: 0.25 }).addTo(map);
    return {
      show(mask) {
        filterGroups(groups, columns, mask);
        layer.repaint();
      },
      choose(row) {
        chosen = row;
        layer.repaint();
      },
      at: (point) => shapes.filter((shape) => holds(shape, point)).sort((one, other) => one.radius - other.radius),
    };
  }

  window.sitrep = Object.assign(window.sitrep, { addIncidents });
})();
