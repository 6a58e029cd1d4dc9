"""Which revision introduced each word of a text (as `git blame` says of lines)."""
