"use strict";

/* The ground of the map: outlines of countries and the names of towns, each painted on a canvas of its own.
   Places are kept in Mercator units, 0 to 1 from west to east and from north to south, so that a zoom level is one
   multiplication. */
(() => {
  const { fetchData } = window.sitrep;
  const NEAR_ZOOM = 7; // from here on one sees provinces: finer outlines, and towns
  const LAND = "#fbfaf6";
  const BORDER = "#8b8f94";
  const TOWN = "#33373b";
  const FINEST = 1.8; // pixels between points of an outline that are drawn
  const NAME_FONT = "12px system-ui, sans-serif";

  /* A canvas that Leaflet moves and scales with the map; `paint(context, map, bounds)` draws it anew. */
  const CanvasLayer = L.Renderer.extend({
    initialize(paint, options) {
      L.Renderer.prototype.initialize.call(this, options);
      this.paint = paint;
    },
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._context = this._container.getContext("2d");
    },
    _destroyContainer() {
      this._container.remove();
      delete this._container;
      delete this._context;
    },
    _updatePaths() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const { min } = this._bounds;
      const size = this._bounds.getSize();
      const sharp = Math.min(window.devicePixelRatio || 1, 2);
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, min);
      canvas.width = Math.round(size.x * sharp);
      canvas.height = Math.round(size.y * sharp);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this._context.setTransform(sharp, 0, 0, sharp, -min.x * sharp, -min.y * sharp);
      this.paint(this._context, this._map, this._bounds);
    },
    repaint() {
      if (this._map) this._update();
    },
  });

  const unitX = (lon) => lon / 360 + 0.5;
  const unitY = (lat) => {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };

  /* Pixels of the whole world at the map's zoom, and where the map's layers have their origin in it. */
  const scaleOf = (map) => ({ size: 256 * 2 ** map.getZoom(), origin: map.getPixelOrigin() });

  const POLE = 1.2; // units: well below the lower edge of the map

  /* A ring in units. Where it crosses 180° it goes on beyond the edge of the world instead of leaping back over all of
     it; one that goes round the pole is closed below the map. */
  function ringOf(points) {
    const xs = [];
    const ys = [];
    let turns = 0;
    points.forEach(([lon, lat], number) => {
      const x = unitX(lon);
      if (number && x + turns - xs[number - 1] > 0.5) turns -= 1;
      else if (number && x + turns - xs[number - 1] < -0.5) turns += 1;
      xs.push(x + turns);
      ys.push(unitY(lat));
    });
    if (turns) {
      xs.push(xs[xs.length - 1], xs[0]);
      ys.push(POLE, POLE);
    }
    const least = (values) => values.reduce((one, other) => Math.min(one, other));
    const most = (values) => values.reduce((one, other) => Math.max(one, other));
    return {
      x: Float64Array.from(xs), y: Float64Array.from(ys),
      west: least(xs), east: most(xs), north: least(ys), south: most(ys),
    };
  }

  /* The rings of every country in a TopoJSON file. */
  function ringsOf(topology) {
    const countries = topojson.feature(topology, topology.objects.countries).features;
    return countries.flatMap(({ geometry }) => {
      if (!geometry) return [];
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      return polygons.flat().map(ringOf);
    });
  }

  function traceRing(context, ring, size, origin, turn) {
    const { x, y } = ring;
    let lastX = (x[0] + turn) * size - origin.x;
    let lastY = y[0] * size - origin.y;
    context.moveTo(lastX, lastY);
    for (let number = 1; number < x.length; number += 1) {
      const toX = (x[number] + turn) * size - origin.x;
      const toY = y[number] * size - origin.y;
      if (Math.abs(toX - lastX) + Math.abs(toY - lastY) < FINEST && number < x.length - 1) continue;
      context.lineTo(toX, toY);
      lastX = toX;
      lastY = toY;
    }
    context.closePath();
  }

  function paintLand(context, map, bounds, rings) {
    const { size, origin } = scaleOf(map);
    const west = (bounds.min.x + origin.x) / size;
    const east = (bounds.max.x + origin.x) / size;
    const north = (bounds.min.y + origin.y) / size;
    const south = (bounds.max.y + origin.y) / size;
    context.beginPath();
    for (const ring of rings) {
      if (ring.south < north || ring.north > south) continue;
      if ((ring.east - ring.west + ring.south - ring.north) * size < FINEST) continue;
      for (const turn of [-1, 0, 1]) {
        if (ring.east + turn >= west && ring.west + turn <= east) traceRing(context, ring, size, origin, turn);
      }
    }
    context.fillStyle = LAND;
    context.fill("evenodd");
    context.lineWidth = 1;
    context.lineJoin = "round";
    context.strokeStyle = BORDER;
    context.stroke();
  }

  /* Names of towns, the largest first; one that would cover another is left out. */
  function paintTowns(context, map, bounds, towns) {
    const { size, origin } = scaleOf(map);
    const taken = [];
    context.font = NAME_FONT;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const town of towns) {
      const x = unitX(town.lon) * size - origin.x;
      const y = unitY(town.lat) * size - origin.y;
      if (!bounds.contains([x, y])) continue;
      const box = { left: x - 4, right: x + 10 + context.measureText(town.name).width, top: y - 9, bottom: y + 9 };
      const covers = (other) =>
        box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
      if (taken.some(covers)) continue;
      taken.push(box);
      context.fillStyle = TOWN;
      context.fillRect(x - 1.5, y - 1.5, 3, 3);
      context.lineWidth = 3;
      context.strokeStyle = "rgb(255 255 255 / 0.9)";
      context.strokeText(town.name, x + 6, y);
      context.fillText(town.name, x + 6, y);
    }
  }

  /* Outlines under a map: the coarse ones at once, the fine ones when a province is first looked at. */
  function addOutlines(map, { far, near }, failed) {
    const loaded = {};
    const wanted = () => (map.getZoom() >= NEAR_ZOOM ? near : far);
    const paint = (context, onMap, bounds) => {
      const rings = loaded[wanted()] || loaded[far] || [];
      paintLand(context, onMap, bounds, rings);
    };
    map.createPane("land").style.zIndex = 200;
    const layer = new CanvasLayer(paint, { pane: "land", padding: 0.25 }).addTo(map);
    const asked = new Set();
    const load = (address) => {
      if (asked.has(address)) return;
      asked.add(address);
      fetchData(address)
        .then((topology) => {
          loaded[address] = ringsOf(topology);
          layer.repaint();
          map.fire("outlines", { address });
        })
        .catch(failed);
    };
    load(far);
    load(wanted());
    map.on("zoomend", () => load(wanted()));
  }

  /* The area in view, with a margin and on half degrees, so that small moves ask for nothing new. */
  function boxInView(map) {
    const view = map.getBounds().pad(0.25);
    const down = (degrees) => Math.floor(degrees * 2) / 2;
    const up = (degrees) => Math.ceil(degrees * 2) / 2;
    return [down(view.getWest()), down(view.getSouth()), up(view.getEast()), up(view.getNorth())].join(",");
  }

  /* Names of towns over a map, from the gazetteer's answer at `address`. */
  function addTowns(map, address, failed) {
    const known = new Map();
    let towns = [];
    map.createPane("towns").style.zIndex = 350; // under the incidents, whose numbers must stay legible
    map.getPane("towns").style.pointerEvents = "none";
    const layer = new CanvasLayer((context, onMap, bounds) => paintTowns(context, onMap, bounds, towns), {
      pane: "towns",
      padding: 0.25,
    }).addTo(map);
    const show = (list) => {
      towns = list;
      layer.repaint();
    };
    const update = () => {
      const zoom = Math.floor(map.getZoom());
      if (zoom < NEAR_ZOOM) {
        if (towns.length) show([]);
        return;
      }
      const wanted = `${address}?bbox=${boxInView(map)}&zoom=${zoom}`;
      if (!known.has(wanted)) known.set(wanted, fetchData(wanted));
      known
        .get(wanted)
        .then((answer) => show(answer.towns))
        .catch((problem) => {
          known.delete(wanted);
          failed(problem);
        });
    };
    map.on("moveend", update);
    update();
  }

  window.sitrep = Object.assign(window.sitrep || {}, {
    CanvasLayer,
    NEAR_ZOOM,
    addOutlines,
    addTowns,
    scaleOf,
    unitX,
    unitY,
  });
})();
