"""Three-way merge of two revisions of a common base, by paragraphs and words."""
