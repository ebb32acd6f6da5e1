"""Write what is made from the sources, or the rules for a drill.

python -m deploy                                writes the generated files again
python -m deploy --check                        says which are not current; exit 1 if any
python -m deploy drill DIRECTORY --pace 0.05    the rules at a faster pace, see deploy/rules.py
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from deploy import files, rules


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m deploy")
    parser.add_argument("--check", action="store_true", help="only say what is not current")
    commands = parser.add_subparsers(dest="command")
    drill = commands.add_parser("drill", help="write the rules at a faster pace")
    drill.add_argument("directory", type=Path)
    drill.add_argument("--pace", type=float, default=0.05)
    given = parser.parse_args(arguments)
    if given.command == "drill":
        rules.drill(given.directory, given.pace)
        return 0
    old = files.outdated()
    for path in old:
        print(path.relative_to(files.ROOT))
        if not given.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files.generated()[path], encoding="utf-8")
    return int(given.check and bool(old))


if __name__ == "__main__":
    sys.exit(main())
