// Shows what a label's figure holds while it is typed; the server works it out again and has the last word.
const connected = new WeakSet();

export function connect(form) {
  if (connected.has(form)) return;
  connected.add(form);
  form.addEventListener("input", () => show(form));
  show(form);
}

function show(form) {
  const box = form.querySelector("[data-convert-box]");
  const select = form.elements.source ?? form.elements.magnesium_form;
  const option = select.selectedOptions[0];
  const amount = read(form.elements.amount.value);
  const basis = form.elements.basis.value;
  const by = (fraction) => amount * Number(fraction);
  const share = { elemental: 1, compound: option.dataset.fraction, units: option.dataset.unitMg }[basis];
  box.hidden = !(amount > 0) || share === undefined;
  if (box.hidden) return;
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const name = option.textContent.trim();
  const range = box.querySelector("[data-convert-range]");
  box.querySelector("[data-convert-result]").textContent = `${number.format(by(share))} mg`;
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent", maximumFractionDigits: 1 });
  // Both figures of a label beside each other: what part of the compound is magnesium.
  const compound = form.elements.compound ? read(form.elements.compound.value) : 0;
  const ratio = `${number.format(amount)} mg ÷ ${number.format(compound)} mg = ${percent.format(amount / compound)}`;
  box.querySelector("[data-convert-sum]").textContent = {
    elemental: compound > 0 ? ratio : name,
    compound: `${number.format(amount)} mg × ${percent.format(Number(share))}`,
    units: `${number.format(amount)} × ${number.format(Number(share))} mg`,
  }[basis];
  const lowest = Math.min(by(option.dataset.lowest), by(share));
  const highest = Math.max(by(option.dataset.highest), by(share));
  range.textContent =
    basis === "compound" && number.format(lowest) !== number.format(highest)
      ? range.dataset.estimate.replace("{low}", number.format(lowest)).replace("{high}", number.format(highest))
      : range.dataset.exact;
}

// As the server reads it: a comma or a point before decimals, thousands grouped as the language does.
function read(text) {
  let plain = text.trim();
  const point = new Intl.NumberFormat(document.documentElement.lang).format(0.5).charAt(1);
  const grouped = {
    ".": /^[1-9]\d{0,2}([,’'\u00a0\u202f]\d{3})+(\.\d+)?$/,
    ",": /^[1-9]\d{0,2}([.’'\u00a0\u202f]\d{3})+(,\d+)?$/,
  };
  if (grouped[point]?.test(plain)) plain = plain.replace(point === "," ? /[^\d,]/g : /[^\d.]/g, "");
  return /^\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : NaN;
}
