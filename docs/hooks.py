"""What MkDocs calls: adds the pages made from the code, the schema files, and the pages that live beside what they are about."""

from __future__ import annotations

import posixpath
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"(\[[^\]\n]*\])\(([^)\s]+)\)")


def on_config(config: Any) -> Any:
    """Give the pages on operating a section of their own."""
    pages = [{_title(path): _place(path.relative_to(ROOT))} for path in operating()]
    config.nav = [*config.nav, {"Operate": pages}]
    return config


def on_files(files: Any, config: Any) -> Any:
    """Put what is made into the site's files."""
    from mkdocs.structure.files import File

    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from docs import reference
    from streams.schemafiles import kept

    for path, make in reference.pages().items():
        files.append(File.generated(config, path, content=make()))
    for version, content in kept().items():
        for name, raw in content.items():
            files.append(File.generated(config, f"schemas/v{version}/{name}", content=raw))
    beside = {path.relative_to(ROOT): _place(path.relative_to(ROOT)) for path in operating()}
    for source, place in beside.items():
        text = relinked((ROOT / source).read_text(encoding="utf-8"), source, beside, place)
        files.append(File.generated(config, place, content=text))
    return files


def operating() -> list[Path]:
    """The pages on operating, which live with the files that they are about."""
    return sorted((ROOT / "deploy").rglob("*.md"))


def _title(path: Path) -> str:
    """A page's first heading."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), path.stem)


def _place(source: Path) -> str:
    name = "-".join(part.lower() for part in source.with_suffix("").parts[1:])
    return f"operate/{name.removesuffix('-readme')}.md"


def relinked(text: str, source: Path, beside: dict[Path, str], place: str) -> str:
    """The text with links to pages of the site as such, and links to other files of the repository as their names."""

    def link(match: re.Match[str]) -> str:
        label, target = match[1], match[2]
        path, _, anchor = target.partition("#")
        if not path or "://" in path:
            return match[0]
        there = Path(posixpath.normpath((source.parent / path).as_posix()))
        if there in beside:
            to = posixpath.relpath(beside[there], posixpath.dirname(place))
            return f"{label}({to}{'#' + anchor if anchor else ''})"
        return f"{label[1:-1]} (`{there}`)"

    return _LINK.sub(link, text)
