"""Programs that the tests of deploy/ run beside ours: Debian's prometheus, promtool and Burrow."""

import os
import shutil

import pytest


def program(name: str) -> str:
    """Its path. Skips the test where it is missing, or fails it where KHABAR_TEST_KAFKA=require, as CI sets."""
    found = shutil.which(name)
    if found is not None:
        return found
    reason = f"{name} is not on the PATH"
    if os.environ.get("KHABAR_TEST_KAFKA") == "require":
        pytest.fail(f"KHABAR_TEST_KAFKA=require, but {reason}")
    pytest.skip(reason)
