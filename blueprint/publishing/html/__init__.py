"""HTML: one rendering of a text for the web, the e-book and the page that is a file."""
