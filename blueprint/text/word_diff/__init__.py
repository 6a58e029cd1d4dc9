"""Differences between two texts word by word, cleaned up for reading."""
