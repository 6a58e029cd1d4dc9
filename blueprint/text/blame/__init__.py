"""Which revision introduced each word."""
