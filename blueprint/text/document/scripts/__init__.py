"""What differs from script to script."""
