"""The identity of paragraphs through the revisions of a text."""
