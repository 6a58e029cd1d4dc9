"""What a browser session holds, and what browsers send."""
