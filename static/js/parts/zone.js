// Asks whether to log in the zone that the device is in, when that is another than the person's own.

/** Let the server put the question, which knows whether both are the same clock by two names. */
export async function connect(box) {
  const zone = deviceZone();
  const { ask, declined, zone: own } = box.dataset;
  if (!zone || box.hasChildNodes() || [own, declined].includes(zone)) return;
  try {
    const answer = await fetch(`${ask}?${new URLSearchParams({ time_zone: zone })}`);
    if (answer.ok && !answer.redirected) box.innerHTML = await answer.text();
  } catch {
    // No answer, no question: the next visit asks.
  }
}

/** The IANA name of the device's time zone; empty when it does not tell. */
export function deviceZone() {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  } catch {
    return "";
  }
}
