"""Files that people bring, read into the dialect, with a report on what became of them."""
