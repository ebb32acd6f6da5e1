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
