"""Every rule of the lexicons finds itself in its own examples, and ids are unique in their file."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from streams.security.words import FILES, lexicon, rules
from streams.text.tokens import tokenize

RULES = [(name, table, rule) for name in FILES for table, rule in rules(name)]


@pytest.mark.parametrize(("name", "table", "rule"), RULES, ids=[f"{n}:{r['id']}" for n, _, r in RULES])
def test_a_rule_is_found_in_its_examples(name: str, table: str, rule: dict[str, Any]) -> None:
    matchers = lexicon()
    assert rule["examples"], f"{name}: {rule['id']} has no example"
    for example in rule["examples"]:
        tokens = tokenize(example)
        found = {
            (word.table, word.id)
            for matcher in (
                matchers.events,
                matchers.folk,
                matchers.scene,
                matchers.speech,
                matchers.cues,
                matchers.links,
            )
            for match in matcher.find(tokens)
            for word in match.entry.words
        }
        assert (table, rule["id"]) in found


@pytest.mark.parametrize("name", FILES)
def test_ids_are_unique_in_their_table(name: str) -> None:
    counted = Counter((table, rule["id"]) for table, rule in rules(name))
    assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_no_phrase_stands_for_two_groups(name: str) -> None:
    owners: dict[str, set[str]] = {}
    for table, rule in rules(name):
        if table == "group":
            for phrase in rule["names"]:
                owners.setdefault(phrase.removeprefix("=").lower(), set()).add(rule["id"])
    assert {phrase: ids for phrase, ids in owners.items() if len(ids) > 1} == {}
