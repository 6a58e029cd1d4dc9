"""Three-way merge of two revisions of a common base."""
