"""The parts of the account page."""
