"""The library's pages, in HTML."""
