"""Reference pages, made from the models, the topology, the settings and the command line, so that they cannot lag behind."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import orjson
import typer.main

from schemas.codes import COLUMNS, rows
from schemas.export import VERSION, schema_name
from streams.cli import app
from streams.config import Settings, variable
from streams.schemafiles import ASYNCAPI, documents, kept, released

#: Where a topic's message is described.
_PAGES: Final = {"articles": "articles.md", "events": "events.md", "tables": "tables.md"}
_EVENTS: Final = (
    ("Observations", "events.economy.exports"),
    ("Attacks", "events.security.attacks"),
    ("Operations", "events.security.operations"),
    ("Statements", "events.security.statements"),
)
_TABLES: Final = (
    ("Fiscal years", "tables.fiscal-years"),
    ("Incidents", "tables.incidents"),
    ("Security months", "tables.security-months"),
)


def pages() -> dict[str, Callable[[], str]]:
    """Path below the site's pages to what makes the page."""
    return {
        "reference/topics.md": topics,
        "reference/articles.md": articles,
        "reference/events.md": events,
        "reference/tables.md": tables,
        "reference/codes.md": codes,
        "reference/cli.md": cli,
        "reference/settings.md": settings,
        "reference/schemas.md": schemas,
    }


def topics() -> str:
    """The AsyncAPI document, for reading."""
    document = _schema(ASYNCAPI)
    out = [
        "# Topics",
        "",
        f"From the [AsyncAPI document](../schemas/v{VERSION}/{ASYNCAPI}) ({document['asyncapi']}). An installation may put a prefix "
        "before each name (`KHABAR_TOPIC_PREFIX`).",
        "",
        _table(
            ("topic", "key", "holds", "clean-up"),
            (
                (
                    f"[`{name}`](#{_anchor(name)})",
                    _message(channel)["bindings"]["kafka"]["key"]["description"],
                    channel["description"],
                    ", ".join(_kafka(channel)["topicConfiguration"]["cleanup.policy"]),
                )
                for name, channel in document["channels"].items()
            ),
        ),
        "",
        "Each has a topic for its dead letters, `<topic>.dlq`: original key, bytes and headers, and in further headers why.",
    ]
    for name, channel in document["channels"].items():
        message = _message(channel)
        schema = message["payload"]["schema"]["$ref"].removeprefix("./")
        page = _PAGES[name.partition(".")[0]]
        out += [
            "",
            f"## {name}",
            "",
            f"{channel['description'].capitalize()}. Khabar {_action(document, name)} it. The message is described in "
            f"[{page.removesuffix('.md')}]({page}); [its schema](../schemas/v{VERSION}/{schema}).",
            "",
        ]
        if "summary" in message:
            out += [message["summary"], ""]
        sizes = _kafka(channel)["topicConfiguration"]
        out.append(
            _table(("setting", "value"), ((f"`{key}`", f"`{_json(value)}`") for key, value in sizes.items()))
        )
        if "headers" in message:
            headers = message["headers"]["properties"]
            out += [
                "",
                "Headers (CloudEvents 1.0, binary mode):",
                "",
                _table(
                    ("header", "holds"),
                    (
                        (
                            f"`{key}`",
                            node.get("description", "") or f"`{node['const']}`",
                        )
                        for key, node in headers.items()
                    ),
                ),
            ]
    return _page(out)


def articles() -> str:
    """Articles and classified articles."""
    schema = _schema(schema_name("articles"))
    classified = _schema(schema_name("articles.economy"))
    return _page(
        [
            "# Articles",
            "",
            "What crawlers publish to `articles`. A time of publication and a text are needed; all else may be missing.",
            "",
            _fields(schema),
            "",
            "## Classified articles",
            "",
            "On `articles.economy`, `articles.security` and `articles.other` the same, and `classification`:",
            "",
            *_parts(classified),
        ]
    )


def events() -> str:
    """The events, a section a type."""
    return _page(
        ["# Events", "", "All values are JSON; a field that is null may be missing.", *_models(_EVENTS)]
    )


def tables() -> str:
    """The tables' rows."""
    return _page(["# Tables", "", "A row is the whole view under its key.", *_models(_TABLES)])


def codes() -> str:
    """Our codes beside those of other schemes."""
    out = [
        "# Codes",
        "",
        "Our codes beside those of [ACLED](https://acleddata.com), PLOVER, the Global Terrorism Database (GTD) and SDMX. The same as "
        "`khabar schemas codes -o csv`, and as `x-acled`, `x-plover`, `x-gtd` and `x-sdmx` beside the codes in the schemas. "
        "A dash: the scheme has nothing of the kind.",
    ]
    for field in dict.fromkeys(row[0] for row in rows()):
        found = [row[1:] for row in rows() if row[0] == field]
        used = [place for place in range(len(COLUMNS) - 1) if any(row[place] for row in found)]
        out += [
            "",
            f"## `{field}`",
            "",
            _table(
                [COLUMNS[1:][place].upper() if place else "code" for place in used],
                ([f"`{row[0]}`", *(row[place] or "–" for place in used[1:])] for row in found),
            ),
        ]
    return _page(out)


def cli() -> str:
    """The commands with their options."""
    root: Any = typer.main.get_command(app)
    out = [
        "# Commands",
        "",
        "Data goes to stdout, everything else to stderr. Exit 0: done; 1: some input failed, the rest was processed; 2: usage, or no "
        "broker. `-o json` wherever a table is printed.",
    ]
    for name, command in _commands(root, "khabar"):
        told, _, more = (command.help or "").partition("\n\n")
        out += ["", f"## {name}", "", " ".join(told.split())]
        if more:
            out += ["", " ".join(more.split())]
        params = [param for param in command.params if param.name != "help" and not param.hidden]
        if params:
            out += [
                "",
                _table(
                    ("argument or option", "default", "what it says"),
                    ((_called(param), _default_of(param), _escaped(param.help or "")) for param in params),
                ),
            ]
    return _page(out)


