"""What every test shares: hypothesis without deadlines, since no test here is about time, and logging as it was."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.brokers", "tests.sharing"]

settings.register_profile("khabar", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("khabar")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """Commands set up the process's logging, which would hold on to the stderr of a test that is over."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    names = ("faust", "mode", "aiokafka", "asyncio")
    levels = {name: logging.getLogger(name).level for name in names}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
