"""HTML files read into Pandoc's tree."""
