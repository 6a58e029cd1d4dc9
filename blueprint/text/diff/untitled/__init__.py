"""Headings without a title, which are left out of the alignment of the other paragraphs and follow it."""
