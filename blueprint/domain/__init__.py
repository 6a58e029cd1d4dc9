"""The nouns of the workbench and their rules: frozen values and pure functions, no database, no network."""
