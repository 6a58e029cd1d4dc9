"""Differences between two revisions, paragraph by paragraph: alignment, changes, lineage."""
