"""Tables and queries, one module an aggregate. Queries return frozen domain values, never rows."""
