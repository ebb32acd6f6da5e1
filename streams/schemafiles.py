"""The schema files of the topology: those of the models as they are, the versions that are kept, and what changed between them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import orjson

from schemas.compat import changes
from schemas.export import VERSION, input_schema, json_schema, schema_name
from streams.asyncapi import document
from streams.topology import ARTICLES, Topic, topics

#: The description of all topics together (AsyncAPI 3).
ASYNCAPI: Final = f"asyncapi.v{VERSION}.json"
#: Where the versions that a release has are written down, beside the folders of their files.
RELEASED: Final = "released.toml"

Files = Mapping[str, bytes]
"""File name to content."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Why the schemas may not go out as they are: one sentence that says what to do."""

    version: int
    """The kept version that it is about."""
    topic: str
    path: str
    """The field, or empty."""
    message: str

    def __str__(self) -> str:
        return f"{self.topic} against version {self.version}: {self.message}"


def documents() -> dict[str, bytes]:
    """File name to content: a JSON Schema for each topic that has a model, and the AsyncAPI document; always the same bytes."""
    described = [topic for topic in topics() if topic.model is not None]
    found = {schema_name(topic.base): _written(_schema(topic)) for topic in described}
    found[ASYNCAPI] = _written(document(described))
    return found


@cache
def kept() -> dict[int, Files]:
    """Every version whose files are in the repository, the oldest first."""
    root = files("schemas").joinpath("json")
    found = {
        int(folder.name.removeprefix("v")): {
            path.name: path.read_bytes() for path in folder.iterdir() if path.name.endswith(".json")
        }
        for folder in root.iterdir()
        if folder.is_dir() and folder.name.removeprefix("v").isdigit()
    }
    return dict(sorted(found.items()))


def released() -> dict[int, str]:
    """The versions that a release has, and the digest of their files: these never change again."""
    text = files("schemas").joinpath("json", RELEASED).read_text(encoding="utf-8")
    return {int(name.removeprefix("v")): entry["sha256"] for name, entry in tomllib.loads(text).items()}


def digest(content: Files) -> str:
    """A digest of names and contents, in order of the names."""
    total = hashlib.sha256()
    for name in sorted(content):
        total.update(name.encode() + b"\0" + hashlib.sha256(content[name]).digest())
    return total.hexdigest()


def check(
    now: Files | None = None,
    versions: Mapping[int, Files] | None = None,
    *,
    frozen: Mapping[int, str] | None = None,
) -> list[Finding]:
    """What keeps the schemas `now` (default: those of the models) from going out; empty if nothing does.

    They are held against every kept version, not only the last, in both directions; a released version must be as it was;
    and the files of the version that is being written must be those of the models. Raises schemas.compat.UnknownKeyword.
    """
    now = documents() if now is None else now
    versions = kept() if versions is None else versions
    frozen = released() if frozen is None else frozen
    found = [*_frozen(versions, frozen), *_current(now, versions, frozen)]
    for version, content in versions.items():
        if version < VERSION or version in frozen:
            found += _against(version, content, now)
    return found


def _frozen(versions: Mapping[int, Files], frozen: Mapping[int, str]) -> Iterator[Finding]:
    for version, wanted in frozen.items():
        if version not in versions or digest(versions[version]) != wanted:
            yield Finding(
                version,
                "every topic",
                "",
                f"the files in schemas/json/v{version} are no longer those that were released: put them back from the "
                f"release's tag; what is new belongs to version {max(frozen) + 1}",
            )


def _current(now: Files, versions: Mapping[int, Files], frozen: Mapping[int, str]) -> Iterator[Finding]:
    there = versions.get(VERSION, {})
    for name in sorted({*now, *there}):
        if now.get(name) == there.get(name):
            continue
        if VERSION in frozen:
            what = (
                f"the models differ from {name}, and version {VERSION} is released: raise VERSION in schemas/export.py to "
                f"{VERSION + 1} and run `khabar schemas export schemas/json/v{VERSION + 1}`"
            )
        else:
            what = (
                f"the models differ from {name}: run `khabar schemas export schemas/json/v{VERSION}` and look at what git "
                "says has changed"
            )
        yield Finding(VERSION, name.partition(".v")[0], "", what)


def _against(version: int, before: Files, now: Files) -> Iterator[Finding]:
    for topic, old in _by_topic(before).items():
        new = _by_topic(now).get(topic)
        if new is None:
            yield Finding(
                version,
                topic,
                "",
                "the topic has no schema any more; whoever subscribes to it stands before nothing: keep the topic, "
                "and what is written to it",
            )
            continue
        for change in changes(old, new):
            yield Finding(version, topic, change.path, str(change))


def _by_topic(content: Files) -> dict[str, dict[str, Any]]:
    return {
        name.rpartition(".v")[0]: orjson.loads(raw)
        for name, raw in sorted(content.items())
        if name.endswith(".schema.json")
    }


def _schema(topic: Topic) -> dict[str, Any]:
    assert topic.model is not None
    make = input_schema if topic.base == ARTICLES else json_schema
    return make(topic.model, topic=topic.base, title=topic.holds)


def _written(value: dict[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
