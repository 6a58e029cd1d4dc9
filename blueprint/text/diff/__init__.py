"""Differences between two revisions of a text paragraph by paragraph: alignment, changes, lineage."""
