// Lets a list be put in order by dragging its handles; the buttons beside them do the same without script.

export function connect(list) {
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");
  list.after(said);
  for (const row of list.children) {
    const handle = row.querySelector(".mini");
    handle.classList.add("mini--grip");
    handle.addEventListener("pointerdown", (event) => drag(event, list, row, said));
  }
}

function drag(event, list, row, said) {
  if (event.button) return;
  event.preventDefault();
  const before = keys(list).join();
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
  const drop = () => {
    removeEventListener("pointermove", move);
    delete row.dataset.dragged;
    if (keys(list).join() !== before) save(list, row, said);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", drop, { once: true });
  addEventListener("pointercancel", drop, { once: true });
}

const keys = (list) => [...list.children].map((row) => row.dataset.key);

async function save(list, row, said) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const key of keys(list)) body.append("order", key);
  const answer = await fetch(list.dataset.order, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) {
    (await import("./toasts.js")).tell(document.body.dataset[answer ? "refused" : "noAnswer"]);
    return;
  }
  const place = [...list.children].indexOf(row) + 1;
  said.textContent = list.dataset.moved.replace("{place}", place).replace("{count}", list.children.length);
  // The buttons of the first and the last row are others now.
  location.reload();
}
