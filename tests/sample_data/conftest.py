"""The committed sample's world, made once for all tests of the generator."""

import pytest

from sample_data import generate, world


@pytest.fixture(scope="session")
def city() -> world.World:
    """Return the world that the committed files describe."""
    return world.make(generate.PROJECTS, generate.PERIODS, generate.SEED)
