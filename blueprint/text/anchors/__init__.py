"""Quoted words in a text, and where they are in another revision."""
