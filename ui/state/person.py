"""Who sits before the screen."""

from services.access import Actor, local_user


def actor() -> Actor:
    """Return the person on whose behalf this run acts."""
    return local_user()
