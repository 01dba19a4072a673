// Lets a list be put in order by dragging its rows by their symbols; the buttons beside them do the same
// without script. The server's answer draws the list anew and says the new place where toasts are said.

export function connect(list) {
  for (const row of list.children) {
    const handle = row.querySelector(".mini");
    handle.classList.add("mini--grip");
    handle.addEventListener("pointerdown", (event) => drag(event, list, row));
  }
}

function drag(event, list, row) {
  if (event.button) return;
  event.preventDefault();
  const before = [...list.children];
  row.dataset.dragged = "";
  const move = ({ clientY }) => {
    const other = [...list.children].find((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return each !== row && clientY > top && clientY < bottom;
    });
    if (!other) return;
    const { top, height } = other.getBoundingClientRect();
    other[clientY < top + height / 2 ? "before" : "after"](row);
  };
  const dragging = new AbortController();
  const { signal } = dragging;
  const end = () => {
    dragging.abort();
    delete row.dataset.dragged;
  };
  const cancel = () => {
    end();
    list.replaceChildren(...before);
  };
  addEventListener("pointermove", move, { signal });
  addEventListener("pointercancel", cancel, { signal });
  addEventListener("keydown", ({ key }) => key === "Escape" && cancel(), { signal });
  const drop = () => {
    end();
    if (before.some((each, place) => each !== list.children[place])) save(list, row, before);
  };
  addEventListener("pointerup", drop, { signal });
}

function save(list, row, before) {
  // Not kept: the list stands as it is kept; why is said by the page itself.
  const check = ({ detail }) => detail.successful || list.replaceChildren(...before);
  list.addEventListener("htmx:afterRequest", check, { once: true });
  const sent = htmx.ajax("POST", list.dataset.order, {
    source: list,
    target: `#${list.dataset.part}`,
    swap: "outerHTML",
    values: {
      csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value,
      order: [...list.children].map((each) => each.dataset.key),
      moved: row.dataset.key,
    },
  });
  // A promise that nobody waits for would be an error of the page's own.
  sent.catch(() => {});
}
