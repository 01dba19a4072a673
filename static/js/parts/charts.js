// Turns a chart's poster into an interactive chart once somebody shows interest. The figure is the one the
// server drew the poster from; its colours are names of tokens, looked up whenever it is drawn.

const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false };
// As tracker/charts/poster.py thins its labels.
const TICK_ROOM = 46;
const LETTER_ROOM = 7;
const GAP_ROOM = 14;
// What plotly.js would otherwise write into style elements, which the content policy forbids. It leaves the
// first alone because of the class; its rules are in css/parts/charts.css. The second belongs to the maps of
// the full build, which are not used; tests/charts/test_plotly_js.py knows when its name changes.
const STYLES = [
  ["plotly.js-style-global", "no-inline-styles"],
  ["9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53", ""],
];

let plotly;
const live = new Set();

export function connect(box) {
  const wake = (event) => draw(box, event);
  box.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && wake(event));
  // A finger that scrolls past is no interest; a tap is.
  box.addEventListener("click", wake);
  box.addEventListener("focusin", wake);
  const button = box.querySelector("[data-explore]");
  button.hidden = false;
  button.addEventListener("keydown", (event) => step(box, event));
  button.addEventListener("blur", () => box.plot && plotly.then((Plotly) => Plotly.Fx.unhover(box.plot)));
  const isWide = matchMedia("(min-width: 56rem) and (pointer: fine)").matches;
  if (isWide && !navigator.connection?.saveData && "requestIdleCallback" in window) {
    addEventListener("load", () => requestIdleCallback(wake), { once: true });
    if (document.readyState === "complete") requestIdleCallback(wake);
  }
}

function load(address) {
  plotly ??= new Promise((resolve, reject) => {
    for (const [id, className] of STYLES) {
      if (document.getElementById(id)) continue;
      document.head.append(Object.assign(document.createElement("meta"), { id, className }));
    }
    const script = Object.assign(document.createElement("script"), { src: address, async: true });
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => {
      // The poster stays; the next sign of interest tries again.
      plotly = undefined;
      script.remove();
      reject(new Error("plotly.js did not load"));
    });
    document.head.append(script);
  });
  return plotly;
}

async function draw(box, event) {
  if (box.dataset.live) return;
  box.dataset.live = "coming";
  let Plotly;
  try {
    Plotly = await load(box.dataset.plotly);
  } catch {
    delete box.dataset.live;
    return;
  }
  for (const other of live) if (!other.isConnected) forget(Plotly, other);
  if (!box.isConnected) return;
  // Shown as a table meanwhile: there is nothing to measure, and nothing to draw.
  const place = measure(box);
  if (!place) {
    delete box.dataset.live;
    return;
  }
  const plot = document.createElement("div");
  plot.className = "chart__live";
  plot.setAttribute("aria-hidden", "true");
  box.querySelector(".chart__posters").append(plot);
  const { data, layout } = figure(box, place);
  await Plotly.newPlot(plot, data, layout, CONFIG);
  box.plot = plot;
  box.dataset.live = "yes";
  live.add(box);
  box.observer = new ResizeObserver(() => redraw(Plotly, box));
  box.observer.observe(box);
  if (event?.type === "click" && event.clientX) pointAt(Plotly, box, placeAt(box, event));
}

function redraw(Plotly, box) {
  const place = measure(box);
  const size = place && `${place.width}×${place.height}`;
  if (!place || (size === box.dataset.size && !box.dataset.stale)) return;
  const { data, layout } = figure(box, place);
  Plotly.react(box.plot, data, layout, CONFIG);
}

function forget(Plotly, box) {
  box.observer.disconnect();
  Plotly.purge(box.plot);
  live.delete(box);
}

/** Where the poster stands, and by how much it is drawn larger than it was written; null when it is hidden. */
function measure(box) {
  const poster = [...box.querySelectorAll(".chart__posters > svg")].find((svg) => svg.clientWidth > 0);
  if (!poster) return null;
  const { width, height } = poster.getBoundingClientRect();
  return { width, height, scale: width / poster.viewBox.baseVal.width };
}

