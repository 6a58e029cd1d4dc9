"""What people upload, decoded and checked."""
