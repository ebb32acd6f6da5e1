"""Ways of telling kinds, places, days, tolls and targets that a reader takes without thinking."""

from __future__ import annotations

from datetime import date

import pytest

from tests.security.stories import attacks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BANNU: Militants attacked a military post in Bannu on Friday, killing two soldiers. In response, troops shot dead four of them.", "armed_clash"),
        ("BANNU: Gunmen fired at a police van in Bannu on Friday, killing two policemen. Police returned fire and the attackers fled.", "armed_clash"),
        ("BANNU: Militants ambushed a police van in Bannu on Friday, killing two policemen.", "shooting"),
        ("MOGADISHU: Gunmen stormed a hotel in Mogadishu on Friday after a car bomb exploded at its gate, and fought security forces in a siege of hours. Nine people were killed.", "armed_clash"),
        ("ISTANBUL: A suicide bomber blew himself up in an airport in Istanbul on Friday, killing nine people.", "suicide_bombing"),
        ("KHARAN: Militants attacked a police station in Kharan on Friday and tried to take hostages, killing a policeman in an exchange of fire.", "armed_clash"),
        ("BANNU: A bomb hit a van in Bannu on Friday, killing three people. The suspects were involved in kidnapping for ransom, police said.", "bombing"),
        ("LAHORE: A strike on a school in Gaza City on Friday killed nine people.", "air_strike"),
    ],
)  # fmt: skip
def test_the_kind_is_what_came_to_pass(text: str, kind: str) -> None:
    assert [a.attack for a in attacks(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ('PARIS: A drone attack on a hospital in El Fasher killed nine people, a doctor said. "This must end," said the envoy in Sudan, Maria Vela, on Sunday. The attack occurred on Friday evening.', date(2026, 2, 6)),
        ("Friday, February 6, 2026 - Gunmen shot dead three men in Quetta on Thursday, police said.", date(2026, 2, 5)),
        ("QUETTA: India summoned an envoy on Saturday over a blast in Quetta on Thursday that killed five people.", date(2026, 2, 5)),
    ],
)  # fmt: skip
def test_a_day_of_speech_or_of_print_is_not_the_attacks(text: str, start: date) -> None:
    assert [a.date.start for a in attacks(text)] == [start]


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("KARACHI: Gunmen on Friday shot dead an Awami National Party (ANP) lawmaker, his son and a passer-by in Karachi.", 3, None),
        ("QUETTA: A blast in Quetta on Friday killed 40 people. Initial reports said 45 died, but this number has since risen to 50.", 50, None),
        ("QUETTA: Five dead bodies and 17 injured people were brought in after a blast in Quetta on Friday.", 5, 17),
        ("QUETTA: A blast in Quetta on Friday killed nine people. The group said it was behind killing or wounding 200.", 9, None),
        ("HUB: Bashir Shah, a reporter for a private news channel, was killed in a blast in Hub on Friday.", 1, None),
        ("KHUZDAR: A journalist and a member of the press club, Bashir Shah, was gunned down in Khuzdar on Friday.", 1, None),
        ("SUKKUR: Police are looking into the shooting death on Friday of a prominent journalist in Sukkur.", 1, None),
        ("PESHAWAR: Top cleric and six worshippers were killed in a blast in Peshawar on Friday.", 7, None),
        ("QUETTA: Nearly two dozen people were injured in a blast in Quetta on Friday. Police said 21 people were injured in the blast.", None, 21),
        ("SRINAGAR: At least 40 Central Reserve Police Force (CRPF) troopers were killed and many hurt in a blast in Pulwama on Friday.", 40, None),
        ("BHIMBER: A man was killed in shelling in Bhimber on Friday. The shelling pushed the death toll in the region in 2026 to two.", 1, None),
    ],
)  # fmt: skip
def test_counts(text: str, killed: int | None, injured: int | None) -> None:
    (news,) = attacks(text)
    assert (news.killed.value if news.killed else None) == killed
    assert (news.injured.value if news.injured else None) == injured


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("A bomb exploded in a market in the capital city of Pakistan's troubled Balochistan province on Friday, killing two people.", "Quetta"),
        ("Eight people were killed when drones launched by Russia hit a market in Kharkiv on Friday.", "Kharkiv"),
    ],
)  # fmt: skip
def test_where_it_was(text: str, city: str) -> None:
    assert [a.place.city for a in attacks(text)] == [city]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("KURRAM: Gunmen opened fire on a convoy of passenger vehicles in Kurram on Friday, killing nine people.", "transport"),
        ("ODESA: A missile hit homes in the port city of Odesa on Friday, killing nine people.", "civilians"),
        ("QUETTA: A bomb in a market in Quetta on Friday targeted a vehicle of security forces, killing two policemen.", "security_forces"),
        ("SRINAGAR: A blast hit a bus carrying soldiers near Srinagar on Friday, killing 12 soldiers.", "security_forces"),
        ("KARACHI: Gunmen shot dead a journalist outside his home in Karachi on Friday.", "media"),
    ],
)  # fmt: skip
def test_what_it_was_aimed_at(text: str, target: str) -> None:
    assert [a.target.kind for a in attacks(text) if a.target] == [target]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("KABUL: A blast killed nine people in Kabul on Friday. Officials are not discounting the possibility that it is the handiwork of the Islamic State.", [("Islamic State", "suspected")]),
        ("MOHMAND: A blast killed nine people in Mohmand on Friday. Jamaat-ul-Ahrar — a breakaway Taliban faction — has since claimed responsibility for it.", [("Jamaat-ul-Ahrar", "claimed")]),
        ("GAZA: An Israeli strike hit a school in Gaza City on Friday, killing nine people, with Israel's military saying that it had targeted a Hamas post.", [("Israel", "claimed")]),
        ("KABUL: A blast killed nine people in Kabul on Friday. The attack bore the hallmarks of the Islamic State, which has carried out mass bombings.", [("Islamic State", "suspected")]),
    ],
)  # fmt: skip
def test_who_is_said_to_have_done_it(text: str, parties: list[tuple[str, str]]) -> None:
    (news,) = attacks(text)
    assert [(p.name, p.status) for p in news.perpetrators] == parties


