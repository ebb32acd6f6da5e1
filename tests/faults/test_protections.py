"""The protections that `mutations` takes out are still there to be taken out. Whether their tests then fail, it says itself."""

from pathlib import Path

import pytest

from tests.faults.mutations import ROOT
from tests.faults.protections import PROTECTIONS, Protection


@pytest.mark.parametrize("protection", PROTECTIONS, ids=lambda one: one.name)
def test_each_stands_once_where_it_is_said_to(protection: Protection) -> None:
    texts: dict[str, str] = {}
    for change in protection.changes:
        text = texts.get(change.file) or (ROOT / change.file).read_text(encoding="utf-8")
        texts[change.file] = change.applied(text)
        compile(texts[change.file], change.file, "exec")


@pytest.mark.parametrize("protection", PROTECTIONS, ids=lambda one: one.name)
def test_the_test_that_must_fail_is_there(protection: Protection) -> None:
    file, _, name = protection.test.partition("::")
    assert f"def {name or 'test_'}" in (Path(__file__).parent / file).read_text(encoding="utf-8")


def test_no_two_are_called_the_same() -> None:
    assert len({one.name for one in PROTECTIONS}) == len(PROTECTIONS)
