"""Every command of the documentation runs and prints what the pages say: on the embedded broker here, with kcat in tests/broker."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from streams.broker import EmbeddedBroker
from tests.docs.blocks import ILLUSTRATIONS, Block, blocks, commands
from tests.docs.terminal import ROOT, Terminal

PAGES = ROOT / "docs" / "pages"
NAMES = sorted(path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.md"))
#: In order: the tutorial starts the demo that the others go on with.
ON_THE_DEMO = ["tutorial.md", *(name for name in NAMES if name not in {"tutorial.md", "how-to/kcat.md"})]
#: What cannot be run here, by page and first command, and why.
NOT_RUN = {
    (
        "how-to/publish.md",
        "curl --data-binary @articles.jsonl -H 'Content-Type: application/x-ndjson' http://127.0.0.1:6066/api/v1/articles",
    ): "the demo takes another port where this one is taken; tests/broker/test_publishers.py runs it",
    ("tutorial.md", "python3 -m venv .venv"): "makes the environment that the tests run in",
    (
        "how-to/operate.md",
        "docker compose up",
    ): "there is no Docker in CI; tests/test_deploy.py holds the file",
    (
        "how-to/operate.md",
        "kubectl apply -k deploy/kubernetes/base",
    ): "there is no cluster in CI; tests/deploy holds the manifests",
}


def _blocks(name: str) -> list[Block]:
    return blocks(PAGES / name, name)


def _shown(block: Block) -> bool:
    """Whether a block only shows something."""
    return block.title is None and block.kind in ILLUSTRATIONS


@pytest.mark.parametrize("name", NAMES)
def test_every_block_is_something_that_is_held(name: str) -> None:
    ran = [command.text for block in _blocks(name) if block.kind == "console" for command in commands(block)]
    for block in _blocks(name):
        assert block.kind in {"console", "python", *ILLUSTRATIONS}, (
            f"{block}: write commands as console blocks"
        )
        if block.kind == "python":
            assert block.title is not None, f"{block}: a program needs a title, and a command that runs it"
            compile(block.text, block.title, "exec")
        if block.kind == "json":
            for line in [block.text] if block.text.startswith("{\n") else block.text.splitlines():
                orjson.loads(line)
        if block.title is not None:
            assert any(block.title in text for text in ran), f"{block}: no command uses {block.title}"


def test_what_is_not_run_is_listed_with_a_reason_and_nothing_else_is() -> None:
    found = {
        (name, next(commands(block)).text)
        for name in NAMES
        for block in _blocks(name)
        if block.directive == "not"
    }
    assert found == set(NOT_RUN)


def test_every_command_runs_and_prints_what_the_pages_say(tmp_path: Path) -> None:
    with EmbeddedBroker():
        pass  # says what is missing, where it cannot be run
    ran = 0
    with Terminal(tmp_path, env={}) as terminal:
        for name in ON_THE_DEMO:
            for block in _blocks(name):
                if block.directive != "not" and not _shown(block):
                    terminal.run(block)
                    ran += block.kind == "console"
    assert ran > 20
