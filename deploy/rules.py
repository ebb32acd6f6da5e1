"""The Prometheus rules as data: for the Kubernetes operator, and at a faster pace for a drill.

    python -m deploy drill DIRECTORY --pace 0.05

writes a copy of deploy/prometheus in which every waiting time of the rules (`for:`, ranges, offsets) is multiplied by the
pace, so that an alert can be seen to fire and to clear within seconds. Nothing else differs, and objectives stay what they are. The
tests run the rules so; production runs them as they are written, which is a pace of 1.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).parent / "prometheus"
FILES: Final = ("objectives.yml", "recording.yml", "alerts.yml")

_FOR = re.compile(r"^(\s+for: )(\d+[smhd])$", re.MULTILINE)
_RANGE = re.compile(r"\[(\d+[smhd])\]|\boffset (\d+[smhd])\b")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def groups() -> list[dict[str, Any]]:
    """The groups of all rule files, in the order in which Prometheus loads them."""
    return [
        group
        for name in FILES
        for group in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))["groups"]
    ]


def alerts() -> list[dict[str, Any]]:
    """The alert rules."""
    return [rule for group in groups() for rule in group["rules"] if "alert" in rule]


def paced(text: str, pace: float, *, least: float = 1.0) -> str:
    """A rule file's text with its waiting times multiplied by `pace`; none becomes shorter than `least` seconds.

    A range must hold some scrapes to give a rate: `least` for ranges is four times that.
    """

    def shorter(duration: str, least: float) -> str:
        seconds = max(least, int(duration[:-1]) * _SECONDS[duration[-1]] * pace)
        return f"{round(seconds * 1000)}ms"

    text = _FOR.sub(lambda found: found[1] + shorter(found[2], least), text)
    return _RANGE.sub(
        lambda found: (
            f"[{shorter(found[1], 4 * least)}]" if found[1] else f"offset {shorter(found[2], 4 * least)}"
        ),
        text,
    )


def drill(folder: Path, pace: float, *, objectives: dict[str, float] | None = None) -> None:
    """Write the rule files at a pace into a folder; `objectives` replaces numbers of objectives.yml by their record's name.

    Raises KeyError for an objective that there is not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = dict(objectives or {})
    for name in FILES:
        parsed = yaml.safe_load(paced((FOLDER / name).read_text(encoding="utf-8"), pace))
        for group in parsed["groups"]:
            for rule in group["rules"]:
                if rule.get("record") in wanted:
                    rule["expr"] = f"vector({wanted.pop(rule['record'])})"
        (folder / name).write_text(yaml.safe_dump(parsed, sort_keys=False), encoding="utf-8")
    if wanted:
        raise KeyError(f"no such objective: {', '.join(wanted)}")
