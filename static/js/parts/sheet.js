// A form fetched into the page opens as a sheet; focus goes back to what opened it when it closes.
export function connect(sheet) {
  const dialog = sheet.closest("dialog");
  if (!dialog || dialog.open) return;
  const opener = document.activeElement?.id;
  dialog.showModal();
  dialog.addEventListener(
    "close",
    () => {
      // Browsers tell of a closed dialog at their next frame: by then another sheet may stand in its place.
      sheet.replaceChildren();
      if (!dialog.open) document.getElementById(opener)?.focus();
    },
    { once: true },
  );
}

document.addEventListener("click", (event) => {
  const dialog = event.target.closest("dialog[open]");
  if (!dialog) return;
  if (event.target === dialog || event.target.closest("[data-close-sheet]")) {
    event.preventDefault();
    dialog.close();
  }
});

// What was sent from the sheet has changed the day behind it.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "day") document.querySelector("dialog[open]")?.close();
});
