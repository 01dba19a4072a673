"""How dates are written in German, by the formats that the code asks for: the day has a point."""

globals().update(
    {
        "j": "j.",
        "j M": "j. M",
        "j F": "j. F",
        "j M Y": "j. M Y",
        "j F Y": "j. F Y",
        "D j M": "D, j. M",
        "l j": "l, j.",
        "l j F": "l, j. F",
        "l j F Y": "l, j. F Y",
    }
)
