"""Several attacks in one article or sentence: each with its own kind, town and toll."""

from __future__ import annotations

import pytest

from tests.security.stories import attacks

#: Kind, town, killed, injured.
Told = tuple[str, str, int | None, int | None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two drone strikes killed 12 people in North Waziristan on Friday. The first strike hit a house near Miranshah. "
            "Eight people were killed and three wounded. A second strike on a car in Datta Khel killed four.",
            [("air_strike", "Miranshah", 8, 3), ("air_strike", "Datta Khel", 4, None)],
        ),
        (
            "Three blasts shook Kabul on Friday. The first blast killed five employees of a ministry on a minibus. "
            "A suicide bomber then struck as rescuers gathered, killing seven more and wounding 20.",
            [("bombing", "Kabul", 5, None), ("suicide_bombing", "Kabul", 7, 20)],
        ),
        (
            "The attacks in Peshawar and Quetta on Friday left 19 people dead. Nine people were killed in a suicide blast in Peshawar. "
            "Minutes later, a powerful blast in Quetta killed 10 people.",
            [("suicide_bombing", "Peshawar", 9, None), ("bombing", "Quetta", 10, None)],
        ),
        (
            "Two attacks in Thailand left five dead on Friday: a roadside bomb killed three rangers in Narathiwat, and gunmen shot dead two teachers in Pattani.",
            [("bombing", "Narathiwat", 3, None), ("shooting", "Pattani", 2, None)],
        ),
        (
            "Gunmen shot dead five passengers in Mastung on Friday and a roadside bomb killed four policemen in Khuzdar.",
            [("shooting", "Mastung", 5, None), ("bombing", "Khuzdar", 4, None)],
        ),
    ],
)  # fmt: skip
def test_each_of_several_attacks(text: str, told: list[Told]) -> None:
    found = [
        (
            event.attack,
            event.place.city,
            event.killed.value if event.killed else None,
            event.injured.value if event.injured else None,
        )
        for event in attacks(text)
    ]
    assert found == told


def test_a_count_over_months_is_no_toll() -> None:
    text = (
        "Twelve car bombs hit markets in Baghdad on Friday. In the northern Hurriyah neighbourhood, six people were killed. "
        "Bombings and shootings have killed more than 3,000 people since April."
    )
    assert all(event.killed is None or event.killed.value != 3000 for event in attacks(text))
