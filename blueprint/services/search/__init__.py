"""What is published, as passages of the full-text index."""
