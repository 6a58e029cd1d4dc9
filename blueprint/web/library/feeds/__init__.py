"""Atom feeds, OPDS catalogues and the sitemap."""
