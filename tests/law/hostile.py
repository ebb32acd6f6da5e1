"""Finding every pattern and automaton of the sources, and writing texts against them."""

from __future__ import annotations

import ast
import gc
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from types import FunctionType, ModuleType
from typing import Any, Final

import streams
from streams.demo import samples
from streams.pipeline import process
from streams.text.lexicon import Phrases

# the parser of `re`, which has had another name until 3.11
sre: Any = importlib.import_module("re._parser")

ROOT: Final = Path(streams.__file__).parent
#: How often a sample repeats what may repeat without bound.
_OFTEN: Final = 4


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every module of the sources."""
    names = [module.name for module in pkgutil.walk_packages(streams.__path__, "streams.")]
    return tuple(importlib.import_module(name) for name in names if not name.endswith("__main__"))


@cache
def warmed() -> None:
    """Have what is read on first use read."""
    for item in samples():
        if item.article is not None:
            process(item.article)


@cache
def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern that a module's globals lead to, through whatever they hold, by where it was found first."""
    warmed()
    found: dict[tuple[Any, int], str] = {}
    kept: dict[str, re.Pattern[Any]] = {}
    seen: set[int] = set()
    for module in modules():
        for name, value in vars(module).items():
            for pattern in _inside(value, seen):
                place = f"{module.__name__}.{name}"
                key = (pattern.pattern, pattern.flags)
                if key not in found:
                    found[key] = place if place not in kept else f"{place}#{len(found)}"
                    kept[found[key]] = pattern
    return kept


def _inside(value: Any, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value: containers, objects of ours, functions with what they enclose, and what they cache."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, re.Pattern):
            yield item
            continue
        if id(item) in seen or isinstance(item, str | bytes | int | float | ModuleType):
            continue
        seen.add(id(item))
        if isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list | tuple | set | frozenset):
            waiting += item
        elif not isinstance(item, type) and hasattr(item, "cache_info"):
            # what a cache holds is among its referents, as keys and values
            waiting += [*gc.get_referents(item), item.__wrapped__]
        elif isinstance(item, FunctionType):
            if item.__module__.startswith("streams"):
                waiting += [cell.cell_contents for cell in item.__closure__ or () if _filled(cell)]
                waiting += [*(item.__defaults__ or ()), *(item.__kwdefaults__ or {}).values()]
        elif (item if isinstance(item, type) else type(item)).__module__.startswith("streams"):
            waiting += gc.get_referents(item)


def _filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def compiled_in_modules() -> set[str]:
    """The global names that a `re.compile` or a function around it is assigned to, by reading the sources."""
    names = set()
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            value = getattr(node, "value", None)
            if isinstance(target, ast.Name) and value is not None and "re.compile(" in ast.unparse(value):
                names.add(f"{module}.{target.id}")
    return names


@cache
def automata() -> tuple[Phrases[Any], ...]:
    """Every automaton there is once the sample was read."""
    warmed()
    return tuple(item for item in gc.get_objects() if isinstance(item, Phrases))


def pieces(pattern: re.Pattern[Any], chance: Random) -> Iterator[str]:
    """What to repeat against a pattern: what it matches, beginnings of that, and runs of each kind of character that it asks for."""
    tree = sre.parse(pattern.pattern, pattern.flags)
    whole = [_sample(tree, chance) for _ in range(4)]
    yield from whole
    for text in whole[:3]:
        yield text[: max(1, len(text) // 2)]
        yield text[:-1] or "x"
        yield (text[:-1] or "x") + "\x00"
    kinds = {_sample([node], chance)[:1] for node in _leaves(tree)}
    yield from sorted(kinds - {""})
    yield from (" ", "a", "A", "0", "\n", '"', ".", "a ", "A.", "1,", " \n")


def _leaves(tree: Any) -> Iterator[Any]:
    for node in tree:
        name, value = node
        if str(name) in {"LITERAL", "NOT_LITERAL", "IN", "ANY"}:
            yield node
        for part in value if isinstance(value, tuple | list) else ():
            if isinstance(part, sre.SubPattern):
                yield from _leaves(part)
            elif isinstance(part, list):
                for inner in part:
                    if isinstance(inner, sre.SubPattern):
                        yield from _leaves(inner)


def _sample(tree: Any, chance: Random) -> str:
    """A text that a parsed pattern may match (what it looks around for aside)."""
    text = ""
    for name, value in tree:
        kind = str(name)
        if kind == "LITERAL":
            text += chr(value)
        elif kind == "NOT_LITERAL":
            text += "x" if value != ord("x") else "y"
        elif kind == "ANY":
            text += "x"
        elif kind == "IN":
            text += _member(value, chance)
        elif kind == "BRANCH":
            text += _sample(chance.choice(value[1]), chance)
        elif kind == "SUBPATTERN":
            text += _sample(value[-1], chance)
        elif kind == "ATOMIC_GROUP":
            text += _sample(value, chance)
        elif kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            least, most, inner = value
            for _ in range(chance.randint(least, min(int(most), least + _OFTEN))):
                text += _sample(inner, chance)
        elif kind == "ASSERT" and value[0] > 0:
            text += _sample(value[1], chance)
    return text


_CATEGORIES: Final = {
    "DIGIT": "7",
    "SPACE": " ",
    "WORD": "w",
    "NOT_DIGIT": "d",
    "NOT_SPACE": "s",
    "NOT_WORD": "-",
}


def _member(items: Any, chance: Random) -> str:
    negated = str(items[0][0]) == "NEGATE"
    choices = []
    for name, value in items:
        if str(name) == "LITERAL":
            choices.append(chr(value))
        elif str(name) == "RANGE":
            choices += [chr(value[0]), chr(value[1])]
        elif str(name) == "CATEGORY":
            choices.append(_CATEGORIES[str(value).removeprefix("CATEGORY_")])
    if not negated:
        return chance.choice(choices)
    return next((sign for sign in "xX 0-\n" if sign not in choices), "~")
