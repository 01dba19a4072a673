// Turns a chart's poster into an interactive chart once somebody shows interest. The figure is the one the
// server drew the poster from; its colours are names of tokens, looked up whenever it is drawn.

const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false };
// As tracker/charts/poster.py thins its labels.
const TICK_ROOM = 46;
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
  if (event?.type === "click" && event.clientX) pointAt(Plotly, box, momentAt(box, event));
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
  const probe = document.createElement("i");
  box.append(probe);
  colour({ data, layout }, (name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  const family = getComputedStyle(box).fontFamily;
  const margin = Object.fromEntries(Object.entries(layout.margin).map(([side, size]) => [side, size * scale]));
  const { tickvals, ticktext } = layout.xaxis;
  const every = Math.max(1, Math.ceil((tickvals.length * TICK_ROOM * scale) / (width - margin.l - margin.r)));
  const isKept = (_, place) => place % every === 0;
  const font = (own) => ({ ...own, size: own.size * scale });
  Object.assign(layout, { width, height, margin, autosize: false, font: { ...font(layout.font), family } });
  Object.assign(layout.xaxis, { tickvals: tickvals.filter(isKept), ticktext: ticktext.filter(isKept) });
  layout.hoverlabel.font.family = family;
  for (const note of layout.annotations ?? []) {
    note.font = { ...font(note.font), family };
    for (const shift of ["xshift", "yshift"]) if (note[shift]) note[shift] *= scale;
  }
  return { data, layout };
}

/** Put real colours in place of var(--…), all the way down. */
function colour(part, look) {
  for (const [key, value] of Object.entries(part)) {
    if (typeof value === "string" && value.startsWith("var(")) part[key] = look(value);
    else if (value && typeof value === "object") colour(value, look);
  }
}

/** Say what stands at a moment on the x axis, in all rows at once. */
function pointAt(Plotly, box, moment) {
  const rows = Object.keys(box.plot.layout).filter((key) => key.startsWith("yaxis"));
  Plotly.Fx.hover(box.plot, { xval: moment }, rows.map((key) => `x${key.replace("axis", "")}`));
}

/** The moment of the bar nearest to where somebody tapped. */
function momentAt(box, event) {
  const { margin, width, xaxis } = box.plot.layout;
  const share = (event.clientX - box.plot.getBoundingClientRect().left - margin.l) / (width - margin.l - margin.r);
  const [first, last] = xaxis.range.map(utc);
  const at = first + share * (last - first);
  return moments(box).reduce((best, moment) => (Math.abs(moment - at) < Math.abs(best - at) ? moment : best));
}

const utc = (text) => Date.parse(`${text.includes(":") ? text.replace(" ", "T") : `${text}T00:00`}Z`);

/** Where bars stand, oldest first. */
function moments(box) {
  const bars = box.plot.data.filter((trace) => trace.type === "bar");
  return [...new Set(bars.flatMap((trace) => trace.x.map(utc)))].sort((a, b) => a - b);
}

/** Arrow keys walk from bar to bar, Escape puts the label away. */
async function step(box, event) {
  const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
  if (!box.plot || (by === undefined && event.key !== "Escape")) return;
  event.preventDefault();
  const Plotly = await plotly;
  if (by === undefined) {
    Plotly.Fx.unhover(box.plot);
    return;
  }
  const places = moments(box);
  const last = places.length - 1;
  box.place = Math.min(last, Math.max(0, (box.place ?? last + (by < 0 ? 1 : 0)) + by));
  pointAt(Plotly, box, places[box.place]);
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
