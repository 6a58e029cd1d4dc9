"""HTTP for all of our own pages: templates, error responses, headers, bodies, conditional requests."""
