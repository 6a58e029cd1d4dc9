"""Saying what a publication is, to people who cite it and to programs that register it: pure functions of a `Work`."""
