"""Counting people in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.security.tolls import tolls
from tests.security.stories import scan

# sentence, (effect, value, low, role)
CASES = [
    ("Twelve people were killed and 27 wounded on Tuesday.", [("killed", 12, None, "people"), ("injured", 27, None, "people")]),
    ("Forty people, 31 civilians and nine soldiers, were killed.", [("killed", 40, None, "people")]),
    ("Thirteen civilians and five soldiers lost their lives.", [("killed", 18, None, "people")]),
    ("All sixteen attackers, four of them suicide bombers, were killed.", [("killed", 16, None, "attackers")]),
    ("The death toll has risen to 18, the hospital said.", [("killed", 18, None, "people")]),
    ("The toll rose from 15 to 31.", [("killed", 31, None, "people")]),
    ("Three more of the wounded succumbed, taking the toll to 33.", [("killed", 33, None, "people")]),
    ("Two policemen were killed when militants, including a suicide bomber, attacked a gate.", [("killed", 2, None, "security_forces")]),
    ("Six soldiers drawn from the Eastern Brigade (EB) were killed.", [("killed", 6, None, "security_forces")]),
    ("One soldier was killed and another injured.", [("killed", 1, None, "security_forces"), ("injured", 1, None, "security_forces")]),
    ("Two militants were arrested and another was killed.", [("arrested", 2, None, "militants"), ("killed", 1, None, "militants")]),
    ("One guard was killed, while the other got seriously wounded.", [("killed", 1, None, "civilians"), ("injured", 1, None, "civilians")]),
    ("Three guards were killed, and the other injured were taken to a clinic.", [("killed", 3, None, "civilians")]),
    ("A fruit vendor was gunned down outside his home.", [("killed", 1, None, "civilians")]),
    ("Hamid Gul, 41, was killed near his office.", [("killed", 1, None, "civilians")]),
    ("A large buffalo was killed.", []),
    ("A police constable was shot dead by two men.", [("killed", 1, None, "security_forces")]),
    ("The strike killed nine children and a woman.", [("killed", 10, None, "civilians")]),
    ("A woman and her two children were killed.", [("killed", 3, None, "civilians")]),
    ("It killed five people, three of them children, and injured 38 others.", [("killed", 5, None, "people"), ("injured", 38, None, "people")]),
    ("The blast killed five people, including three policemen.", [("killed", 5, None, "people")]),
    ("Three soldiers and two passers-by were killed.", [("killed", 5, None, "people")]),
    ("Five killed and 21 injured, among them eight policemen.", [("killed", 5, None, "people"), ("injured", 21, None, "people")]),
    ("Nineteen khwarij were sent to hell in the raid.", [("killed", 19, None, "militants")]),
    ("Thirteen more insurgents were neutralised.", [("killed", 13, None, "militants")]),
    ("Eleven soldiers, a colonel and a major among them, embraced martyrdom.", [("killed", 11, None, "security_forces")]),
    ("Thirty-two people were killed, the bomber among them, and 55 were injured.", [("killed", 31, None, "people"), ("injured", 55, None, "people")]),
    ("Four men of the Frontier Corps were killed.", [("killed", 4, None, "security_forces")]),
    ("Gunmen abducted 315 people, 303 pupils and 12 teachers.", [("abducted", 315, None, "people")]),
    ("Commandos killed all 33 militants and rescued 346 passengers.", [("killed", 33, None, "militants"), ("rescued", 346, None, "civilians")]),
    ("Police arrested four suspects.", [("arrested", 4, None, "militants")]),
    ("At least seven people were killed and as many as 16 injured.", [("killed", 7, 7, "people"), ("injured", 16, None, "people")]),
    ("It killed dozens and wounded scores of people.", [("killed", None, 12, "people"), ("injured", None, 20, "people")]),
    ("A lorry bomb took more than 60 lives.", [("killed", 60, 60, "people")]),
    ("He picked out nine passengers and shot them dead.", [("killed", 9, None, "civilians")]),
    ("The operation resulted in the death of six militants.", [("killed", 6, None, "militants")]),
    (
        "Five militants and two soldiers have been killed.",
        [("killed", 5, None, "militants"), ("killed", 2, None, "security_forces")],
    ),
    (
        "Four policemen were martyred and as many others wounded.",
        [("killed", 4, None, "security_forces"), ("injured", 4, None, "people")],
    ),
    ("Two dozen people were wounded.", [("injured", 24, None, "people")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_counts(text: str, expected: list[tuple[str, int | None, int | None, str]]) -> None:
    found = [
        (t.effect, t.value, t.low if t.qualifier == "at_least" else None, t.role) for t in tolls(scan(text))
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "The man, 32, had spent five months abroad.",
        "The blast was heard 12 kilometres away.",
        "No one was killed.",
        "Police recovered 45 kg of explosives.",
        "The victim, aged 34, lived in the town.",
        "Doctors have discharged 12 patients.",
    ],
)
def test_numbers_that_count_no_victims(text: str) -> None:
    assert tolls(scan(text)) == []


def test_parts_of_the_dead_are_no_total() -> None:
    tallies = tolls(scan("Thirty-three of the dead were counted at one hospital."))
    assert all(tally.partial or tally.value is None for tally in tallies)


def test_shares_by_group() -> None:
    (tally,) = tolls(scan("Three soldiers and two passers-by were killed."))
    assert dict(tally.shares) == {"security_forces": 3, "civilians": 2}


@given(st.integers(2, 900), st.integers(2, 900))
def test_any_two_numbers_are_killed_and_injured(killed: int, injured: int) -> None:
    found = tolls(scan(f"At least {killed} people were killed and {injured} others were injured on Friday."))
    assert [(t.effect, t.value) for t in found] == [("killed", killed), ("injured", injured)]


@given(st.text(alphabet='killed 12 and,.the policemen injured"-of a', max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for tally in tolls(scan(text)):
        assert 0 <= tally.first < tally.last <= len(scan(text).tokens)
