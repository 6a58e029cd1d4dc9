"""Comparisons, carried quotations and merges in formats for people and for other programs."""
