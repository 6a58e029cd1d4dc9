"""Tables and queries, one module per aggregate. Rows stay in here; frozen domain values travel."""
