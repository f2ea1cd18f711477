"""Everything that knows the database or a file: settings, schema, intake, reads and writes."""

from data_access.work import UnitOfWork, reading, transaction

__all__ = ["UnitOfWork", "reading", "transaction"]
