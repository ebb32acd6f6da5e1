"""The fenced blocks of a page: files to write, commands to run, and what they are said to print.

    <!-- run: background -->            the command goes on while others run; what it prints is awaited
    <!-- run: more of python watch.py --> nothing is run; a command in the background prints this as well
    <!-- run: exit 1 -->                it ends with that code, not with 0
    <!-- run: not -->                   it cannot be run here; tests/docs/test_pages.py lists why

A directive stands on the line before its block. In a block of kind `console` each line that begins with `$ ` is a command (a `\\` at
its end goes on to the next line), and the lines after it are what it prints: `…` stands for anything in a line, a line `…` for any lines.
A block with a title is a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FENCE: Final = re.compile(r"^(?P<indent> *)```(?P<kind>\w+)(?: title=\"(?P<title>[^\"]+)\")?\s*$")
_DIRECTIVE: Final = re.compile(r"^ *<!-- run: (?P<what>.+?) -->$")
#: What shows data or a picture and is nothing to run.
ILLUSTRATIONS: Final = {"text", "json"}


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block."""

    page: str
    line: int
    kind: str
    title: str | None
    directive: str | None
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a block, and what it is said to print."""

    block: Block
    text: str
    prints: tuple[str, ...]


def blocks(page: Path, name: str) -> list[Block]:
    """The blocks of a page, in order. Raises ValueError for a fence that is not closed, or of no kind."""
    found: list[Block] = []
    lines = page.read_text(encoding="utf-8").splitlines()
    at = 0
    while at < len(lines):
        opened = _FENCE.match(lines[at])
        if opened is None:
            if lines[at].lstrip().startswith("```"):
                raise ValueError(f"{name}:{at + 1}: a block says what it is: console, python, json, text")
            at += 1
            continue
        closing = f"{opened['indent']}```"
        end = next((no for no in range(at + 1, len(lines)) if lines[no].rstrip() == closing), None)
        if end is None:
            raise ValueError(f"{name}:{at + 1}: a block that is not closed")
        directive = _DIRECTIVE.match(lines[at - 1]) if at else None
        body = [line.removeprefix(opened["indent"]) for line in lines[at + 1 : end]]
        found.append(
            Block(
                name,
                at + 1,
                opened["kind"],
                opened["title"],
                directive["what"] if directive else None,
                "\n".join(body) + "\n",
            )
        )
        at = end + 1
    return found


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block."""
    current: list[str] = []
    printed: list[str] = []
    for line in block.text.splitlines():
        if current and current[-1].endswith("\\") and not printed:
            current.append(line)
        elif line.startswith("$ "):
            if current:
                yield Command(block, "\n".join(current), tuple(printed))
            current, printed = [line.removeprefix("$ ")], []
        else:
            printed.append(line)
    if current:
        yield Command(block, "\n".join(current), tuple(printed))


def prints(output: str, said: tuple[str, ...]) -> bool:
    """Whether an output is what a page says of it. What is printed after the last line that the page shows is of no account."""
    parts = ["" if line.strip() == "…" else _line(line) for line in said if line.strip()]
    pattern = ""
    for place, part in enumerate(parts):
        if not part:
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += part + (r"\n" if place + 1 < len(parts) else r"[^\n]*")
    got = "\n".join(" ".join(line.split()) for line in output.splitlines() if line.strip()) + "\n"
    return re.match(pattern, got) is not None


def _line(line: str) -> str:
    return r"[^\n]*?".join(re.escape(" ".join(part.split())) for part in _around(line)) + r" *"


def _around(line: str) -> list[str]:
    return line.strip().split("…")
