"""The samples, read by a model and served: once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.flow import Read, whole
from tests.web.served import Served, serving


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """A read model of the sample articles; nobody changes it."""
    model = Read(whole(), tmp_path_factory.mktemp("index"))
    yield model
    model.close()


@pytest.fixture(scope="session")
def served(read: Read) -> Iterator[Served]:
    """That model on a loopback port, without a token."""
    with serving(read) as server:
        yield server
