"""Everything that knows the database or a file: settings, schema, intake, reads and writes."""
