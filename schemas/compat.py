"""What changed between two versions of a JSON Schema, and whether readers and writers of both still understand each other.

Theory. Two promises are held at once, for every pair of versions: a reader of the newer one reads what the older one wrote,
and a reader of the older one reads what the newer one writes. A *writer* writes exactly what its schema says (it is closed,
and `required` lists what is always there). A *reader* is the same schema taken as the models read it: fields it does not know
are dropped, and one that has a default may be missing. So the only change of what is written that keeps both promises is a
field more, with a default; anything that lets in less breaks what was written before, and anything that lets in more breaks
the readers that are out there. Every keyword is therefore held to be equal, but for those that only describe.

It knows the keywords that pydantic writes for this project's models. Any other raises UnknownKeyword: a keyword that is not
understood is not waved through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from schemas.readers import Schema, needed

#: They tell people something and decide nothing.
_ANNOTATIONS: Final = frozenset({"title", "description", "examples", "deprecated", "$schema", "$id", "$defs"})
#: Handled by name below.
_STRUCTURE: Final = frozenset(
    {
        "$ref",
        "additionalProperties",
        "anyOf",
        "const",
        "default",
        "enum",
        "items",
        "prefixItems",
        "properties",
        "required",
        "type",
    }
)
_LOWER: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
#: Constraints of which nobody can say in general which of two lets in more.
_OPAQUE: Final = ("pattern", "format", "multipleOf", "uniqueItems")
_KNOWN: Final = _ANNOTATIONS | _STRUCTURE | {*_LOWER, *_UPPER, *_OPAQUE}

_MISSING: Final = object()


class UnknownKeyword(ValueError):
    """A schema uses a keyword whose compatibility is not decided here."""

    def __init__(self, keyword: str, path: str) -> None:
        super().__init__(
            f"{path or 'the schema'}: the keyword {keyword!r} is not known to schemas/compat.py, so nobody can say whether "
            "a change of it is harmless: teach it there, with a test, before a schema uses it"
        )
        self.keyword, self.path = keyword, path


@dataclass(frozen=True, slots=True)
class Change:
    """One difference that breaks a promise."""

    path: str
    """The field, dotted; `[]` for the elements of a list, `{}` for the values of a mapping."""
    what: str
    """What is different, for people."""
    why: str
    """Who stumbles over it."""
    remedy: str
    """What to do instead."""

    def __str__(self) -> str:
        return f"{self.path or 'the message'}: {self.what}; {self.why}; {self.remedy}"


def changes(old: Schema, new: Schema) -> list[Change]:
    """Everything that breaks compatibility between two versions, in the order of the old one's fields. Raises UnknownKeyword."""
    return list(_Comparison(old, new).compare(old, new, ""))


_BEFORE: Final = "messages written before would be refused"
_OUT_THERE: Final = "readers that are out there would refuse new messages"
_BESIDE: Final = "leave the field as it is and put a new one with a default beside it"


