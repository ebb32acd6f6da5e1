"""What reads like an attack and is none."""

from __future__ import annotations

import pytest

from tests.security.stories import attacks


@pytest.mark.parametrize(
    "text",
    [
        "LAHORE: Two cousins were shot dead over an old enmity in Shahdara on Friday. The rival group opened fire on them.",
        "LAHORE: Robbers shot dead a jeweller and injured his son for offering resistance in Johar Town on Friday.",
        "LAHORE: A shopkeeper was shot dead in Samanabad on Friday. Police said he was killed over a land dispute.",
        "Wild elephants attacked a village and trampled three farmers to death on Friday.",
        "ISLAMABAD: Shares of carmakers exploded after the budget on Friday, an analyst said.",
        "ISLAMABAD: Exports of garments shot up 23 per cent on Friday's count.",
        "The campaign exploded into a war of words; the minister was ambushed by reporters outside a court in Islamabad on Friday.",
        "KARACHI: The market saw a bloodbath on Friday, and 30 stocks were killed off at their lower locks.",
    ],
)  # fmt: skip
def test_no_attack(text: str) -> None:
    assert attacks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "KARACHI: Gunmen shot dead a lawyer in Gulberg on Friday. Police said they had ruled out personal enmity.",
        "KARACHI: A constable of the anti-street crime squad was shot dead in Gulberg on Friday.",
        "COLOMBO: The army accuses the Tigers of having shot dead two activists in Vavuniya on Friday.",
        "QUETTA: A bomb exploded in Quetta on Friday, police said.",
        "QUETTA: Militants of the BLA shot dead a trader in Kalat on Friday over an old enmity, police said.",
    ],
)
def test_an_attack(text: str) -> None:
    assert len(attacks(text)) == 1
