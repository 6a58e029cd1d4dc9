"""Reading a file that somebody uploads in a process of its own."""
