"""The kept versions of the schemas: the gate over all of them, and readers of one version on what another wrote."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_origin

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from schemas import InputError, dump, load, parse, plain
from schemas.export import VERSION, schema_name
from schemas.readers import as_reader
from streams import schemafiles, topology
from streams.demo import samples
from streams.pipeline import event_topic, process
from streams.replay import replay

GOLDEN = Path(__file__).parent / "schemas" / "golden"
MODELS: dict[str, type[BaseModel]] = {
    topic.base: topic.model for topic in topology.topics() if topic.model is not None
}


def golden() -> Iterator[tuple[int, str, bytes]]:
    """Messages as the code of each released version wrote them: version, topic, message."""
    for path in sorted(GOLDEN.glob("v*/*.jsonl")):
        for line in path.read_bytes().splitlines():
            yield int(path.parent.name.removeprefix("v")), path.stem, line


GOLD = list(golden())
KEPT = schemafiles.kept()


def test_the_models_read_and_write_what_every_kept_version_does() -> None:
    """The gate: `khabar schemas check` says the same. Each line of a failure says what to do."""
    assert [str(finding) for finding in schemafiles.check()] == []


def test_every_version_is_there_up_to_the_one_that_is_being_written() -> None:
    assert list(KEPT) == list(range(1, VERSION + 1))
    assert set(schemafiles.released()) >= set(range(1, VERSION)), (
        "a version is released before the next begins"
    )


def broken(topic: str, change: Any) -> dict[str, bytes]:
    """The schemas of the models with one of them changed."""
    now = dict(schemafiles.documents())
    name = schema_name(topic)
    schema = orjson.loads(now[name])
    change(schema)
    now[name] = orjson.dumps(schema)
    return now


def _drop(schema: Any) -> None:
    del schema["properties"]["rolling_12m"]
    schema["required"].remove("rolling_12m")


def test_a_broken_schema_is_found_against_every_version_that_has_what_it_breaks() -> None:
    found = schemafiles.check(broken(topology.FISCAL_YEARS, _drop), frozen={})
    gone = [finding for finding in found if finding.path == "rolling_12m"]
    assert [finding.version for finding in gone] == list(range(1, VERSION))
    assert str(gone[0]).startswith("tables.fiscal-years against version 1: rolling_12m: the field is gone;")


def test_a_field_that_was_dropped_once_may_not_come_back_as_something_else() -> None:
    """Transitive: the version before does not know the field, the one before that does."""

    def back(schema: Any) -> None:
        schema["properties"]["prominence"] = {"type": "integer", "default": 0}

    def without(schema: Any) -> None:
        del schema["properties"]["prominence"]
        schema["required"].remove("prominence")

    between = broken(topology.ATTACKS, without)
    found = schemafiles.check(
        broken(topology.ATTACKS, back),
        {1: KEPT[1], 2: between},
        frozen={1: schemafiles.digest(KEPT[1]), 2: schemafiles.digest(between)},
    )
    assert {(finding.version, finding.path) for finding in found if finding.path} == {(1, "prominence")}


def test_a_topic_that_is_gone_is_found() -> None:
    now = dict(schemafiles.documents())
    del now[schema_name(topology.OTHER)]
    (found,) = [finding for finding in schemafiles.check(now, {1: KEPT[1]}) if finding.version == 1]
    assert "articles.other against version 1: the topic has no schema any more" in str(found)


def test_files_that_are_not_the_models_say_which_command_writes_them() -> None:
    versions = {**KEPT, VERSION: {}}
    found = schemafiles.check(versions=versions)
    assert {finding.version for finding in found} == {VERSION}
    assert f"run `khabar schemas export schemas/json/v{VERSION}`" in str(found[0])


def test_a_change_after_a_release_wants_the_next_version() -> None:
    frozen = {**schemafiles.released(), VERSION: schemafiles.digest(KEPT[VERSION])}

    def more(schema: Any) -> None:
        schema["properties"]["new"] = {"type": "string", "default": ""}

    (found,) = schemafiles.check(broken(topology.ATTACKS, more), frozen=frozen)
    assert f"raise VERSION in schemas/export.py to {VERSION + 1}" in str(found)


def test_files_of_a_released_version_may_not_be_touched() -> None:
    name = schema_name(topology.ATTACKS, 1)
    versions = {**KEPT, 1: {**KEPT[1], name: KEPT[1][name] + b"\n"}}
    found = schemafiles.check(versions=versions)
    assert "the files in schemas/json/v1 are no longer those that were released" in str(found[0])


def reads(topic: str, message: bytes) -> BaseModel:
    """What today's reader makes of a message; of an article, as workers do."""
    return load(MODELS[topic], message)


