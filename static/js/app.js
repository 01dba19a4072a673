// Wakes the parts of a page that script improves; each works without it. A part's file is fetched only
// where the page has something for it. htmx:load fires for the first page and for every fragment.
const PARTS = [
  ["[data-toast]", () => import("./parts/toasts.js")],
  ["[data-sheet]", () => import("./parts/sheet.js")],
  ["[data-ask]", () => import("./parts/zone.js")],
  ["[data-time-zone]", () => import("./parts/setup.js")],
  ["[data-figure]", () => import("./parts/charts.js")],
  ["[data-print]", () => import("./parts/print.js")],
  ["[data-order]", () => import("./parts/reorder.js")],
  ["[data-reveal]", () => import("./parts/reveal.js")],
  ["[data-passkey]", () => import("./parts/passkeys.js")],
];

const within = (root, selector) => [
  ...(root.matches?.(selector) ? [root] : []),
  ...root.querySelectorAll(selector),
];

async function wake(root) {
  for (const [selector, load] of PARTS) {
    const found = within(root, selector);
    if (!found.length) continue;
    const { connect } = await load();
    for (const element of found) connect(element);
  }
}

// The page's script may have run before this module: then its htmx:load has passed already.
const woken = new WeakSet();
const wakeOnce = (root) => {
  if (woken.has(root)) return;
  woken.add(root);
  wake(root);
};
wakeOnce(document.body);
document.body.addEventListener("htmx:load", (event) => wakeOnce(event.target));

// Converting while one types is fetched when someone comes near the form. Its result pushes down what lies
// below: not while a finger is on it, whose tap would be lost.
let isPressed = false;
for (const kind of ["pointerdown", "pointerup", "pointercancel"]) {
  document.addEventListener(kind, () => (isPressed = kind === "pointerdown"), true);
}
const released = () =>
  new Promise((done) => document.addEventListener("pointerup", () => setTimeout(done), { once: true }));
for (const kind of ["focusin", "pointerdown"]) {
  document.addEventListener(kind, async (event) => {
    const form = event.target.closest?.("[data-convert]");
    if (!form) return;
    const { connect } = await import("./parts/convert.js");
    if (isPressed) await released();
    connect(form);
  });
}

// A tap paints at once, before the answer is back.
document.body.addEventListener("htmx:beforeRequest", (event) => {
  event.target.querySelector?.(".tile, .slot")?.classList.add("is-logging");
});

// The answer puts focus where work goes on: the first field that needs another look, or the question asked.
document.body.addEventListener("htmx:afterSettle", (event) => {
  const place = document.querySelector("[aria-invalid=true], #ask-yes, [role=alert] #bedtime-count");
  if (place && event.target.contains?.(place)) place.focus();
});

// What had the focus may be gone with the answer, such as an entry and its button: then its section has it.
let section;
document.body.addEventListener("htmx:beforeSwap", () => {
  section = document.activeElement?.closest("[aria-labelledby]")?.getAttribute("aria-labelledby");
});
document.body.addEventListener("htmx:afterSettle", () => {
  const isLost = !document.activeElement || document.activeElement === document.body;
  const place = isLost && (document.getElementById(section) ?? document.getElementById("main"));
  if (!place || document.querySelector("dialog[open]")) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
});

// No answer, or one that cannot be shown: say so where toasts are said, and leave everything as it was typed.
for (const [kind, words] of [
  ["htmx:sendError", "noAnswer"],
  ["htmx:timeout", "noAnswer"],
  ["htmx:responseError", "refused"],
]) {
  document.body.addEventListener(kind, async () => {
    document.querySelectorAll(".is-logging").forEach((button) => button.classList.remove("is-logging"));
    (await import("./parts/toasts.js")).tell(document.body.dataset[words]);
  });
}

// Of the settings' parts, which scroll sideways on a phone, the one shown is in sight.
for (const current of document.querySelectorAll(".setnav [aria-current]")) {
  const parts = current.closest("ul");
  parts.scrollLeft += current.getBoundingClientRect().left - parts.getBoundingClientRect().left - parts.clientWidth / 3;
}

// A page brought back by the back button carries ids of entries that are logged already: fetch it anew.
addEventListener("pageshow", (event) => event.persisted && location.reload());

// The day that was open when the page was made may have ended while the phone slept.
const openedOn = new Date().toDateString();
document.addEventListener("visibilitychange", () => {
  const typing = document.activeElement?.matches("input, textarea, select");
  if (!document.hidden && new Date().toDateString() !== openedOn && !typing) location.reload();
});
