"""All screens of a language as one file that opens anywhere, without network, to read or print."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.preview.draft import signed
from bot.preview.index import Index
from bot.preview.screens import RARE, Screen
from bot.preview.shown import Easel, Shown
from bot.preview.stage import Stage
from bot.preview.stills import Stills
from bot.preview.web import PAGE
from locales.glossary import REFERENCE
from locales.registry import SOURCE

_UNSEEN = {
    "missing": "Not translated yet: people see English.",
    "fuzzy": "Needs a new look because the English changed: people see English.",
    "changed": "The English changed: people see English until sync and a new look.",
    "broken": "Can't be shown with real values: people see English.",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One screen of the gallery; `key` is the first text on it, to quote."""

    screen: Screen
    shown: Shown

    @property
    def key(self) -> str:
        """The first text on the screen."""
        return next(iter(self.shown.keys), "")


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the screens under it."""

    name: str
    cards: list[Card] = field(default_factory=list)


def write_gallery(code: str, path: Path, today: date) -> int:
    """Write the gallery of a language and return how many screens it has."""
    stage = Stage(code, today)
    easel = Easel(stage)
    stills = Stills(stage, easel)
    groups = _groups(_cards(stage, Index(stage, easel, stills), stills))
    path.write_text(_document(stage, groups), encoding="utf-8", newline="\n")
    return sum(len(group.cards) for group in groups)


def _cards(stage: Stage, index: Index, stills: Stills) -> Iterator[Card]:
    """Yield every screen, of results only those with a text not seen before, then lonely texts."""
    seen: set[str] = set()
    for screen, shown in index.drawn(stage.code):
        if screen.id.startswith("result.") and seen.issuperset(shown.keys):
            continue
        seen.update(shown.keys)
        yield Card(screen, shown)
    for key in sorted(set(stage.messages) - seen):
        screen = stills.alone(key)
        yield Card(screen, stills.draw(screen.id, stage.code))


def _groups(cards: Iterable[Card]) -> list[Group]:
    found: dict[str, Group] = {}
    for card in cards:
        name = card.screen.group
        if name == RARE:
            name = f"{RARE}: {'.'.join(card.key.split('.')[:2])}"
        found.setdefault(name, Group(name)).cards.append(card)
    return list(found.values())


def _document(stage: Stage, groups: list[Group]) -> str:
    environment = Environment(
        loader=PackageLoader("bot.preview", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = stage.languages.get(stage.code)
    return environment.get_template("gallery.html").render(
        endonym=language.endonym,
        bot="zairyu-bot",
        day=stage.today.isoformat(),
        signed=_signed(stage),
        groups=groups,
        style=_own("phone.css") + _own("gallery.css"),
        script=_own("gallery.js"),
        texts=_texts(stage),
    )


def _own(name: str) -> Markup:
    return Markup((PAGE / name).read_text(encoding="utf-8"))  # noqa: S704  # a file of ours


def _texts(stage: Stage) -> Markup:
    """Return key -> English, Japanese and a word about its state, safe inside a script element."""
    japanese = stage.draft(REFERENCE)
    told = {
        key: (
            message.text,
            japanese.string(key) if japanese else "",
            _UNSEEN.get(stage.state(stage.code, key), ""),
        )
        for key, message in stage.messages.items()
    }
    return Markup(orjson.dumps(told).decode().replace("<", "\\u003c"))  # noqa: S704  # escaped


def _signed(stage: Stage) -> str:
    draft = stage.drafts.get(stage.code)
    if draft is None:
        return (
            "An invented language, made from the English: what still looks English is hard-coded."
        )
    if stage.code == SOURCE:
        return "The source of all translations."
    return signed(draft.locale)
