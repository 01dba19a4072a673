// Toasts say what happened and go after eight seconds, but never while hovered or focused.
const SECONDS = 8;

export function connect(toast) {
  if (toast.dataset.connected) return;
  toast.dataset.connected = "";
  // Who asked for less motion gets a toast that stays until the next one.
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  let left = SECONDS * 1000;
  let since = Date.now();
  let timer = setTimeout(() => toast.remove(), left);
  const hold = () => {
    clearTimeout(timer);
    left -= Date.now() - since;
  };
  const go = () => {
    since = Date.now();
    timer = setTimeout(() => toast.remove(), Math.max(left, 1500));
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("pointerleave", go);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("focusout", go);
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
