"""Every test that deploy/delivery.md names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROMISE = (ROOT / "deploy" / "delivery.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PROMISE)))
#: Within the table, tests of the file named above them.
BARE = sorted(set(re.findall(r"\| `(test_\w+)` \|", PROMISE)))


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_is_named_is_there(path: str, name: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not name or f"def {name}(" in text


@pytest.mark.parametrize("name", BARE)
def test_a_fault_that_is_told_is_tried(name: str) -> None:
    assert f"def {name}(" in (ROOT / "tests" / "faults" / "test_faults.py").read_text(encoding="utf-8")


def test_some_are_named() -> None:
    assert len(NAMED) > 15
    assert len(BARE) >= 6
