"""Tables and queries, one module an aggregate. Queries take and return domain values, not rows."""
