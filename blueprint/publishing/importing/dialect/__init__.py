"""Pandoc's tree brought into the form of the dialect, and written."""
