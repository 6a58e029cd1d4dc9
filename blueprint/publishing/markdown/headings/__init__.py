"""Headings: their levels, and those of a table of contents."""
