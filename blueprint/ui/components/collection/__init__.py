"""The parts of a collection's page."""
