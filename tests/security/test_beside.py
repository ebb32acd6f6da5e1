"""Those beside a counted group: named, or of a trade that no list has; and whose a bare count is."""

from __future__ import annotations

import pytest

from streams.security.tolls import tolls
from tests.security.stories import scan


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Constable Nadir Shah and a polio worker were killed in the ambush.", [("killed", 2)]),
        ("Trader Gul Rahim and five others were hurt.", [("injured", 6)]),
        ("Maulana Yaqoob, his driver and two guards were shot dead.", [("killed", 4)]),
        ("The bomb killed Sher Zaman and three associates.", [("killed", 4)]),
        ("Nine cadets and a drill instructor were wounded.", [("injured", 10)]),
        ("Police said Nasir Khan, 31, and two guards were killed.", [("killed", 3)]),
        ("Seven people, among them Javed Iqbal and his nephew, died.", [("killed", 7)]),
        ("Seven villagers including two elders and members of a local peace committee were killed.", [("killed", 7)]),
        ("A Supreme Court advocate and his three sons were gunned down.", [("killed", 4)]),
        ("A retired banker and his son, also a banker, were gunned down.", [("killed", 2)]),
        ("An envoy was killed, while another and a civilian were wounded.", [("killed", 1), ("injured", 2)]),
        ("A bomb hit the chief's car, killing him and his guard.", [("killed", 2)]),
        ("A bomber killed a superintendent and his gunman.", [("killed", 2)]),
        ("We have lost six soldiers and nine others injured.", [("injured", 9)]),
        ("A device killed seven pupils and about 90 others wounded.", [("killed", 7), ("injured", 90)]),
        ("Three other people, including the driver of the killed officer, were injured.", [("injured", 3)]),
        ("Two non-local labourers were killed.", [("killed", 2)]),
        ('A house was hit and "four others wounded" an official in Tank said.', [("injured", 4)]),
        ("An ambulance carrying an unidentified wounded person arrived.", []),
        ("During the past eight months, 14 lawyers have been killed in the city.", []),
        ("The victims were identified as Noor Ali, Dost Ali and his two sons.", []),
    ],
)  # fmt: skip
def test_whoever_is_joined_to_a_group_came_to_the_same_harm(text: str, counts: list[tuple[str, int]]) -> None:
    assert [(tally.effect, tally.value) for tally in tolls(scan(text))] == counts


def test_a_bare_count_is_of_the_side_told_before() -> None:
    found = tolls(scan("Two officers were wounded, he added, while nine Taliban were killed and six were wounded."))  # fmt: skip
    assert [(t.effect, t.value, t.role) for t in found] == [
        ("injured", 2, "security_forces"),
        ("killed", 9, "militants"),
        ("injured", 6, "militants"),
    ]


def test_what_groups_have_done_for_years_is_no_toll() -> None:
    assert tolls(scan("Armed groups have killed almost 900 people since the start of 2019.")) == []
