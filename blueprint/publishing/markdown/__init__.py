"""Reading Markdown: what Pandoc makes of it, sanitised, numbered and normalised for every format."""
