"""Who speaks: rows, offices, parties, insertions, quotations, and whose leaders are known."""

from __future__ import annotations

import pytest

from tests.security.stories import statements

LEAD = "QUETTA: A suicide bomber killed nine people at a market in Quetta on Friday, police said.\n\n"
ABROAD = "KABUL: A suicide bomber killed nine people at a mosque in Kabul on Friday, police said.\n\n"


def who(text: str, *, lead: str = LEAD) -> list[tuple[str, str | None, str | None, str | None]]:
    found = statements(lead + text)
    return sorted(
        ((s.act, s.speaker.name, s.speaker.organisation, s.speaker.country) for s in found), key=str
    )


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "President Anwar Gul, Unity Party chairman Babar Shah, and the chief minister, Dost Khan, condemned the attack.",
            {"Anwar Gul", "Babar Shah", "Dost Khan"},
        ),
        (
            "Minister for Information and Broadcasting Murad Shah has strongly condemned the blast.",
            {"Murad Shah"},
        ),
        ("Babar Shah, in a statement issued by his party, also condemned the blast.", {"Babar Shah"}),
        ("Condemning the attack, Senate Chairman Babar Shah said the nation was united.", {"Babar Shah"}),
        ("Chief Minister of Balochistan Dost Khan had condemned the blast.", {"Dost Khan"}),
        (
            "The attack drew strong condemnation from President Anwar Gul, Governor Babar Shah and other officials.",
            {"Anwar Gul", "Babar Shah"},
        ),
        ("Governor Babar Shah and leaders across parties condemned the killings.", {"Babar Shah"}),
        ("President Anwar Gul and Prime Minister Dost Khan were quick to condemn the attack.", {"Anwar Gul", "Dost Khan"}),
        ("Prime Minister Dost Khan spoke at length as he condemned the attack.", {"Dost Khan"}),
        ("Governor Babar Shah called the attack cowardly.", {"Babar Shah"}),
        ('"I strongly condemn this attack. The nation will not bow," Governor Babar Shah said.', {"Babar Shah"}),
        ("World leaders condemned the attack.", set()),
    ],
)  # fmt: skip
def test_who_condemns(sentence: str, names: set[str]) -> None:
    assert {name for act, name, _, _ in who(sentence) if act == "condemn"} == names


@pytest.mark.parametrize(
    ("sentence", "organisation"),
    [
        ("Unity Party leader Babar Shah condemned the attack.", "Unity Party"),
        ("The Quetta Union of Journalists condemned the killing.", "Quetta Union of Journalists"),
        ("The African Union condemned the attack in the strongest terms.", "African Union"),
    ],
)
def test_the_body_for_which_somebody_speaks(sentence: str, organisation: str) -> None:
    ((act, _, body, _),) = who(sentence)
    assert (act, body) == ("condemn", organisation)


@pytest.mark.parametrize(
    ("sentence", "act", "country"),
    [
        ("Prime Minister Narendra Modi condemned the bombing.", "condemn", "IN"),
        ("The State Department condemned the bombing.", "condemn", "US"),
        ("The Foreign Office condemned the bombing.", "condemn", "PK"),
        ("Prime Minister Narendra Modi extended heartfelt condolences to the bereaved families.", "support", "IN"),
        ('"Our thoughts are with the victims," Prime Minister Narendra Modi said.', "support", "IN"),
        ("President Obama called his counterpart to offer condolences.", "support", "US"),
    ],
)  # fmt: skip
def test_whose_office_it_is(sentence: str, act: str, country: str) -> None:
    assert [(a, c) for a, _, _, c in who(sentence, lead=ABROAD)] == [(act, country)]


def test_the_secretary_general_speaks_for_no_country() -> None:
    assert who("UN Secretary-General Antonio Guterres expressed his condemnation and condolences.") == [
        ("condemn", "Antonio Guterres", "United Nations", None),
        ("support", "Antonio Guterres", "United Nations", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "claimants"),
    [
        (
            "Al-Shabaab fighters were blamed at first. The al-Qaeda-linked group claimed responsibility.",
            ["al-Shabaab"],
        ),
        ("A group affiliated with al-Qaeda, known as JNIM, claimed responsibility for the attack.", ["JNIM"]),
        ("A faction of the Taliban, Jamaat-ul-Ahrar, claimed the attack.", ["Jamaat-ul-Ahrar"]),
        ("The attack was claimed separately by Jundallah and the TTP.", ["Jundallah", "Tehreek-e-Taliban Pakistan"]),
        ("The Taliban-claimed assault shocked the city.", ["Afghan Taliban"]),
        ("Islamic State says it was behind the attack.", ["Islamic State"]),
        ("A previously unknown group, Zhob Lions Front, claimed responsibility for the attack.", ["Zhob Lions Front"]),
        ("The TTP claimed the attack but later denied involvement.", ["Tehreek-e-Taliban Pakistan"]),
    ],
)  # fmt: skip
def test_who_claims(sentence: str, claimants: list[str]) -> None:
    assert [body for act, _, body, _ in who(sentence) if act == "claim"] == claimants


def test_a_claim_can_be_taken_back() -> None:
    acts = [act for act, *_ in who("The TTP claimed the attack but later denied involvement.")]
    assert acts == ["claim", "deny"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The interior minister said the Haqqani network was behind the attack.", ("accuse", "Haqqani network")),
        ("An official said the blast was carried out by the TTP.", ("accuse", "Tehreek-e-Taliban Pakistan")),
        ("Unity Party leader Babar Shah demanded an inquiry into the blast.", ("demand", None)),
        ("Unity Party leader Babar Shah urged the government to protect traders.", ("demand", "government")),
    ],
)  # fmt: skip
def test_charges_and_demands(sentence: str, expected: tuple[str, str | None]) -> None:
    (found,) = statements(LEAD + sentence)
    assert (found.act, found.addressee.name if found.addressee else None) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The report's claim that India is behind the attack is unfounded, the spokesman said.",
        "The prime minister urged the authorities to treat the injured.",
        "However, the minister dismissed suggestions it had been badly planned.",
        "Residents condemned to poverty lined the road.",
    ],
)
def test_what_says_nothing(sentence: str) -> None:
    assert who(sentence) == []


def test_the_rulers_of_kabul_speak_for_their_country() -> None:
    assert who("The Taliban administration condemned the bombing.") == [
        ("condemn", None, "Taliban administration", "AF")
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Governor Babar Shah, who was with the president, blamed the TTP for the attack.", ("accuse", "Babar Shah", "Tehreek-e-Taliban Pakistan")),
        ("The minister blamed the Syria-based PKK for the attack.", ("accuse", None, "PKK")),
        ("The minister accused the Taliban government of sheltering militants.", ("accuse", None, "Taliban government")),
        ("The TTP threatened more attacks on the police.", ("warn", "TTP", None)),
    ],
)  # fmt: skip
def test_who_is_accused_and_threatened(sentence: str, expected: tuple[str, str | None, str | None]) -> None:
    (found,) = statements(LEAD + sentence)
    addressee = found.addressee.name if found.addressee else None
    assert (found.act, found.speaker.name, addressee) == expected


def test_a_body_and_its_man_without_an_office() -> None:
    ((_, name, body, _),) = who("People's Party Babar Shah Khan has condemned the attack.")
    assert (name, body) == ("Babar Shah Khan", "People's Party")


def test_an_embassy_speaks_for_the_country_before_it() -> None:
    assert who("The US Embassy in Kabul condemned the bombing.", lead=ABROAD) == [
        ("condemn", None, "US Embassy", "US")
    ]
