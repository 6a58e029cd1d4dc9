"""Paragraphs that were split into several, or joined from several."""
