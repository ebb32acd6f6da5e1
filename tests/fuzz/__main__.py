"""`make fuzz ARGS=seconds`: a coverage-guided fuzzer over bytes, articles and events, from the corpus on.

What it finds is written to `fuzz-found/` as a file `crash-…`; put it into `tests/fuzz/corpus` with a name that says what it
shows, and mend the rule. `make fuzz ARGS="60 --keep"` also adds the inputs that reached new code, the shortest ones.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import zlib
from pathlib import Path
from random import Random
from typing import Final

from tests.fuzz.mutate import mutate

CORPUS: Final = Path(__file__).parent / "corpus"
FOUND: Final = Path("fuzz-found")
#: One input in so many has its calls counted, which is some ten times slower.
_COUNTED: Final = 50
#: Inputs that are worth keeping are short.
_LONGEST_KEPT: Final = 1_500


def main(arguments: list[str]) -> None:
    """Fuzz for so many seconds (default 60); ends the process: 0 if nothing was found."""
    seconds = next((int(argument) for argument in arguments if argument.isdigit()), 60)
    grown = Path(tempfile.mkdtemp(prefix="khabar-fuzz-"))
    # the fuzzer ends its process without a chance to do anything after it
    child = os.fork()
    if child == 0:
        _fuzz(seconds, grown)
    _, status = os.waitpid(child, 0)
    if "--keep" in arguments:
        for path in sorted(grown.iterdir()):
            if path.stat().st_size <= _LONGEST_KEPT:
                shutil.copy(path, CORPUS / path.name[:12])
    shutil.rmtree(grown)
    sys.exit(os.waitstatus_to_exitcode(status))


def _fuzz(seconds: int, grown: Path) -> None:
    """Fuzz, and end the process. New inputs go to `grown`; the corpus itself is only read."""
    import atheris

    with atheris.instrument_imports(include=["streams", "schemas"]):
        from tests.fuzz.invariants import check

    def one(data: bytes) -> None:
        check(data, counted=zlib.crc32(data) % _COUNTED == 0)

    def custom(data: bytes, largest: int, seed: int) -> bytes:
        return mutate(data, Random(seed), largest=largest)

    FOUND.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        "-timeout=30",
        "-rss_limit_mb=4096",
        "-max_len=8192",
        "-len_control=0",
        f"-artifact_prefix={FOUND}/",
        str(grown),
        str(CORPUS),
    ]
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=custom)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