class _Comparison:
    """The comparison of two whole schemas; knows their `$defs`, and which pairs it is inside of."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self._old_defs: Schema = old.get("$defs", {})
        self._new_defs: Schema = new.get("$defs", {})
        self._inside: set[tuple[str, str]] = set()

    def compare(self, old: Schema, new: Schema, path: str) -> Iterator[Change]:
        _check(old, path)
        _check(new, path)
        pair = (str(old.get("$ref", "")), str(new.get("$ref", "")))
        if all(pair):
            # a model that holds itself has been compared where it was met first
            if pair in self._inside:
                return
            self._inside.add(pair)
        try:
            yield from self._resolved(_target(old, self._old_defs), _target(new, self._new_defs), path)
        finally:
            self._inside.discard(pair)

    def _resolved(self, old: Schema, new: Schema, path: str) -> Iterator[Change]:
        _check(old, path)
        _check(new, path)
        # "one of these fields" beside the fields themselves is no union
        if any("anyOf" in node and "properties" not in node for node in (old, new)):
            yield from self._union(_alternatives(old), _alternatives(new), path)
            return
        kinds = (_kind(old), _kind(new))
        if kinds[0] != kinds[1]:
            yield Change(
                path, f"its type was {kinds[0]} and is {kinds[1]}", _both(_BEFORE, _OUT_THERE), _BESIDE
            )
            return
        yield from _codes(old, new, path)
        yield from _bounds(old, new, path)
        yield from self._object(old, new, path)
        yield from self._elements(old, new, path)

    def _object(self, old: Schema, new: Schema, path: str) -> Iterator[Change]:
        before, now = old.get("properties", {}), new.get("properties", {})
        added = {name: node for name, node in now.items() if name not in before}
        for name, node in before.items():
            at = f"{path}.{name}" if path else name
            if name not in now:
                yield self._removed(node, added, at)
                continue
            yield from self.compare(node, now[name], at)
            yield from _defaults(node, now[name], at)
        if before or now:
            yield from _required(old, new, path)
        if before and old.get("anyOf") != new.get("anyOf"):
            yield Change(
                path,
                "which fields must be there was changed",
                _both(_BEFORE, _OUT_THERE),
                "leave it as it was: what is asked for can be neither more nor less",
            )
        yield from self._others(
            old.get("additionalProperties", True), new.get("additionalProperties", True), path
        )

    def _removed(self, node: Schema, added: Mapping[str, Schema], at: str) -> Change:
        twin = next((name for name, other in added.items() if not self._differs(node, other)), None)
        if twin is not None:
            return Change(
                at,
                f"the field is gone, and {twin!r}, of the same form, is new: a rename",
                "whoever reads it by its old name finds nothing",
                f"keep writing the old name, with {twin!r} beside it if need be",
            )
        return Change(
            at,
            "the field is gone",
            "whoever reads it finds nothing any more",
            "keep writing it; say in its docstring that it is deprecated, and by what it is replaced",
        )

    def _differs(self, old: Schema, new: Schema) -> bool:
        return bool(list(self.compare(old, new, ""))) or _default(old) != _default(new)

    def _others(self, old: Any, new: Any, path: str) -> Iterator[Change]:
        """What may come under names that are not listed."""
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from self.compare(old, new, f"{path}{{}}")
        elif old != new:
            told = [_form(value) for value in (old, new)]
            yield Change(
                path,
                f"under names that are not listed, {told[0]} was written and {told[1]} is",
                "what comes there could contradict a field that is added later"
                if new is True
                else _both(_BEFORE, _OUT_THERE),
                "leave it as it was",
            )

    def _elements(self, old: Schema, new: Schema, path: str) -> Iterator[Change]:
        first, then = old.get("prefixItems", []), new.get("prefixItems", [])
        if len(first) != len(then):
            yield Change(
                path,
                f"it had {len(first)} places and has {len(then)}",
                _both(_BEFORE, _OUT_THERE),
                "leave the places as they are and put a new field beside it",
            )
        for place, (before, now) in enumerate(zip(first, then, strict=False)):
            yield from self.compare(before, now, f"{path}[{place}]")
        before, now = old.get("items", _MISSING), new.get("items", _MISSING)
        if isinstance(before, Mapping) and isinstance(now, Mapping):
            yield from self.compare(before, now, f"{path}[]")
        elif before is not now and before != now:
            yield Change(path, "what its elements are was changed", _both(_BEFORE, _OUT_THERE), _BESIDE)

    def _union(self, old: Sequence[Schema], new: Sequence[Schema], path: str) -> Iterator[Change]:
        """Alternatives are the same in any order; where one of each is left over, it is told how they differ."""
        left = list(new)
        gone: list[Schema] = []
        for one in old:
            match = next((other for other in left if not list(self.compare(one, other, ""))), None)
            if match is None:
                gone.append(one)
            else:
                left.remove(match)
        if len(gone) == len(left) == 1 and _is_null(gone[0]) == _is_null(left[0]):
            yield from self.compare(gone[0], left[0], path)
            return
        for one in gone:
            yield self._alternative(one, "and no more", _BEFORE, path)
        for one in left:
            yield self._alternative(one, "from now on", _OUT_THERE, path)

    def _alternative(self, node: Schema, when: str, why: str, path: str) -> Change:
        if _is_null(node):
            return Change(
                path,
                f"it {'might' if why == _BEFORE else 'may'} be null {when}",
                why,
                "leave it nullable" if why == _BEFORE else "leave it without null; put a new field beside it",
            )
        defs = self._old_defs if why == _BEFORE else self._new_defs
        return Change(path, f"it may be {_kind(_target(node, defs))} {when}", why, _BESIDE)


def _check(node: Schema, path: str) -> None:
    for keyword in node:
        if keyword not in _KNOWN and not keyword.startswith("x-"):
            raise UnknownKeyword(keyword, path)


def _target(node: Schema, defs: Schema) -> Schema:
    """What a node refers to, or the node itself. What stands beside a `$ref` only describes, or is a default."""
    seen: set[str] = set()
    while "$ref" in node:
        name = str(node["$ref"])
        beside = {keyword for keyword in node if keyword not in _ANNOTATIONS and not keyword.startswith("x-")}
        if beside - {"$ref", "default"}:
            raise UnknownKeyword(f"$ref beside {', '.join(sorted(beside - {'$ref', 'default'}))}", "")
        if not name.startswith("#/$defs/") or name in seen or name.removeprefix("#/$defs/") not in defs:
            raise UnknownKeyword(f"$ref {name}", "")
        seen.add(name)
        node = defs[name.removeprefix("#/$defs/")]
    return node


def _alternatives(node: Schema) -> list[Schema]:
    if "anyOf" not in node:
        return [node]
    beside = {keyword for keyword in node if keyword not in _ANNOTATIONS and not keyword.startswith("x-")}
    beside -= {"anyOf", "default"}
    if beside:
        raise UnknownKeyword(f"anyOf beside {', '.join(sorted(beside))}", "")
    return list(node["anyOf"])


def _kind(node: Schema) -> str:
    """The JSON type; a set of codes is of the type of its codes."""
    kind = node.get("type")
    if isinstance(kind, list):
        return " or ".join(sorted(kind))
    if kind is None and "properties" in node:
        return "object"
    return str(kind) if kind is not None else "anything"


def _form(others: Any) -> str:
    if isinstance(others, bool):
        return "anything" if others else "nothing"
    return "values of one form"


def _is_null(node: Schema) -> bool:
    return node.get("type") == "null"


def _both(*reasons: str) -> str:
    return ", and ".join(reasons)


def _default(node: Schema) -> Any:
    return node.get("default", _MISSING)


def _codes(old: Schema, new: Schema, path: str) -> Iterator[Change]:
    before, now = _listed(old), _listed(new)
    if before is None and now is None:
        return
    if before is None or now is None:
        narrower = before is None
        yield Change(
            path,
            "any value was written and now only listed codes are"
            if narrower
            else "codes are no longer listed",
            _BEFORE if narrower else _OUT_THERE,
            _BESIDE,
        )
        return
    for code in before:
        if code not in now:
            yield Change(
                path,
                f"the code {code!r} is gone",
                _BEFORE,
                "keep the code in the model, also where no rule gives it any more",
            )
    for code in now:
        if code not in before:
            yield Change(
                path,
                f"the code {code!r} is new",
                _OUT_THERE,
                "give such events the nearest code that is there, and tell them apart in a new field with a default",
            )


def _listed(node: Schema) -> list[Any] | None:
    if "const" in node:
        return [node["const"]]
    return list(node["enum"]) if "enum" in node else None


def _bounds(old: Schema, new: Schema, path: str) -> Iterator[Change]:
    tables: tuple[tuple[tuple[str, ...], Callable[[float, float], bool]], ...] = (
        (_LOWER, lambda before, now: now > before),
        (_UPPER, lambda before, now: now < before),
    )
    for keywords, tightens in tables:
        for keyword in keywords:
            before, now = old.get(keyword), new.get(keyword)
            if before == now:
                continue
            tighter = before is None or (now is not None and tightens(before, now))
            yield Change(
                path,
                f"the bound {keyword} {'is tighter' if tighter else 'is looser'}: {_said(before)} before, {_said(now)} now",
                _BEFORE if tighter else _OUT_THERE,
                f"put it back to {_said(before)}",
            )
    for keyword in _OPAQUE:
        before, now = old.get(keyword), new.get(keyword)
        if before != now:
            yield Change(
                path,
                f"its {keyword} was changed: {_said(before)} before, {_said(now)} now",
                "which values are let in and which are not can be told of neither",
                f"put it back to {_said(before)}, or put a new field with a default beside it",
            )


def _said(value: object) -> str:
    return "none" if value is None else repr(value)


def _defaults(old: Schema, new: Schema, path: str) -> Iterator[Change]:
    before, now = _default(old), _default(new)
    if before is _MISSING or before == now:
        return
    if now is _MISSING:
        yield Change(
            path,
            "its default is gone",
            "messages that leave it out would be refused",
            "give it its default back",
        )
        return
    yield Change(
        path,
        f"its default was {before!r} and is {now!r}",
        "messages that leave it out would mean something else",
        f"put the default back to {before!r}",
    )


def _required(old: Schema, new: Schema, path: str) -> Iterator[Change]:
    before, now = set(old.get("required", ())), set(new.get("required", ()))
    for name in sorted(needed(new) - before):
        known = old.get("properties", {}).get(name)
        if known is not None and "default" in known:
            continue  # told as a default that is gone
        yield Change(
            f"{path}.{name}" if path else name,
            "the field must be there now" if known is not None else "the field is new and has no default",
            "messages written before do not have it and would be refused",
            "give it a default in the model, such as null or an empty list",
        )
    for name in sorted(needed(old) - now - (set(old["properties"]) - set(new.get("properties", {})))):
        yield Change(
            f"{path}.{name}" if path else name,
            "the field may be left out now",
            "readers that are out there have no default for it and would refuse the message",
            "keep writing it always",
        )
