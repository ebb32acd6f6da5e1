"""What may change between two versions of a schema: each way to break one has its sentence, and nothing unknown is waved through."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from schemas.compat import UnknownKeyword, changes
from schemas.readers import as_reader

COUNT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "value": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]},
        "scope": {"type": "string", "enum": ["total", "partial"], "default": "total"},
    },
    "required": ["value", "scope"],
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "$defs": {"Count": COUNT},
    "properties": {
        "event_id": {"type": "string"},
        "kind": {"type": "string", "enum": ["bombing", "shooting"]},
        "geo": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "killed": {"anyOf": [{"$ref": "#/$defs/Count"}, {"type": "null"}], "default": None},
        "sources": {"type": "array", "items": {"type": "string"}, "default": []},
        "by": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Count"}, "default": {}},
        "history": {
            "type": "array",
            "items": {
                "type": "array",
                "prefixItems": [{"type": "string", "format": "date-time"}, {"type": "string"}],
                "minItems": 2,
                "maxItems": 2,
            },
            "default": [],
        },
        "withdrawn": {"type": "boolean", "default": False},
    },
    "required": ["event_id", "kind", "geo", "confidence", "killed", "sources", "by", "history"],
}


def changed(*steps: tuple[str, Any]) -> dict[str, Any]:
    """The schema with values put at dotted places; None takes the place away."""
    new = copy.deepcopy(SCHEMA)
    for place, value in steps:
        *way, last = place.split("/")
        node: Any = new
        for part in way:
            node = node[int(part)] if isinstance(node, list) else node[part]
        if value is None:
            if isinstance(node, list):
                node.remove(last)
            else:
                del node[last]
        elif last == "+":
            node.append(value)
        else:
            node[int(last) if isinstance(node, list) else last] = value
    return new


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "a field removed": (
        changed(("properties/geo", None), ("required/geo", None)),
        "geo: the field is gone; whoever reads it finds nothing any more; keep writing it; say in its docstring that it is"
        " deprecated, and by what it is replaced",
    ),
    "a field renamed": (
        changed(
            ("properties/geo", None),
            ("required/geo", None),
            ("properties/country", {"type": "string", "pattern": "^[A-Z]{2}$"}),
        ),
        "geo: the field is gone, and 'country', of the same form, is new: a rename; whoever reads it by its old name finds"
        " nothing; keep writing the old name, with 'country' beside it if need be",
    ),
    "a field that was optional and must be there now": (
        changed(("properties/withdrawn/default", None), ("required/+", "withdrawn")),
        "withdrawn: its default is gone; messages that leave it out would be refused; give it its default back",
    ),
    "another type": (
        changed(("properties/event_id", {"type": "integer"})),
        "event_id: its type was string and is integer; messages written before would be refused, and readers that are out"
        " there would refuse new messages; leave the field as it is and put a new one with a default beside it",
    ),
    "a code less": (
        changed(("properties/kind/enum", ["bombing"])),
        "kind: the code 'shooting' is gone; messages written before would be refused; keep the code in the model, also"
        " where no rule gives it any more",
    ),
    "a code more": (
        changed(("properties/kind/enum", ["bombing", "shooting", "shelling"])),
        "kind: the code 'shelling' is new; readers that are out there would refuse new messages; give such events the"
        " nearest code that is there, and tell them apart in a new field with a default",
    ),
    "codes where anything was": (
        changed(("properties/event_id/enum", ["a"])),
        "event_id: any value was written and now only listed codes are; messages written before would be refused; leave"
        " the field as it is and put a new one with a default beside it",
    ),
    "a new field without a default": (
        changed(("properties/rule", {"type": "string"}), ("required/+", "rule")),
        "rule: the field is new and has no default; messages written before do not have it and would be refused; give it a"
        " default in the model, such as null or an empty list",
    ),
    "a field that may be left out now": (
        changed(("required/geo", None)),
        "geo: the field may be left out now; readers that are out there have no default for it and would refuse the"
        " message; keep writing it always",
    ),
    "a tighter bound": (
        changed(("properties/confidence/minimum", 0.5)),
        "confidence: the bound minimum is tighter: 0 before, 0.5 now; messages written before would be refused; put it"
        " back to 0",
    ),
    "a looser bound": (
        changed(("properties/confidence/maximum", 100)),
        "confidence: the bound maximum is looser: 1 before, 100 now; readers that are out there would refuse new"
        " messages; put it back to 1",
    ),
    "a bound where none was": (
        changed(("properties/event_id/maxLength", 36)),
        "event_id: the bound maxLength is tighter: none before, 36 now; messages written before would be refused; put it"
        " back to none",
    ),
    "another pattern": (
        changed(("properties/geo/pattern", "^[A-Z]{2,3}$")),
        "geo: its pattern was changed: '^[A-Z]{2}$' before, '^[A-Z]{2,3}$' now; which values are let in and which are not"
        " can be told of neither; put it back to '^[A-Z]{2}$', or put a new field with a default beside it",
    ),
    "another format, deep inside": (
        changed(("properties/history/items/prefixItems/0/format", "date")),
        "history[][0]: its format was changed: 'date-time' before, 'date' now; which values are let in and which are not"
        " can be told of neither; put it back to 'date-time', or put a new field with a default beside it",
    ),
    "null no more": (
        changed(("properties/killed", {"$ref": "#/$defs/Count", "default": None})),
        "killed: it might be null and no more; messages written before would be refused; leave it nullable",
    ),
    "null from now on": (
        changed(("properties/event_id", {"anyOf": [{"type": "string"}, {"type": "null"}]})),
        "event_id: it may be null from now on; readers that are out there would refuse new messages; leave it without"
        " null; put a new field beside it",
    ),
    "another default": (
        changed(("properties/sources/default", ["unknown"])),
        "sources: its default was [] and is ['unknown']; messages that leave it out would mean something else; put the"
        " default back to []",
    ),
    "other elements": (
        changed(("properties/sources/items", {"type": "integer"})),
        "sources[]: its type was string and is integer; messages written before would be refused, and readers that are"
        " out there would refuse new messages; leave the field as it is and put a new one with a default beside it",
    ),
    "a place more": (
        changed(("properties/history/items/prefixItems/+", {"type": "string"})),
        "history[]: it had 2 places and has 3; messages written before would be refused, and readers that are out there"
        " would refuse new messages; leave the places as they are and put a new field beside it",
    ),
    "open where it was closed": (
        changed(("additionalProperties", True)),
        "the message: under names that are not listed, nothing was written and anything is; what comes there could"
        " contradict a field that is added later; leave it as it was",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_a_schema_has_a_sentence_that_says_what_to_do(name: str) -> None:
    new, sentence = BROKEN[name]
    assert [str(change) for change in changes(SCHEMA, new)] == [sentence]


def test_a_shared_part_that_breaks_is_told_at_every_place_that_holds_it() -> None:
    new = changed(("$defs/Count/properties/scope/enum", ["total"]))
    assert [change.path for change in changes(SCHEMA, new)] == ["killed.scope", "by{}.scope"]


@pytest.mark.parametrize(
    "new",
    [
        SCHEMA,
        changed(("properties/rule", {"type": "string", "default": ""}), ("required/+", "rule")),
        changed(("properties/rule", {"type": "string", "default": ""})),
        changed(
            ("$defs/Count/properties/about", {"type": "boolean", "default": False}),
            ("$defs/Count/required/+", "about"),
        ),
        changed(("properties/kind/description", "How it was done."), ("title", "Attacks")),
        changed(("properties/kind/x-acled", {"bombing": "…"})),
        changed(("properties/killed/anyOf", [{"type": "null"}, {"$ref": "#/$defs/Count"}])),
        changed(
            ("$defs/Toll", COUNT),
            ("properties/killed/anyOf", [{"$ref": "#/$defs/Toll"}, {"type": "null"}]),
        ),
        changed(("properties/kind/enum", ["shooting", "bombing"])),
    ],
    ids=[
        "nothing",
        "field",
        "field seldom",
        "nested field",
        "words",
        "x-",
        "order",
        "name of a part",
        "order of codes",
    ],
)
def test_what_breaks_nothing_is_let_through(new: dict[str, Any]) -> None:
    assert changes(SCHEMA, new) == []


def test_a_part_that_holds_itself_is_compared_once() -> None:
    def tree(leaf: str) -> dict[str, Any]:
        node = {
            "type": "object",
            "properties": {
                "leaf": {"type": leaf},
                "below": {"type": "array", "items": {"$ref": "#/$defs/T"}},
            },
        }
        return {"$ref": "#/$defs/T", "$defs": {"T": node}}

    assert changes(tree("string"), tree("string")) == []
    assert [change.path for change in changes(tree("string"), tree("integer"))] == ["leaf"]


@pytest.mark.parametrize(
    "extra",
    [
        {"oneOf": [{"type": "string"}]},
        {"not": {}},
        {"patternProperties": {}},
        {"$ref": "elsewhere.json"},
        {"$ref": "#/$defs/Missing"},
        {"$ref": "#/$defs/Count", "minProperties": 1},
        {"anyOf": [{"type": "string"}], "maxLength": 3},
    ],
)
def test_a_keyword_that_is_not_known_is_no_silent_pass(extra: dict[str, Any]) -> None:
    new = changed(("properties/new", {**extra, "default": None}))
    old = copy.deepcopy(new)
    with pytest.raises(UnknownKeyword, match="teach it there"):
        changes(old, new)


VALUES = {
    "event_id": st.text(max_size=3),
    "kind": st.sampled_from(["bombing", "shooting", "shelling"]),
    "geo": st.sampled_from(["PK", "pk", "PAK"]),
    "confidence": st.sampled_from([0, 0.4, 1, 7]),
    "killed": st.sampled_from([None, {"value": 1, "scope": "total"}, {"value": -1, "scope": "partial"}]),
    "sources": st.lists(st.sampled_from(["a", 1]), max_size=2),
    "by": st.just({}),
    "history": st.sampled_from([[], [["2026-01-01T00:00:00Z", "x"]], [["x"]]]),
    "withdrawn": st.booleans(),
}
MESSAGES = st.fixed_dictionaries({}, optional={**VALUES, "rule": st.text(max_size=2)})
ADDED = changed(("properties/rule", {"type": "string", "default": ""}), ("required/+", "rule"))


@given(message=MESSAGES, new=st.sampled_from([ADDED, *(schema for schema, _ in BROKEN.values())]))
def test_where_nothing_is_found_each_side_reads_the_other(message: Any, new: dict[str, Any]) -> None:
    """Soundness: a message that one side may write and the other refuses exists only where the gate has found something."""
    found = changes(SCHEMA, new)
    for writer, reader in ((SCHEMA, new), (new, SCHEMA)):
        if Draft202012Validator(writer).is_valid(message) and not found:
            assert Draft202012Validator(as_reader(reader)).is_valid(message)


def test_a_reader_takes_what_it_does_not_know_and_does_without_what_has_a_default() -> None:
    reader = Draft202012Validator(as_reader(SCHEMA))
    least = {"event_id": "a", "kind": "bombing", "geo": "PK", "confidence": 1}
    assert reader.is_valid(least)
    assert reader.is_valid({**least, "unknown": 1, "killed": {"value": None, "unknown": []}})
    assert not reader.is_valid({**least, "geo": 1})
    assert not reader.is_valid({"event_id": "a"})
