"""IPTC ninjs 2 and 3 (News in JSON): `headlines` and `bodies` by role; 3 writes camelCase what 2 writes in lower case.

`firstcreated` is when the item was published, `versioncreated` when this version was. The bodies' plain text is taken before
their HTML. An item that is withheld, cancelled, or no text is refused.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final

from schemas import InputError
from streams.formats.markup import plain
from streams.formats.shape import Name, Names, Shape, Text, When, first, listed, theirs

_TEXTS: Final = frozenset({"text", "composite", "component"})
_BODIES: Final = 50


def _both(*names: str) -> Any:
    """The names in camelCase (ninjs 3) and in lower case (ninjs 2)."""
    return theirs(*(form for name in names for form in (name, name.lower())))


class Ninjs(Shape):
    """A ninjs item."""

    called: ClassVar[str] = "ninjs"

    id: Annotated[str | None, theirs("uri")] = None
    url: Annotated[str | None, theirs("url")] = None
    title: Annotated[Text, theirs("headlines", "headline")] = ""
    body: Annotated[Text, theirs("bodies", "body_text")] = ""
    published_at: Annotated[When, _both("firstCreated", "contentCreated", "versionCreated")]
    updated_at: Annotated[When | None, _both("versionCreated")] = None
    source: Annotated[Name, _both("infoSources", "copyrightHolder", "source")] = None
    language: Annotated[Text, theirs("language")] = "en"
    authors: Annotated[Names, theirs("by", "byline")] = ()
    section: Annotated[Name, theirs("genres")] = None
    keywords: Annotated[Names, theirs("keywords", "subjects")] = ()

    @classmethod
    def fits(cls, value: object) -> bool:
        if not isinstance(value, dict):
            return False
        standard = value.get("standard")
        if isinstance(standard, dict) and str(standard.get("name")).lower() == "ninjs":
            return True
        return "uri" in value and not value.keys().isdisjoint(
            ("versioncreated", "versionCreated", "headlines", "bodies", "firstcreated", "firstCreated")
        )

    @classmethod
    def prepared(cls, value: Any) -> dict[str, Any]:
        found = dict(value)
        kind = found.get("type") or "text"
        if not isinstance(kind, str) or kind not in _TEXTS:
            raise InputError("invalid_field", f"{str(kind)[:40]!r} is no text to read", field="type")
        for name in ("pubStatus", "pubstatus"):
            if found.get(name, "usable") not in ("usable", None):
                raise InputError("invalid_field", f"the item is {str(found[name])[:40]}", field=name)
        found["headlines"] = _headline(found.get("headlines"))
        found["bodies"] = _body(found.get("bodies"))
        found["url"] = _address(found)
        if found["url"] == found.get("uri"):
            del found["uri"]  # the id follows from the address, as it does in the other formats
        return found


def _entries(value: object, name: str) -> list[dict[str, Any]]:
    entries = listed(value)[:_BODIES]
    if not all(isinstance(entry, dict) and isinstance(entry.get("value"), str) for entry in entries):
        raise InputError("invalid_field", "a list of objects with a role and a value", field=name)
    return [entry for entry in entries if isinstance(entry, dict)]


def _headline(value: object) -> str | None:
    """The main headline, else the first."""
    entries = _entries(value, "headlines")
    main = [entry for entry in entries if entry.get("role") in (None, "main")]
    chosen = next(iter(main or entries), None)
    return None if chosen is None else str(chosen["value"])


def _body(value: object) -> str | None:
    """The main body; plain text before HTML."""
    entries = _entries(value, "bodies")
    entries.sort(key=lambda entry: (_is_markup(entry), entry.get("role") not in (None, "main")))
    if not entries:
        return None
    chosen = entries[0]
    return plain(chosen["value"]) if _is_markup(chosen) else str(chosen["value"])


def _is_markup(entry: dict[str, Any]) -> bool:
    kind = str(first(entry.get("contentType") or entry.get("contenttype")) or "").lower()
    return "html" in kind or "xml" in kind or (not kind and "html" in str(entry.get("role")).lower())


def _address(found: dict[str, Any]) -> str | None:
    """The item's address: its `uri` where that is one, else one among its other ids."""
    others = [*listed(found.get("altIds")), *listed(found.get("altids"))]
    values = [found.get("url"), found.get("uri"), *(o.get("value") for o in others if isinstance(o, dict))]
    return next((v for v in values if isinstance(v, str) and v.startswith(("http://", "https://"))), None)