def settings() -> str:
    """The variables, with what `Settings` says of each."""
    told = _attribute_docs(Settings)
    found = []
    for field, info in Settings.model_fields.items():
        default = info.get_default(call_default_factory=True)
        shown = "" if default in {None, ""} else f"`{int(default) if isinstance(default, bool) else default}`"
        found.append((f"`{variable(field)}`", shown, _escaped(" ".join(told.get(field, "").split()))))
    return _page(
        [
            "# Settings",
            "",
            "Settings are environment variables; an empty one counts as absent. Times are in seconds, sizes in bytes. A value that "
            "cannot be used ends the command with the variable's name, and never shows a password.",
            "",
            _table(("variable", "default", ""), found),
        ]
    )


def schemas() -> str:
    """The kept versions and their files."""
    frozen = released()
    out = [
        "# Schemas",
        "",
        "JSON Schema (2020-12) of what is written to each topic, by version. `ce_dataschema` of an event names the schema's `$id`. "
        "A version that is released never changes; [how they evolve](../explanation/schemas.md).",
    ]
    for version, content in reversed(kept().items()):
        state = "released" if version in frozen else "in the making"
        out += ["", f"## Version {version}", "", f"{state.capitalize()}.", ""]
        out += [f"- [{name}](../schemas/v{version}/{name})" for name in sorted(content)]
    return _page(out)


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _table(head: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(map(_cell, row))} |" for row in body]
    return "\n".join(lines)


def _cell(text: str) -> str:
    """A cell's text; a bar in it would begin the next one, and within backticks it cannot be escaped."""
    if "|" not in text:
        return text
    return re.sub(r"`([^`]*\|[^`]*)`", r"<code>\1</code>", text).replace("|", "&#124;")


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(documents()[name])
    return found


def _message(channel: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = channel["messages"]["message"]
    return found


def _kafka(channel: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = channel["bindings"]["kafka"]
    return found


def _action(document: Mapping[str, Any], topic: str) -> str:
    actions = {"receive": "reads", "send": "writes"}
    return next(
        actions[operation["action"]]
        for operation in document["operations"].values()
        if operation["channel"]["$ref"].endswith(f"/{topic}")
    )


def _anchor(text: str) -> str:
    """The anchor that the site's Markdown gives a heading."""
    kept_characters = "".join(char for char in text.lower() if char.isalnum() or char in "-_ ")
    return kept_characters.replace(" ", "-")


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;")


def _models(sections: Iterable[tuple[str, str]]) -> Iterator[str]:
    seen: set[str] = set()
    for title, topic in sections:
        schema = _schema(schema_name(topic))
        yield from ("", f"## {title}", "", _escaped(schema.get("description", "")), "", _fields(schema))
        yield from _parts(schema, seen)


def _parts(schema: Mapping[str, Any], seen: set[str] | None = None) -> Iterator[str]:
    """The models inside a model, each once on a page."""
    seen = set() if seen is None else seen
    for name, node in schema.get("$defs", {}).items():
        if name in seen:
            continue
        seen.add(name)
        yield from ("", f"### {name}", "", _escaped(node.get("description", "")), "", _fields(node))


def _fields(node: Mapping[str, Any]) -> str:
    return _table(
        ("field", "type", "default", ""),
        (
            (f"`{name}`", _type(field), _field_default(field), _told(field))
            for name, field in node["properties"].items()
        ),
    )


def _field_default(field: Mapping[str, Any]) -> str:
    return f"`{_json(field['default'])}`" if "default" in field else ""


def _told(field: Mapping[str, Any]) -> str:
    told = _escaped(" ".join(field.get("description", "").split()))
    listed = field.get("enum", [field["const"]] if "const" in field else [])
    values = " ".join(f"`{code}`" for code in listed)
    bounds = [
        f"{word} {field[key]:g}"
        for key, word in (("minimum", "at least"), ("maximum", "at most"))
        if key in field
    ]
    if "pattern" in field:
        bounds.append(f"`{field['pattern']}`")
    return " ".join(part for part in (told, values, ", ".join(bounds)) if part)


def _type(field: Mapping[str, Any]) -> str:
    if "$ref" in field:
        name = str(field["$ref"]).rpartition("/")[2]
        return f"[{name}](#{_anchor(name)})"
    if "anyOf" in field:
        return " or ".join(_type(one) for one in field["anyOf"])
    if field.get("type") == "array":
        if "prefixItems" in field:
            return f"list of {', '.join(_type(one) for one in field['prefixItems'])}"
        return f"list of {_type(field['items'])}"
    if field.get("type") == "object" and isinstance(field.get("additionalProperties"), dict):
        return f"mapping to {_type(field['additionalProperties'])}"
    return str(field.get("format", field.get("type", "anything")))


def _commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    for part, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} {part}")
        else:
            yield f"{name} {part}", command


def _called(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{param.name.upper()}{'…' if param.nargs == -1 else ''}`"
    return ", ".join(f"`{opt}`" for opt in [*param.opts, *param.secondary_opts])


def _default_of(param: Any) -> str:
    default = getattr(param.default, "value", param.default)
    if param.required:
        return "needed"
    return "" if default in {None, False} or default == () else f"`{default}`"


def _attribute_docs(model: type) -> dict[str, str]:
    """The strings that stand below a class's fields, by the field."""
    body = ast.parse(inspect.getsource(model)).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            found[field.target.id] = str(below.value.value)
    return found
