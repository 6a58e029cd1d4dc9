"""What describes an edition to programs: citations, schema.org, the cover image."""
