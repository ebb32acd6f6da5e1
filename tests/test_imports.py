"""The arrows point down: what each module of the sources may import of the sources, and what the core may not touch.

    schemas <- text <- economy, security <- classify, pipeline <- agents <- app <- cli

Every module is read, not imported; imports inside functions and under TYPE_CHECKING count as well.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

#: What may be imported of the sources, by the longest prefix that fits the importing module. A name allows itself
#: and what is inside it. The shell above the core (agents, delivery, ops, web, demo ...) may import the core.
CORE = ("schemas", "streams.text")
DOMAIN_FREE = (
    "streams.claims",
    "streams.articles",
    "streams.folds",
    "streams.keys",
    "streams.reprints",
    "streams.topology",
)
ALLOWED: dict[str, tuple[str, ...]] = {
    "schemas": ("schemas",),
    "streams": (),
    "streams.text": CORE,
    "streams.claims": CORE,
    "streams.articles": (*CORE, "streams.formats"),
    "streams.formats": ("schemas", "streams.formats"),
    "streams.folds": CORE,
    "streams.reprints": CORE,
    "streams.keys": ("schemas", "streams.topology"),
    "streams.economy": (*CORE, *DOMAIN_FREE, "streams.economy"),
    "streams.security": (*CORE, *DOMAIN_FREE, "streams.security"),
    "streams.classify": (*CORE, *DOMAIN_FREE, "streams.economy", "streams.security"),
    # the topology is data: which topic an event belongs to is part of what the core answers
    "streams.pipeline": (
        *CORE,
        *DOMAIN_FREE,
        "streams.economy",
        "streams.security",
        "streams.classify",
    ),
    "streams.replay": (*CORE, *DOMAIN_FREE, "streams.economy", "streams.security", "streams.pipeline"),
    "streams.asyncapi": ("schemas", "streams.topology"),
    "streams.schemafiles": ("schemas", "streams.asyncapi", "streams.topology"),
    "streams.config": (),
    "streams.child": (),
    "streams.topology": ("schemas", "streams.config"),
    "streams.topics": ("streams.config", "streams.topology", "streams.wire"),
    "streams.wire": ("streams.config",),
    "streams.logs": ("streams.config",),
    "streams.marks": (),
    "streams.offsets": ("streams.marks",),
    "streams.kept": (),
    "streams.disk": ("streams.kept",),
    "streams.encoding": (),
    "streams.transport": ("streams.config", "streams.lease", "streams.offsets"),
    "streams.lease": (),
    "streams.numbering": (),
    "streams.fence": ("streams.lease", "streams.numbering"),
    "streams.producer": ("streams.fence", "streams.lease", "streams.numbering"),
    "streams.broker": ("streams.child", "streams.config"),
    "streams.kafka": ("streams.broker", "streams.child", "streams.config"),
}
#: Modules and packages of the shell, lowest first: each may import itself, those before it and anything in ALLOWED.
#: A module without a place here or there (delivery, ops, web ...) is below all of these.
SHELL = (
    "streams.agents",
    "streams.app",
    "streams.worker",
    "streams.demo",
    "streams.commands",
    "streams.cli",
    "streams.__main__",
)

PURE = (
    "schemas",
    "streams.text",
    "streams.claims",
    "streams.articles",
    "streams.formats",
    "streams.economy",
    "streams.security",
    "streams.classify",
    "streams.pipeline",
    "streams.folds",
    "streams.replay",
    "streams.reprints",
)
#: No Kafka, no Faust, no network, no environment, no clock: values in, values out.
IMPURE = (
    "aiohttp",
    "aiokafka",
    "asyncio",
    "faust",
    "http",
    "mode",
    "os",
    "random",
    "requests",
    "secrets",
    "socket",
    "subprocess",
    "threading",
    "time",
    "urllib.request",
)
#: Ways to read the clock, by what is called: the last two names of the call.
CLOCK = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}


def _module(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(tree: ast.Module, module: str, *, package: bool) -> Iterator[str]:
    """Every name that the module imports, absolute; `from a import b` gives a.b, since b may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: len(module.split(".")) - node.level + package]
                base = ".".join([*above, base] if base else above)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _within(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def _allowed(module: str) -> tuple[str, ...] | None:
    """What `module` may import of the sources; None where there is no rule but its place in the shell."""
    fitting = [
        prefix for prefix in ALLOWED if _within(module, (prefix,)) and (prefix, module) != ("streams", module)
    ]
    fitting = [prefix for prefix in fitting if prefix != "streams" or module == "streams"]
    return ALLOWED[max(fitting, key=len)] if fitting else None


def _faults(source: str, module: str, *, package: bool = False) -> list[str]:
    """What is wrong with a module's imports, one line each."""
    tree = ast.parse(source)
    faults = []
    allowed = _allowed(module)
    above = SHELL[next((i + 1 for i, name in enumerate(SHELL) if _within(module, (name,))), 0) :]
    for name in _imports(tree, module, package=package):
        if _within(name, ("streams", "schemas")):
            if name in {"streams", "streams.__version__"} or _within(name, (module,)):
                continue
            if allowed is not None and not _within(name, allowed):
                faults.append(f"{module} imports {name}")
            if allowed is None and _within(name, above):
                faults.append(f"{module} imports {name}, which is above it")
        elif _within(module, PURE) and _within(name, IMPURE):
            faults.append(f"{module} is of the core and imports {name}")
    if _within(module, PURE):
        faults += [f"{module} is of the core and reads the clock ({a}.{b})" for a, b in _clock_reads(tree)]
    return faults


def _clock_reads(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            owner = of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""
            if (owner, node.func.attr) in CLOCK:
                yield owner, node.func.attr


SOURCES = sorted([*ROOT.glob("streams/**/*.py"), *ROOT.glob("schemas/**/*.py")])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: _module(path, ROOT))
def test_arrows_point_down(path: Path) -> None:
    package = path.name == "__init__.py"
    assert _faults(path.read_text(encoding="utf-8"), _module(path, ROOT), package=package) == []


def test_all_sources_are_read() -> None:
    modules = {_module(path, ROOT) for path in SOURCES}
    assert {"schemas", "streams", "streams.config", "streams.topology"} <= modules


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("schemas.event", "import streams.text"),
        ("schemas.event", "from streams import config"),
        ("streams.text.dates", "from streams.economy import lexicon"),
        ("streams.text.dates", "from ..economy import lexicon"),
        ("streams.economy.extract", "from streams.security import extract"),
        ("streams.economy.extract", "import streams.pipeline"),
        ("streams.security.fold", "def f():\n    from streams.app import app"),
        ("streams.classify", "from streams.pipeline import run"),
        ("streams.pipeline", "from streams.topics import apply"),
        ("streams.classify", "from streams.topics import apply"),
        ("streams.pipeline", "from streams.agents import classify"),
        ("streams.agents", "from streams.app import make"),
        ("streams.delivery", "from streams.agents import extract"),
        ("streams.app", "from streams import cli"),
        ("streams.worker", "from streams.commands.core import extract"),
        ("streams.commands.core", "from streams.cli import main"),
        ("streams.config", "from streams.topology import topics"),
        ("streams.text.dates", "import faust"),
        ("streams.text.dates", "from aiokafka import AIOKafkaConsumer"),
        ("streams.economy.fold", "import os"),
        ("streams.economy.fold", "from os import environ"),
        ("streams.pipeline", "import time"),
        ("streams.pipeline", "from datetime import datetime\nnow = datetime.now()"),
        ("streams.pipeline", "import datetime\nnow = datetime.date.today()"),
    ],
)
def test_an_arrow_that_points_up_is_caught(module: str, source: str) -> None:
    assert len(_faults(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("schemas.event", "from schemas.base import Model"),
        ("streams.text.dates", "from streams.text import tokens\nfrom schemas import Article\nimport re"),
        ("streams.text.dates", "from . import tokens"),
        ("streams.economy.fold", "from streams.claims import Claims\nfrom datetime import datetime"),
        ("streams.economy", "from .extract import extract"),
        ("streams.pipeline", "from streams.economy import extract\nfrom streams.classify import classify"),
        ("streams.agents", "import faust\nfrom streams import pipeline\nfrom streams.topology import topics"),
        ("streams.commands.core", "from streams.commands import common\nfrom streams.worker import worker"),
        ("streams.cli", "from streams import app, __version__"),
    ],
)
def test_an_arrow_that_points_down_is_not(module: str, source: str) -> None:
    package = module == "streams.economy"
    assert _faults(source, module, package=package) == []
