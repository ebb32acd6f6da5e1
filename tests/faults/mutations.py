"""Whether each fault's test sees that its protection is gone: one at a time is taken out of a copy, and the test must fail.

    python -m tests.faults.mutations [NAME...]     all of them, or those whose name holds one of the words

Each costs as much as its fault, and what fails costs up to the test's patience more. Exit 1 where a test still passed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.protections import PROTECTIONS, Protection

ROOT: Final = Path(__file__).parents[2]
_LEFT_OUT: Final = (".*", "__pycache__", "build", "dist", "*.egg-info")
#: A test that waits for what never comes gives up by itself before that.
_PATIENCE: Final = 1500.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the test of a fault ended without its protection."""

    protection: Protection
    failed: bool
    seconds: float
    said: str
    """The last words of the test, or of pytest."""


def tried(protection: Protection) -> Outcome:
    """Take the protection out of a copy of the sources and run its fault's test there."""
    with tempfile.TemporaryDirectory(prefix="khabar-mutation-") as folder:
        copy = Path(folder) / "khabar"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        for change in protection.changes:
            path = copy / change.file
            path.write_text(change.applied(path.read_text(encoding="utf-8")), encoding="utf-8")
        began = time.monotonic()
        code, output = _run(copy, protection, Path(folder) / "output")
        # 1: a test failed; anything else says nothing about the fault
        return Outcome(protection, code == 1, time.monotonic() - began, _said(output, code))


def _run(copy: Path, protection: Protection, output: Path) -> tuple[int, str]:
    variables = {
        **os.environ,
        "PYTHONPATH": str(copy),
        "KHABAR_TEST_KAFKA": "require",
        "KHABAR_FAULT_ROUNDS": str(protection.turns),
        "COLUMNS": "400",  # or pytest would cut off what failed
    }
    command = [sys.executable, "-P", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"tests/faults/{protection.test}"]  # fmt: skip
    with output.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=copy, env=variables, stdout=file, stderr=file, start_new_session=True
        )
        try:
            code = process.wait(_PATIENCE)
        except BaseException as error:
            # its workers are ended by the test itself, the brokers end with it
            process.send_signal(signal.SIGINT)
            try:
                code = process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                code = process.wait()
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
    return code, output.read_text(encoding="utf-8", errors="replace")


def _said(output: str, code: int) -> str:
    lines = output.splitlines()
    failures = [line for line in lines if line.startswith("FAILED ")]
    return failures[0].partition(" - ")[2] if failures else f"exit {code}: {lines[-1] if lines else ''}"


def main(words: Sequence[str]) -> int:
    """Try the protections whose name holds one of the words; 1 if a test passed without its protection."""
    chosen = [one for one in PROTECTIONS if not words or any(word in one.name for word in words)]
    if not chosen:
        print("no such protection; there are:", *(f"  {one.name}" for one in PROTECTIONS), sep="\n")
        return 2
    survived = 0
    for protection in chosen:
        outcome = tried(protection)
        survived += not outcome.failed
        print(f"{'failed' if outcome.failed else 'PASSED'}  {protection.name}  ({protection.test}, {outcome.seconds:.0f} s)")  # fmt: skip
        print(f"        {outcome.said[:300]}", flush=True)
    print(f"{len(chosen) - survived} of {len(chosen)} faults were seen without their protection")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
