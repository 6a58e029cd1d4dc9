"""Ordered lists with the signs that their authors wrote, and lists of tasks with boxes."""
