"""Quoted words of a text, and where they are in another revision."""
