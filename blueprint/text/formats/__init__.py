"""Comparisons, carried quotations and merges, written for people and for other programs."""
