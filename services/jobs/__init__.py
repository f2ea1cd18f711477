"""Long work: a row that says what is asked and how far it is, and a child process that does it."""

from services.jobs.rows import Job, ask, cancel, newest, start, status

__all__ = ["Job", "ask", "cancel", "newest", "start", "status"]
