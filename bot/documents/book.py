"""The whole rule book as one document: each rule in words, with condition, dates and sources."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from flows.factors import load_factors
from flows.rules import Rule, RuleBook
from flows.sources import Source, load_sources
from flows.statuses import load_statuses
from flows.terms import ROUTES


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule as a lawyer reads it."""

    rule: Rule
    factor: str
    sources: tuple[Source, ...]
    statuses: tuple[str, ...]
    cases: tuple[str, ...]
    overdue: bool

    @property
    def levels(self) -> Iterator[tuple[str, str]]:
        """Route and level in words, in the order of the routes."""
        for route in ROUTES:
            if route in self.rule.not_applicable:
                yield route, "not applicable"
            elif route in self.rule.levels:
                yield route, self._level(route)

    def _level(self, route: str) -> str:
        if self.rule.layer == "mitigation":
            return f"one step milder ({', '.join(sorted(self.rule.of))})"
        if self.rule.layer == "aggravation":
            return "one step stricter"
        return self.rule.levels[route].name.replace("_", " ")


def entries(book: RuleBook, cases: Mapping[str, tuple[str, ...]], today: date) -> list[RuleEntry]:
    """Return every rule with its sources, the statuses it names and the cases that rest on it."""
    sources, factors = load_sources(), load_factors()
    return [
        RuleEntry(
            rule=rule,
            factor=factors[rule.factor].name,
            sources=tuple(sources[name] for name in rule.sources),
            statuses=_statuses(rule),
            cases=cases.get(rule.id, ()),
            overdue=rule.review_by < today,
        )
        for rule in book.rules.values()
    ]


def _statuses(rule: Rule) -> tuple[str, ...]:
    words = set(rule.when.words.replace("(", " ").replace(")", " ").split())
    return tuple(code for code in load_statuses() if code in words)


def read_cases(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return rule -> titles of the named cases that rest on it; {} where there is no folder."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", []):
            for rule in dict.fromkeys(case.get("decided_by", {}).values()):
                found.setdefault(rule, []).append(case["title"])
    return {rule: tuple(titles) for rule, titles in found.items()}


def render(kind: str, told: list[RuleEntry], book: RuleBook, today: date) -> str:
    """Return the document as `markdown` or as one self-contained `html` file."""
    factors = list(dict.fromkeys(entry.factor for entry in told))
    return (
        _environment(kind)
        .get_template(f"book.{kind}")
        .render(
            entries=told,
            factors=factors,
            routes=ROUTES,
            statuses=load_statuses(),
            version=book.version,
            today=today.isoformat(),
            sources=list(load_sources().values()),
        )
    )


@cache
def _environment(kind: str) -> Environment:
    return Environment(
        loader=PackageLoader("bot.documents", "."),
        autoescape=kind == "html",  # noqa: S701  # Markdown is not HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