/** The figure in today's colours, as large as its poster. */
function figure(box, { width, height, scale }) {
  box.dataset.size = `${width}×${height}`;
  delete box.dataset.stale;
  const template = document.getElementById(box.dataset.figure);
  const { data, layout } = JSON.parse(template.content.textContent);
  colour({ data, layout }, lookUp(box));
  const family = getComputedStyle(box).fontFamily;
  const margin = Object.fromEntries(Object.entries(layout.margin).map(([side, size]) => [side, size * scale]));
  const { tickvals, ticktext } = layout.xaxis;
  const room = Math.min(TICK_ROOM, GAP_ROOM + LETTER_ROOM * Math.max(0, ...ticktext.map((text) => text.length)));
  const every = Math.max(1, Math.ceil((tickvals.length * room * scale) / (width - margin.l - margin.r)));
  const isKept = (_, place) => place % every === 0;
  const font = (own) => ({ ...own, size: own.size * scale });
  Object.assign(layout, { width, height, margin, autosize: false, font: { ...font(layout.font), family } });
  Object.assign(layout.xaxis, { tickvals: tickvals.filter(isKept), ticktext: ticktext.filter(isKept) });
  layout.hoverlabel.font.family = family;
  for (const trace of data) enlarge(trace, scale);
  for (const note of layout.annotations ?? []) {
    note.font = { ...font(note.font), family };
    for (const shift of ["xshift", "yshift"]) if (note[shift]) note[shift] *= scale;
  }
  return { data, layout };
}

/** Lines, points and words grow with the poster; the widths of bars are days, and grow by themselves. */
function enlarge({ line, marker, textfont }, scale) {
  for (const part of [line, marker?.line]) if (part?.width) part.width *= scale;
  for (const part of [marker, textfont]) if (part?.size) part.size *= scale;
}

/** What a token looks like in this box, each asked for once. */
function lookUp(box) {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      // An element of its own for each: with one for all, a style sheet that moves colours from one to the
      // next, be it in no time, would answer with the colour before.
      const probe = document.createElement("i");
      probe.style.color = name;
      box.append(probe);
      known.set(name, getComputedStyle(probe).color);
      probe.remove();
    }
    return known.get(name);
  };
}

/** Put real colours in place of var(--…), all the way down. */
function colour(part, look) {
  for (const [key, value] of Object.entries(part)) {
    if (typeof value === "string" && value.startsWith("var(")) part[key] = look(value);
    else if (value && typeof value === "object") colour(value, look);
  }
}

/** Say what stands at a place on the x axis, in all rows at once. */
function pointAt(Plotly, box, place) {
  const rows = Object.keys(box.plot.layout).filter((key) => key.startsWith("yaxis"));
  Plotly.Fx.hover(box.plot, { xval: place }, rows.map((key) => `x${key.replace("axis", "")}`));
}

/** The place of the bar or point nearest to where somebody tapped. */
function placeAt(box, event) {
  const { margin, width, xaxis } = box.plot.layout;
  const share = (event.clientX - box.plot.getBoundingClientRect().left - margin.l) / (width - margin.l - margin.r);
  const [first, last] = xaxis.range.map(number);
  const at = first + share * (last - first);
  return places(box).reduce((best, place) => (Math.abs(place - at) < Math.abs(best - at) ? place : best));
}

/** A place on the x axis as plotly.js counts: dates and moments in milliseconds, others as they are. */
function number(place) {
  if (typeof place === "number") return place;
  return Date.parse(`${place.includes(":") ? place.replace(" ", "T") : `${place}T00:00`}Z`);
}

/** Where there is something to say, from left to right. */
function places(box) {
  const spoken = box.plot.data.filter((trace) => trace.hoverinfo !== "skip");
  const known = spoken.flatMap(({ x, y }) => x.filter((_, at) => y[at] !== null).map(number));
  return [...new Set(known)].sort((a, b) => a - b);
}

/** Arrow keys walk from bar to bar or point to point, Escape puts the label away. */
async function step(box, event) {
  const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
  if (!box.plot || (by === undefined && event.key !== "Escape")) return;
  event.preventDefault();
  const Plotly = await plotly;
  if (by === undefined) {
    Plotly.Fx.unhover(box.plot);
    return;
  }
  const known = places(box);
  const last = known.length - 1;
  box.place = Math.min(last, Math.max(0, (box.place ?? last + (by < 0 ? 1 : 0)) + by));
  pointAt(Plotly, box, known[box.place]);
}

function repaint() {
  plotly?.then((Plotly) => {
    for (const box of live) {
      box.dataset.stale = "yes";
      redraw(Plotly, box);
    }
  });
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
