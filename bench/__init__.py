"""What is measured here and never asserted: how fast the app answers, and how much it sends."""
