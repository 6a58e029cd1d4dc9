"""The parts of a convening's page."""
