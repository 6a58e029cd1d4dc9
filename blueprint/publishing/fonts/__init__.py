"""Fonts: which set which language, which characters they have, and what of them an e-book brings along."""