@pytest.mark.parametrize(("version", "topic", "message"), GOLD, ids=lambda value: str(value)[:24])
def test_what_old_versions_wrote_is_read(version: int, topic: str, message: bytes) -> None:
    written = orjson.loads(message)
    Draft202012Validator(orjson.loads(KEPT[version][schema_name(topic, version)])).validate(written)
    again = orjson.loads(dump(reads(topic, message)))
    assert within(written, again), "nothing that an old message says is lost"


def test_every_topic_has_old_messages() -> None:
    assert {topic for version, topic, _ in GOLD if version == 1} == set(MODELS)


def within(old: Any, new: Any) -> bool:
    """Whether `new` says all that `old` does; it may have more fields."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in new and within(value, new[key]) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(within, old, new))
    return bool(old == new)


def test_readers_of_every_version_read_what_is_written_now() -> None:
    """The old readers are the kept schemas as their models took them: open, and lenient where there is a default."""
    articles = [item.article for item in samples() if item.article is not None]
    tables = replay(articles)
    written = [(topology.FISCAL_YEARS, plain(row)) for row in tables.fiscal_years]
    written += [(topology.INCIDENTS, plain(row)) for row in tables.incidents]
    written += [(topology.SECURITY_MONTHS, plain(row)) for row in tables.security_months]
    for article in articles:
        classification, events = process(article)
        written.append((topology.ARTICLES, plain(article)))
        written.append(
            (
                f"articles.{classification.label}",
                {**plain(article), "classification": plain(classification)},
            )
        )
        written += [(event_topic(event), plain(event)) for event in events]
    assert {topic for topic, _ in written} == set(MODELS)
    for version, content in KEPT.items():
        readers = {
            topic: Draft202012Validator(as_reader(orjson.loads(content[schema_name(topic, version)])))
            for topic in MODELS
        }
        for topic, message in written:
            readers[topic].validate(message)


UNKNOWN = st.dictionaries(
    st.text(min_size=1, max_size=6).map(lambda name: f"x_{name}"),
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
        max_leaves=4,
    ),
    min_size=1,
    max_size=3,
)


@given(data=st.data(), gold=st.sampled_from(GOLD))
def test_fields_of_versions_to_come_are_ignored_wherever_they_are(
    data: st.DataObject, gold: tuple[int, str, bytes]
) -> None:
    _, topic, message = gold
    value = orjson.loads(message)
    model = MODELS[topic]
    grown = copy.deepcopy(value)
    for node, _ in list(_objects(grown, model)):
        if data.draw(st.booleans()):
            node.update(data.draw(UNKNOWN))
    assert parse(model, grown) == parse(model, value)


@given(data=st.data(), gold=st.sampled_from(GOLD))
def test_what_has_a_default_may_be_missing_wherever_it_is(
    data: st.DataObject, gold: tuple[int, str, bytes]
) -> None:
    _, topic, message = gold
    value = orjson.loads(message)
    model = MODELS[topic]
    for node, kind in list(_objects(value, model)):
        optional = [
            name for name, field in kind.model_fields.items() if name in node and not field.is_required()
        ]
        # an article of which neither title nor body is left says nothing
        optional = [name for name in optional if name not in {"title", "body"}]
        for name in data.draw(st.lists(st.sampled_from(optional), unique=True)) if optional else ():
            del node[name]
    read = parse(model, value)
    assert within(value, orjson.loads(dump(read)))


def _objects(value: Any, annotation: Any) -> Iterator[tuple[dict[str, Any], type[BaseModel]]]:
    """The objects of a message that are values of a model, with that model."""
    model = _inside(annotation)
    if isinstance(value, list) or (isinstance(value, dict) and get_origin(annotation) is dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _objects(item, model)
    elif isinstance(value, dict) and model is not None:
        yield value, model
        for name, field in model.model_fields.items():
            if name in value:
                yield from _objects(value[name], field.annotation)


def _inside(annotation: Any) -> Any:
    """The model that a type holds: of `tuple[Count, ...]`, `Count | None`, `dict[str, Tally]`; None where it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = [_inside(part) for part in getattr(annotation, "__args__", ())]
    return next((part for part in found if part is not None), None)


def test_a_message_without_what_has_no_default_is_refused_by_name() -> None:
    _, topic, message = next(gold for gold in GOLD if gold[1] == topology.ATTACKS)
    value = orjson.loads(message)
    del value["place"]
    with pytest.raises(InputError, match="place"):
        parse(MODELS[topic], value)
