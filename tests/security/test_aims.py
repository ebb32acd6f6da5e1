"""What an attack was aimed at."""

from __future__ import annotations

import pytest

from tests.security.stories import attacks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pakistan rejected the charge after the train attack in Balochistan on Friday that killed 21 passengers.", "transport"),
        ("Gunmen abducted a sessions judge near Tank on Friday, police said.", "government"),
        ("Three women health workers were kidnapped in Tank on Friday, police said.", "health"),
        ("Maoists blew up a passenger vehicle in Dantewada, India, on Friday within the limits of Malewahi police station, hurting three.", "transport"),
        ("A feared warlord was killed in a missile strike by a US drone in North Waziristan on Friday.", "militants"),
        ("The Taliban killed 32 border force personnel in an attack in Kandahar on Friday.", "security_forces"),
        ("Gunmen shot dead five labourers at a construction site near Jiwani on Friday.", "civilians"),
    ],
)  # fmt: skip
def test_the_kind_of_target(text: str, kind: str) -> None:
    target = attacks(text)[0].target
    assert target is not None
    assert target.kind == kind


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("A quadcopter dropped explosives on a police post in Bannu on Friday, hurting two constables.", "air_strike", "security_forces"),
        ("Shells fired by the army across the river killed two villagers in Kotli on Friday.", "shelling", "civilians"),
        ("Three militants and two soldiers were killed in an exchange of fire after militants attacked a check post in Zhob on Friday.", "armed_clash", "security_forces"),
        ("Seven labourers were shot dead at a barber shop in Gwadar on Friday in what police called a targeted killing.", "shooting", "civilians"),
        ("A drone strike on a seminary in North Waziristan killed five militants on Friday.", "air_strike", "militants"),
        ("A roadside bomb hit a vehicle of the Levies in Awaran on Friday, injuring three personnel.", "bombing", "security_forces"),
    ],
)  # fmt: skip
def test_kind_and_target(text: str, kind: str, target: str | None) -> None:
    event = attacks(text)[0]
    assert event.attack == kind
    if target is not None:
        assert event.target is not None
        assert event.target.kind == target
