"""The parts of a proposal's pages."""
