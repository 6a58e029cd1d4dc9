"""Front and end matter that every format shows alike."""
