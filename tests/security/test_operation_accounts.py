"""Operations as armies and courts tell them: one after another, own losses by name, single arrests, sums that are none."""

from __future__ import annotations

import pytest

from schemas import Count
from tests.security.stories import operations

Told = tuple[str, str | None, int | None, int | None, int | None, int | None]


def of(count: Count | None) -> int | None:
    return count.value if count is not None else None


def told(body: str) -> list[Told]:
    """Kind, place, and how many were killed, arrested, rescued and lost."""
    return [
        (o.operation, o.places[0].city or o.places[0].admin1 if o.places else None, of(o.killed), of(o.arrested), of(o.rescued), of(o.own_killed))
        for o in operations(body)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "QUETTA: Forces killed 30 terrorists in two operations in Balochistan on Friday. Eighteen terrorists were killed in Harnai while 12 more were eliminated in Panjgur.",
            [("raid", "Harnai", 18, None, None, None), ("raid", "Panjgur", 12, None, None, None)],
        ),
        (
            "RAWALPINDI: Troops killed ten khwarij during three operations in North Waziristan on Friday.\n\nAn intelligence-based operation was conducted in Spinwam. There six khwarij were sent to hell.\n\nAn intelligence-based operation was conducted in Spinwam as well. Two khwarij were sent to hell. In another incident, a group was seen as it moved near the border. Resultantly, two khwarij were sent to hell.",
            [("raid", "Spinwam", 6, None, None, None), ("raid", "Spinwam", 2, None, None, None), ("raid", "Spinwam", 2, None, None, None)],
        ),
        (
            "RAWALPINDI: Troops killed 30 khwarij in two engagements while ten soldiers embraced martyrdom, the army said on Friday. In an intelligence-based operation in Bajaur, 18 khwarij were sent to hell. In another clash that took place in Bannu, 12 khwarij were neutralised, but ten brave soldiers embraced shahadat.",
            [("raid", "Bajaur", 18, None, None, None), ("raid", "Bannu", 12, None, None, 10)],
        ),
        (
            "RAWALPINDI: Troops killed six khwarij in an operation in Bannu on Friday. In the fire, Captain Babar Gul fought gallantly and embraced shahadat along with three soldiers.",
            [("raid", "Bannu", 6, None, None, 4)],
        ),
        ("RAWALPINDI: Major Babar Gul was martyred as troops killed ten khwarij in an operation in Bannu on Friday.", [("raid", "Bannu", 10, None, None, 1)]),
        ("RAWALPINDI: Lieutenant Colonel Babar Gul, Major Anwar Shah and nine soldiers were martyred while 19 khwarij were killed in an operation in Bannu on Friday.", [("raid", "Bannu", 19, None, None, 11)]),
        ("CAIRO: Egyptian forces killed 19 militants and lost five soldiers in an offensive in Arish on Friday.", [("raid", "El Arish", 19, None, None, 5)]),
        ("QUETTA: In a rescue operation troops killed eleven militants who had stormed a train near Sibi on Friday.", [("raid", "Sibi", 11, None, None, None)]),
        ("SRINAGAR: A militant was killed in an encounter in Pulwama on Friday.\n\nForces launched a cordon and search operation in Zadoora village at night.", [("raid", "Pulwama", 1, None, None, None)]),
        ("PESHAWAR: Troops engaged a group in Khyber on Friday, resulting in the killing of ten khwarij.", [("raid", "Khyber", 10, None, None, None)]),
        ("PESHAWAR: Troops gunned down the mastermind of the blast in an operation in Bannu on Friday.", [("raid", "Bannu", 1, None, None, None)]),
        ("LONDON: Police on Friday arrested a 27-year-old man in London over the bombing.", [("arrest", "London", None, 1, None, None)]),
        ("LAHORE: Police broke up a cell in Lahore with the arrest of five militants on Friday.", [("arrest", "Lahore", None, 5, None, None)]),
        ("BANNU: Troops freed four hostages held by the TTP in Bannu on Friday, the army said.", [("raid", "Bannu", None, None, 4, None)]),
        ("DHAKA: A Bangladesh court on Friday sentenced seven men to death for the 2016 cafe attack.", [("conviction", "Dhaka", None, None, None, None)]),
        ("LAHORE: The high court in Lahore on Friday acquitted all six men convicted in the blast case.", []),
    ],
)  # fmt: skip
def test_accounts(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "More than 900 militants have been killed in operations in the province this year, the army says.",
        "Troops have killed more than 200 militants in Balochistan since January.",
    ],
)
def test_sums_are_no_operation(text: str) -> None:
    lead = "QUETTA: A suicide bomber killed nine people at a market in Quetta on Friday, police said.\n\n"
    assert told(lead + text) == []
