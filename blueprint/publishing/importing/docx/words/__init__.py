"""The words of a paragraph of a Word file, and what is fixed to them."""
