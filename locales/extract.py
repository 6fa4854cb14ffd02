"""Collects all English into the templates (`templates/*.pot`) and refuses what can't be kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from locales import glossary, placeholders
from locales.budgets import Budget, budget_for
from locales.catalogues import pot_path
from locales.glossary import REFERENCE, terms_in
from locales.jinja_source import extract_templates
from locales.message import DOMAINS, KEY, Message
from locales.message import placeholders as names_in
from locales.po_file import Entry, PoFile
from locales.po_writer import dump, write
from locales.problem import Problem
from locales.registry import HERE
from locales.toml_source import extract_toml


@dataclass(frozen=True, slots=True)
class Extraction:
    """All messages in key order, and what stands in the way of writing them."""

    messages: tuple[Message, ...]
    problems: tuple[Problem, ...]


def extract(root: Path = HERE.parent) -> Extraction:
    """Return everything a person may read, from the data files and templates below `root`."""
    messages: dict[str, Message] = {}
    problems: list[Problem] = []
    for found in [*extract_toml(root), *extract_templates(root)]:
        if isinstance(found, Problem):
            problems.append(found)
            continue
        known = messages.get(found.key)
        problems += _refusals(found, known)
        messages[found.key] = _joined(known, found) if known else found
    return Extraction(tuple(messages[key] for key in sorted(messages)), tuple(sorted(problems)))


def templates_of(messages: Iterable[Message]) -> dict[str, tuple[Entry, ...]]:
    """Return domain -> its entries without any translation."""
    entries = [(message.domain, _entry(message)) for message in messages]
    return {domain: tuple(entry for each, entry in entries if each == domain) for domain in DOMAINS}


def templates(messages: Iterable[Message]) -> dict[str, str]:
    """Return domain -> text of its POT file."""
    return {domain: dump(_template(told)) for domain, told in templates_of(messages).items()}


def write_templates(messages: Iterable[Message], root: Path = HERE) -> list[Path]:
    """Write the POT files below `root` and return those that changed."""
    return [
        pot_path(root, domain)
        for domain, entries in templates_of(messages).items()
        if write(pot_path(root, domain), _template(entries))
    ]


def _template(entries: Iterable[Entry]) -> PoFile:
    return PoFile(language="", plural_forms="", entries=tuple(entries))


def _refusals(message: Message, known: Message | None) -> Iterator[Problem]:
    file = message.places[0]
    if not KEY.fullmatch(message.key):
        yield Problem(
            file,
            message.key,
            "This key names no catalogue file.",
            f"Begin it with {', '.join(DOMAINS)} and a dot; use a-z, 0-9, _ only.",
        )
    if known and known.texts != message.texts:
        yield Problem(
            file,
            message.key,
            f"The same key has another text in {', '.join(known.places)}.",
            "Use a key of its own.",
        )
    for name in sorted(frozenset().union(*map(names_in, message.texts)) - set(placeholders.load())):
        yield Problem(
            file,
            message.key,
            f"%({name})s is not in the list of placeholders.",
            "Add it to locales/placeholders.toml with a meaning and a sample.",
        )


def _joined(known: Message, more: Message) -> Message:
    return replace(
        known,
        places=tuple(dict.fromkeys(known.places + more.places)),
        comments=tuple(dict.fromkeys(known.comments + more.comments)),
    )


def _entry(message: Message) -> Entry:
    names = sorted(frozenset().union(*map(names_in, message.texts)) & set(placeholders.load()))
    values = [placeholders.load()[name] for name in names]
    said = [f"%({each.name})s = {each.meaning}, e.g. {each.sample}" for each in values]
    terms = [_term(key) for key in terms_in(" ".join(message.texts))]
    named = [f"Terms: {', '.join(terms)}"] if terms else []
    length = [_length(budget_for(message.key))]
    return Entry(
        key=message.key,
        text=message.text,
        plural=message.plural,
        strings=("", "") if message.plural else ("",),
        comments=(*message.comments, *said, *named, *length),
        places=message.places,
    )


def _term(key: str) -> str:
    return f"{key} ({glossary.load()[key][REFERENCE]})"


def _length(budget: Budget) -> str:
    better = f", better {budget.warn_from}" if budget.warn_from < budget.limit else ""
    return f"At most {budget.limit} characters{better}."
