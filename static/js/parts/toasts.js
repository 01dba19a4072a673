// Toasts say what happened and go after eight seconds, but never while hovered or focused.
const SHOWN_MS = 8000;
const LEFT_MS = 1500;

export function connect(toast) {
  if (toast.dataset.connected) return;
  toast.dataset.connected = "";
  // Who asked for less motion gets a toast that stays until the next one.
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const go = () => (toast.matches(":hover, :focus-within") ? setTimeout(go, LEFT_MS) : toast.remove());
  setTimeout(go, SHOWN_MS);
}

export function tell(text) {
  const toast = document.createElement("div");
  toast.className = "toast toast--danger";
  const words = document.createElement("span");
  words.textContent = text;
  toast.append(words);
  document.getElementById("toasts").replaceChildren(toast);
  connect(toast);
}
