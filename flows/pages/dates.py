"""The days that matter to a person, written out."""

from collections.abc import Mapping

from flows.deadlines import Deadline, deadlines
from flows.pages.frame import Frame

_OWN = ("expiry_date", "filing_date", "left_on")


def date_lines(frame: Frame) -> list[Mapping[str, object]]:
    """Return every day that matters to this person with what it means, the earliest first."""
    return [_line(frame, each) for each in deadlines(frame.outlook.facts, frame.scene.today)]


def next_dates(frame: Frame, most: int) -> list[Mapping[str, object]]:
    """Return the days ahead that matter most: the person's own first, above all to file."""
    today = frame.scene.today
    ahead = [each for each in deadlines(frame.outlook.facts, today) if each.day >= today]
    chosen = sorted(ahead, key=_rank)[:most]
    return [_line(frame, each) for each in ahead if each in chosen]


def _rank(each: Deadline) -> tuple[bool, bool]:
    """Days that say something even when past are the firm ones; advice can wait."""
    return each.rule.base not in _OWN, not each.rule.even_past


def _line(frame: Frame, each: Deadline) -> Mapping[str, object]:
    return {
        "day": frame.language.date_with_card(each.day),
        "text": frame.words.deadline(each.rule),
        "announced": each.rule.announced,
    }
