"""Markdown source as a sequence of paragraphs: splitting, content, visible text, words."""
