"""Bringing in a file: what would become of it, beside its text, before a proposal is made of it."""
