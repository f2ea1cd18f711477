"""The sentences about an error that nobody had foreseen."""

from services.errors import Explained


def unforeseen(number: str) -> Explained:
    """Return what a reader is told of it.

    >>> print(unforeseen("7KQ2M9XA"))
    This could not be done. An error occurred that nobody had foreseen; it is in the log as 7KQ2M9XA. Try again; if it \
comes back, give that number to whoever runs Bellwether.
    """
    return Explained(
        "This could not be done.",
        f"An error occurred that nobody had foreseen; it is in the log as {number}.",
        "Try again; if it comes back, give that number to whoever runs Bellwether.",
    )
