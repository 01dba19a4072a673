"""What nobody can mean, by what it is typed for."""

# No number at all; "NaN" and "Infinity" are ones to Python, "1e9" to a browser, "٣" to nobody.
NO_NUMBERS = [
    "", " ", "letters", "12 mg", "--5", "4.0.0", "1e9", "NaN", "sNaN", "Infinity", "-inf", "0x10", "1_000",
    "½", "<script>alert(1)</script>", "7" * 10_000, "5\x00", "\x00", "\ufffd\ufffd", "null", "[]", "{}",
]  # fmt: skip
OUT_OF_BOUNDS = ["-1", "-400,5", "1000000000", "999999999999.9", "-0.0000001"]
# Not what a whole number or a mass with one decimal looks like.
TOO_FINE = ["4.25", "4,25", "0.01"]


NO_CHOICES = [
    "unobtainium",
    "0",
    "-1",
    "supplement:0",
    "supplement:999999999999",
    "supplement:",
    "x" * 10_000,
    "\x00",
]
NO_TIMES = ["25:00", "08:60", "8 o’clock", "-1:00", "24:00", "08:00:00:00", "NaN", "\x00", "9" * 10_000]
NO_DAYS = ["0001-01-01", "1969-12-31", "9999-12-31", "2026-06-31", "2026-02-29", "31 June", "", "0000-00-00",
           "\x00", "20261-01-01", "2026-11-23", "99999999999999999999-01-01"]  # fmt: skip
NO_NOTES = [
    "n" * 201,
    "n" * 10_000,
    "\u0958" * 200,
    "a\x00b",
    "a\x07b",
    "a\x1b[31mb",
    "a\nb",
    "\x7f",
    "a\u0085b",
]
