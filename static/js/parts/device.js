// What the device itself says of where it is.

/** The IANA name of the device's time zone; empty when it does not tell. */
export function deviceZone() {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  } catch {
    return "";
  }
}
