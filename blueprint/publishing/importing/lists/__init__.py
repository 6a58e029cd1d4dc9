"""Paragraphs with signs, as lists: of Word files and OpenDocument texts alike."""
