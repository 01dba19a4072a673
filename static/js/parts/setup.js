// The time zone of the device: proposed where nobody has chosen one, mentioned elsewhere.

import { deviceZone } from "./zone.js";

/** Fill in a list of zones where nobody has chosen yet, and say beside it what the device's clock says. */
export function connect(list) {
  const zone = deviceZone();
  if (!zone) return;
  if (list.hasAttribute("data-propose")) {
    // An older name of the same clock is not offered, yet the server understands it.
    if (![...list.options].some((option) => option.value === zone)) list.add(new Option(zone, zone));
    list.value = zone;
    list.removeAttribute("data-propose");
  }
  const words = list.parentElement.querySelector("[data-time-zone-same]");
  const say = () => {
    const { timeZoneSame, timeZoneOther } = words.dataset;
    words.textContent = (list.value === zone ? timeZoneSame : timeZoneOther).replace("{zone}", zone);
    words.hidden = false;
  };
  list.addEventListener("change", say);
  say();
}
