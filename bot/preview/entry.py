"""What is said beside one entry: its words elsewhere, its terms, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.preview.draft import Draft, unfuzzied
from bot.preview.past import Piece, differences
from bot.preview.stage import Stage
from bot.preview.stills import Stills
from bot.preview.trials import Trial, trials
from locales import glossary
from locales.budgets import budget_for, longest
from locales.catalogues import po_path
from locales.checks import problems_of
from locales.checks.case import Case
from locales.extract import templates_of
from locales.glossary import REFERENCE, terms_in
from locales.memory import Suggestion, nearest
from locales.message import Message
from locales.po_file import Entry
from locales.problem import Problem
from locales.registry import HERE, SOURCE


@dataclass(frozen=True, slots=True)
class Beside:
    """What a translator sees beside the entry under the cursor; ready for JSON."""

    key: str
    file: str
    state: str
    english: tuple[str, ...]
    japanese: str
    mine: tuple[str, ...]
    comments: tuple[str, ...]
    notes: tuple[str, ...]
    previous: tuple[Piece, ...]
    limit: int
    warn_from: int
    lengths: tuple[int, ...]
    problems: tuple[Mapping[str, object], ...]
    terms: tuple[Mapping[str, str], ...]
    others: tuple[Mapping[str, str], ...]
    similar: tuple[Suggestion, ...]
    trials: tuple[Trial, ...]
    button: bool
    screens: list[dict[str, str]] = field(default_factory=list)


class Entries:
    """Looks entries up on a stage."""

    def __init__(self, stage: Stage, stills: Stills) -> None:
        """Take the stage and who can draw a text by itself."""
        self._stage = stage
        self._stills = stills
        told = templates_of(stage.messages.values())
        self._templates = {entry.key: entry for each in told.values() for entry in each}

    def beside(self, key: str) -> Beside:
        """Return what is to be said of a text. KeyError when no text has this key."""
        message = self._stage.messages[key]
        draft = self._stage.drafts.get(self._stage.code)
        entry = draft.entries.get(key) if draft else None
        strings = entry.strings if entry else ()
        budget = budget_for(key)
        return Beside(
            key=key,
            file=f"{self._stage.code}/LC_MESSAGES/{message.domain}.po",
            state=self._stage.state(self._stage.code, key),
            english=message.texts,
            japanese=self._words(REFERENCE, key),
            mine=strings,
            comments=self._templates[key].comments,
            notes=entry.notes if entry else (),
            previous=differences(entry, message),
            limit=budget.limit,
            warn_from=budget.warn_from,
            lengths=tuple(_length(text) for text in strings if text),
            problems=tuple(map(_told, self._problems(message, entry))),
            terms=tuple(self._term(each) for each in terms_in(" ".join(message.texts))),
            others=tuple(self._others(key)),
            similar=self._similar(entry),
            trials=tuple(trials(self._stage, self._stills, message)),
            button=budget == budget_for("ui.button."),
        )

    def mistakes(self) -> list[Mapping[str, object]]:
        """Return what the checks find in the whole language, errors first."""
        draft = self._stage.drafts.get(self._stage.code)
        if draft is None or self._stage.code == SOURCE:
            return []
        found = [
            problem
            for key, message in self._stage.messages.items()
            for problem in self._problems(message, draft.entries.get(key))
        ]
        return [_told(each) for each in sorted(found, key=lambda each: not each.blocking)]

    def _problems(self, message: Message, entry: Entry | None) -> list[Problem]:
        """A fuzzy entry is looked at as if its mark were gone: that is the next step."""
        draft = self._stage.drafts.get(self._stage.code)
        if draft is None or entry is None or self._stage.code == SOURCE:
            return []
        name = po_path(HERE, self._stage.code, message.domain).relative_to(HERE).as_posix()
        return list(problems_of(Case(draft.locale, name, unfuzzied(entry))))

    def _words(self, code: str, key: str) -> str:
        draft = self._stage.draft(code)
        return draft.string(key) if draft else ""

    def _term(self, key: str) -> Mapping[str, str]:
        row = glossary.load()[key]
        return {
            "key": key,
            "english": row[SOURCE],
            "japanese": row[REFERENCE],
            "reading": row["ja_reading"],
            "agreed": row.get(self._stage.code) or "",
            "status": row["status"],
        }

    def _others(self, key: str) -> list[Mapping[str, str]]:
        drafts = [
            draft
            for code in self._stage.drafts
            if code not in (SOURCE, REFERENCE, self._stage.code)
            and (draft := self._stage.draft(code)) is not None
        ]
        return [_other(draft, key) for draft in drafts if draft.string(key)]

    def _similar(self, entry: Entry | None) -> tuple[Suggestion, ...]:
        """Return how like English was translated elsewhere, for a text without translation."""
        draft = self._stage.drafts.get(self._stage.code)
        if draft is None or entry is None or entry.translated or entry.plural:
            return ()
        known = [each for each in draft.entries.values() if each.translated and not each.plural]
        return nearest(entry, known)


def _length(text: str) -> int:
    try:
        return longest(text)
    except (KeyError, ValueError, TypeError):
        return len(text)


def _told(problem: Problem) -> Mapping[str, object]:
    return {
        "key": problem.key,
        "what": problem.what,
        "fix": problem.fix,
        "blocking": problem.blocking,
    }


def _other(draft: Draft, key: str) -> Mapping[str, str]:
    locale = draft.locale
    return {
        "code": locale.dir,
        "bcp47": locale.bcp47,
        "direction": locale.direction,
        "endonym": locale.endonym,
        "text": draft.string(key),
    }
