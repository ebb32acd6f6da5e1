"""Captives: how many were taken, came free and were killed, and what was the taking's own day."""

from __future__ import annotations

import pytest

from tests.security.stories import attacks, operations

#: Taken, freed, killed.
Counts = tuple[int | None, int | None, int | None]


@pytest.mark.parametrize(
    ("text", "kind", "counts"),
    [
        ("Five labourers were abducted by gunmen in Duki on Tuesday, officials said. Two of them were released on Friday.", "abduction", (5, 2, None)),
        ("Three soldiers were abducted by militants near Mastung on Friday. Their bodies were found on Saturday morning.", "abduction", (3, None, 3)),
        ("Four policemen were kidnapped and later killed by the Taliban in Hangu on Friday.", "abduction", (4, None, 4)),
        ("Gunmen on motorcycles snatched 39 pupils from a school in Nigeria's Kaduna state on Friday. Troops later rescued 12 of the students.", "abduction", (39, 12, None)),
        ("Thirty-one soldiers were captured by Maoist rebels in Dantewada, India, on Friday.", "abduction", (31, None, None)),
        ("The kidnapping of a former senator in Islamabad on Friday alarmed lawmakers.", "abduction", (1, None, None)),
        ("Gunmen held more than 60 people hostage in a mosque in Kabul on Friday before all were freed.", "hostage_taking", (60, None, None)),
        ("A polio worker who was kidnapped in Bajaur on Thursday was found dead on Friday.", "abduction", (1, None, 1)),
        ("The soldiers were taken hostage near Tank on Friday. The three soldiers were abducted by militants, police said.", "abduction", (3, None, None)),
        ("Kidnappers freed two of seven aid workers abducted in Kabul on Friday.", "abduction", (7, 2, None)),
    ],
)  # fmt: skip
def test_counts_of_captives(text: str, kind: str, counts: Counts) -> None:
    event = attacks(text)[0]
    assert event.attack == kind
    found = [count.value if count else None for count in (event.abducted, event.rescued, event.killed)]
    assert tuple(found) == counts


def test_a_rescue_that_tells_how_the_people_were_taken() -> None:
    text = "Security forces rescued six customs officials who were kidnapped in Dera Ismail Khan last week, the army said on Friday."
    event = attacks(text)[0]
    assert event.attack == "abduction"
    assert event.prominence == "background"
    assert event.abducted is not None
    assert event.abducted.value == 6
    saved = operations(text)[0].rescued
    assert saved is not None
    assert saved.value == 6


def test_the_day_of_a_release_is_not_that_of_the_taking() -> None:
    text = (
        "Militants who had abducted 16 miners in Lakki Marwat on February 2 released eight of them on Friday."
    )
    assert attacks(text)[0].date.start.isoformat() == "2026-02-02"


def test_those_who_fell_before_a_siege_was_ended() -> None:
    text = (
        "Gunmen stormed a hotel in Mogadishu on Friday and took dozens of guests hostage. "
        "Nine people were killed before security forces ended the siege, rescuing 60 people."
    )
    killed = attacks(text)[0].killed
    assert killed is not None
    assert killed.value == 9
    assert operations(text)[0].killed is None


def test_the_next_sentence_goes_on_telling() -> None:
    text = (
        "Two policemen were shot dead in Peshawar on Friday. "
        "Separately, a driver of a relief agency was kidnapped in Balochistan. "
        "Gunmen stopped his car in Quetta on Thursday and took him away, police said."
    )
    shot, taken = attacks(text)
    assert (shot.attack, taken.attack) == ("shooting", "abduction")
    assert taken.place.city == "Quetta"
    assert taken.date.start.isoformat() == "2026-02-05"
