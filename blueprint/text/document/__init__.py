"""Markdown source as paragraphs: split, what each contains, what a reader sees of it."""
