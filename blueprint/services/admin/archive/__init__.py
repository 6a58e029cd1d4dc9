"""A workbench as an archive: files that people can read without it, in a Git repository."""
