"""How pages are read and outputs are held against them; a page that says something else than what is printed must not pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import blocks, commands, prints
from tests.docs.terminal import Terminal

PAGE = """# A page

```json title="a.json"
{"a": 1}
```

<!-- run: exit 1 -->
```console
$ one \\
  two
first …
…
last
$ three
```
"""


def test_a_page_is_files_and_commands(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(PAGE)
    file, console = blocks(path, "page.md")
    assert (file.kind, file.title, file.text) == ("json", "a.json", '{"a": 1}\n')
    assert (console.directive, console.line, str(console)) == ("exit 1", 8, "page.md:8")
    one, three = commands(console)
    assert (one.text, one.prints) == ("one \\\n  two", ("first …", "…", "last"))
    assert (three.text, three.prints) == ("three", ())


@pytest.mark.parametrize("text", ["```\nx\n```\n", "```console\n$ x\n"])
def test_a_block_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.md"
    path.write_text(text)
    with pytest.raises(ValueError, match="page.md:1"):
        blocks(path, "page.md")


@pytest.mark.parametrize(
    ("said", "output", "same"),
    [
        ((), "anything", True),
        (("a",), "a\nb\n", True),
        (("a",), "ab\n", True),
        (("a", "b"), "a\nb\n", True),
        (("a", "b"), "a\nx\nb\n", False),
        (("a", "…", "b"), "a\nx\ny\nb\n", True),
        (("…", "b"), "a\nb\n", True),
        (("b",), "a\nb\n", False),
        (("a … c",), "a b c\n", True),
        (("a … c",), "a b\nc\n", False),
        (("a  b",), "  a b\n", True),
        (("a.c",), "abc\n", False),
        (("a",), "", False),
    ],
)
def test_what_is_printed_is_held_against_what_is_said(said: tuple[str, ...], output: str, same: bool) -> None:
    assert prints(output, said) is same


def test_a_page_that_is_not_true_fails(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo one\ntwo\n```\n\n```console\n$ false\n```\n")
    said, code = blocks(page, "page.md")
    with Terminal(tmp_path, env={}) as terminal:
        with pytest.raises(AssertionError, match="said\ntwo\nprinted\none"):
            terminal.run(said)
        with pytest.raises(AssertionError, match="ended with 1"):
            terminal.run(code)


def test_what_a_command_exports_stays_and_the_background_is_awaited(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "<!-- run: background -->\n```console\n$ tail -f -n +1 log\nhere\n```\n\n"
        "```console\n$ export KHABAR_X=1\n$ echo $KHABAR_X\n1\n$ (sleep 0.3; echo there >> log) &\n```\n\n"
        "<!-- run: more of tail -f -n +1 log -->\n```console\nthere\n```\n"
    )
    (tmp_path / "log").write_text("here\n")
    with Terminal(tmp_path, env={}) as terminal:
        for block in blocks(page, "page.md"):
            terminal.run(block)
