"""Books made from files on disk."""
