"""Walking over every route of the application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter, Rule, UUIDConverter

from intranet.access import Permission

NOBODYS = UUID("01900000-0000-7000-8000-000000000000")
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def routes(app: Flask) -> list[tuple[str, str, Rule]]:
    """(method, path, rule) of everything that can be asked, about records that do not exist."""
    return [
        (method, path_to(app, rule), rule)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def path_to(app: Flask, rule: Rule, record: Callable[[str], Any] = lambda name: NOBODYS) -> str:
    """A path of the rule; `record` gives the UUID for an argument by its name."""
    values: dict[str, Any] = {}
    for name in rule.arguments:
        converter = rule._converters[name]
        if isinstance(converter, UUIDConverter):
            values[name] = record(name)
        elif isinstance(converter, IntegerConverter):
            values[name] = 2026
        elif isinstance(converter, AnyConverter):
            values[name] = sorted(converter.items)[0]
        else:
            values[name] = "x"
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def declared(app: Flask, rule: Rule) -> Permission | str:
    """What the route's view says about who may reach it."""
    return app.view_functions[rule.endpoint].access  # type: ignore[attr-defined, no-any-return]
