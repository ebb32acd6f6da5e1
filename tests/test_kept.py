"""Both stores do the same, and the one on disk finds all damage to its files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streams.disk import Disk, data_directory
from streams.kept import Kept, Memory, Position, StateUnusable, digest

Make = Callable[[], Kept]


@pytest.fixture(params=["memory", "disk"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Stores, each with partitions 0 to 2 open and nothing in them."""
    made: list[Kept] = []

    def store() -> Kept:
        kept: Kept = Memory() if request.param == "memory" else Disk(tmp_path / str(len(made)), "t")
        for partition in range(3):
            kept.open(partition)
        made.append(kept)
        return kept

    yield store
    for kept in made:
        kept.close_all()


def place(offset: int) -> Position:
    return Position(offset, digest(b"k", b"v", offset))


def test_writes_leave_the_version_and_restoring_and_wiping_change_it(make: Make) -> None:
    kept = make()
    kept.write(0, {b"a": b"1"})
    before = kept.version(0)
    kept.write(0, {b"a": b"2"}, place(7))
    assert (kept.read(0, b"a"), kept.position(0), kept.version(0)) == (b"2", place(7), before)
    kept.restore(0, {b"a": b"3"})
    assert (kept.position(0), kept.version(0) != before) == (place(7), True)
    before = kept.version(0)
    kept.wipe(0)
    assert (kept.read(0, b"a"), kept.position(0), kept.version(0) != before) == (None, None, True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    writes=st.lists(
        st.tuples(st.integers(0, 2), st.binary(max_size=2), st.none() | st.binary(max_size=3)), max_size=30
    )
)
def test_partitions_are_dictionaries_of_their_own(
    make: Make, writes: list[tuple[int, bytes, bytes | None]]
) -> None:
    kept = make()
    model: dict[int, dict[bytes, bytes]] = {0: {}, 1: {}, 2: {}}
    for partition, key, value in writes:
        kept.write(partition, {key: value})
        if value is None:
            model[partition].pop(key, None)
        else:
            model[partition][key] = value
    assert {partition: dict(kept.entries(partition)) for partition in model} == model
    entries = [entry for values in model.values() for entry in values.items()]
    assert kept.size() == (len(entries), sum(len(key) + len(value) for key, value in entries))
    kept.wipe(0)
    assert kept.size().rows == len(model[1]) + len(model[2])
    kept.close_all()


ENTRIES = 600


def copy_in_use(source: Path, target: Path) -> None:
    """Copy a directory whose files come and go meanwhile, as compaction has them do."""
    for _ in range(100):
        try:
            shutil.copytree(source, target)
        except shutil.Error:
            shutil.rmtree(target)
        else:
            return
    raise AssertionError(f"{source} is never at rest")


def filled(directory: Path) -> dict[bytes, bytes]:
    """A copy of a database's files as they are while it is in use, with files and logs of several ages."""
    kept = Disk(directory / "used", "t")
    kept.open(0)
    for number in range(ENTRIES):
        kept.write(0, {b"%d" % (number % 400): b"%d" % number * 9000}, place(number))
    expected = dict(kept.entries(0))
    copy_in_use(directory / "used", directory / "copy")
    kept.close_all()
    return expected


def test_what_was_written_is_there_after_a_crash_and_after_a_close(tmp_path: Path) -> None:
    expected = filled(tmp_path)
    for name in ("used", "copy"):
        kept = Disk(tmp_path / name, "t")
        kept.open(0)
        assert (kept.position(0), dict(kept.entries(0))) == (place(ENTRIES - 1), expected)
        kept.close_all()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    if content:
        content[len(content) // 2] ^= 255
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [cut, empty, change, Path.unlink])
def test_damage_to_any_file_leaves_an_older_state_or_none(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    """Whatever position a damaged database tells, it has the values of that position: to be read on from there."""
    filled(tmp_path)
    outcomes = set()
    names = [path.name for path in (tmp_path / "copy" / "t-0").iterdir()]
    assert any(name.endswith(".sst") for name in names)
    for name in names:
        shutil.copytree(tmp_path / "copy", tmp_path / name)
        damage(tmp_path / name / "t-0" / name)
        kept = Disk(tmp_path / name, "t")
        kept.open(0)
        position = kept.position(0)
        last = -1 if position is None else position.offset
        expected = {b"%d" % (number % 400): b"%d" % number * 9000 for number in range(last + 1)}
        assert dict(kept.entries(0)) == expected, name
        outcomes.add(last)
        kept.close_all()
    assert len(outcomes) > 1, "no damage did anything"


def test_of_two_workers_in_one_directory_the_second_is_told(tmp_path: Path) -> None:
    with (
        data_directory(tmp_path / "made"),
        pytest.raises(StateUnusable, match="in use by another worker"),
        data_directory(tmp_path / "made"),
    ):
        pass
    with data_directory(tmp_path / "made"):
        pass


def test_a_directory_that_cannot_be_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateUnusable, match="KHABAR_DATA_DIR"), data_directory(tmp_path / "file" / "below"):
        pass
    with pytest.raises(StateUnusable, match="not open"):
        Disk(tmp_path, "t").read(0, b"k")
