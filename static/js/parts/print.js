// A button that prints the page, with what stands in the fields by then; without script the browser's own
// menu prints what was saved.
export function connect(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
  addEventListener("beforeprint", copyFields);
}

// A field shows as much as fits into it, paper all of it.
function copyFields() {
  for (const copy of document.querySelectorAll("[data-copy-of]")) {
    const words = document.getElementById(copy.dataset.copyOf).value;
    copy.textContent = words;
    const { letters, lines } = copy.dataset;
    if (!letters) continue;
    const isLong = words.length > letters || words.split("\n").length - 1 > lines;
    copy.closest(".review").toggleAttribute("data-long", isLong);
  }
}
