"""File formats; nothing is asked for and nothing is saved here."""
