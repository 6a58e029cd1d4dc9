"""What the editor and the pages fetch: drafts, images, static files, the health check."""
