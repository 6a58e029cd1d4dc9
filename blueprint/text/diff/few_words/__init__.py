"""Match paragraphs that have too few words in common to be similar, by what else identifies them."""