def test_the_last_such_attack_is_one_of_its_own() -> None:
    news, older = attacks(
        "BAGHDAD: Two suicide bombers killed 32 people in a market in Baghdad on Friday. "
        "The Islamic State claimed responsibility for the last such attack in January 2024 that left 35 people dead."
    )
    assert (news.killed.value if news.killed else None, news.perpetrators) == (32, ())
    assert (older.attack, older.date.start, older.prominence) == (
        "suicide_bombing",
        date(2024, 1, 1),
        "background",
    )
    assert [(p.name, p.status) for p in older.perpetrators] == [("Islamic State", "claimed")]


def test_the_village_where_it_was_is_no_second_event() -> None:
    (news,) = attacks(
        "A man was killed in shelling in Bhimber district on Friday. "
        "At least 10 people were wounded in the village of Sarwala."
    )
    assert news.injured is not None
    assert news.injured.value == 10


@pytest.mark.parametrize(
    ("text", "start", "killed", "kind"),
    [
        ("A similar attack was carried out on a shrine of that city on October 23, 2015. About 18 worshippers were killed in that attack.", date(2015, 10, 23), 18, "suicide_bombing"),
        ("Last week, gunmen killed 30 people in the town of Baga Sola in western Chad in an attempt to loot it.", date(2026, 1, 26), 30, "shooting"),
    ],
)  # fmt: skip
def test_what_came_before_has_its_own_day(text: str, start: date, killed: int, kind: str) -> None:
    news = "MAIDUGURI: A suicide bomber killed nine worshippers in a mosque in Maiduguri on Friday. "
    (older,) = [a for a in attacks(news + "\n" + text) if a.prominence == "background"]
    assert older.killed is not None
    assert (older.date.start, older.killed.value, older.attack) == (start, killed, kind)


def test_one_more_who_was_also_killed() -> None:
    (news,) = attacks("SHOPIAN: Three soldiers were killed when militants ambushed a convoy in Shopian on Friday. A woman was also killed.")  # fmt: skip
    assert news.killed is not None
    assert news.killed.value == 4


def test_two_blasts_in_one_place_are_one_event() -> None:
    (news,) = attacks(
        "ISTANBUL: Two bombings in Istanbul on Friday killed 38 people. "
        "The attack targeted police officers in Istanbul, killing 30 of them."
    )
    assert (news.killed.value if news.killed else None) == 38


def test_a_day_ahead_is_of_the_year_before() -> None:
    (news,) = attacks(
        "GAZA: An Israeli strike killed nine people in Gaza City on Friday. "
        "The war was sparked by the October 7 attack on Israel."
    )
    assert news.date.start == date(2026, 2, 6)


def test_a_separate_attack_opens_its_own() -> None:
    told = attacks(
        "SIIRT: Eight soldiers were killed in a bomb attack in Siirt on Friday. "
        "Separately, two suspects were held following a gun attack on a palace in Istanbul."
    )
    assert [a.place.city for a in told if a.killed] == ["Siirt"]


@pytest.mark.parametrize(
    "text",
    [
        "A mission said it would help in fighting terrorism.",
        "Militants in the province are also fighting for autonomy.",
        "Attacks there have included the kidnapping of engineers.",
    ],
)
def test_causes_and_habits_do_not_name_the_kind(text: str) -> None:
    (news,) = attacks(
        "QUETTA: Gunmen shot and killed three traders in an attack in Quetta on Friday. " + text
    )
    assert news.attack == "shooting"


def test_people_whom_gunmen_capture_are_abducted() -> None:
    (news,) = attacks(
        "PESHAWAR: Kidnappers on Saturday released two drivers who were abducted this week in Tank, officials said. "
        "About 12 gunmen initially captured three drivers in Tank on Wednesday, police said."
    )
    assert news.abducted is not None
    assert (news.attack, news.abducted.value, news.date.start) == ("abduction", 3, date(2026, 2, 4))
    (other,) = attacks("PESHAWAR: Ten gunmen captured three drivers in Tank on Wednesday, police said.")
    assert other.attack == "abduction"


def test_what_befell_the_victim_before_is_of_another_day() -> None:
    (news,) = attacks(
        "KARACHI: Gunmen shot dead a clerk in Karachi on Friday. "
        "The clerk, who had been robbed last month, was killed in the attack near his office."
    )
    assert news.date.start == date(2026, 2, 6)
