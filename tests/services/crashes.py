"""A process that ends in the middle of something."""


class Crash(Exception):
    """The process is gone before its commit."""
