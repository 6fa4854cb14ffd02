"""The only door of this package: acts go in, pages and assessments come out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flows.acts import act, gave
from flows.handout import handout
from flows.hearing import Hearing
from flows.interview import Interview, assume_unknown
from flows.language import Languages
from flows.lexicon import Lexicon
from flows.outlook import Outlook
from flows.payload import Payload
from flows.printing import Printer
from flows.questionnaire import Questionnaire, load_questionnaire
from flows.report import report
from flows.rules import RuleBook, load_rules
from flows.safe_desk import SafeDesk
from flows.scene import Scene, scene
from flows.session import Session
from flows.terms import Action, BadAnswer, Page, Value
from flows.turn import Profile, Turn
from flows.views import LANGUAGE
from locales.registry import SOURCE

_VIEWS = {"answers": "answers", "help": "help", "privacy": "privacy", "about": "about"}
_PICKERS = ("language", "settings")

__all__ = ["Desk", "Profile", "SafeDesk", "Turn"]


class Desk:
    """Questions, rules and words, loaded once. Holds nothing about any person."""

    def __init__(self, questionnaire: Questionnaire, book: RuleBook, languages: Languages) -> None:
        """Take what `load` has read."""
        self.questionnaire = questionnaire
        self.book = book
        self._printer = Printer(questionnaire, book, languages)
        self._hearing = Hearing(Lexicon(languages, questionnaire))

    @classmethod
    def load(cls) -> "Desk":
        """Return a desk built from the data of this package. Raises BadData for a broken row."""
        return cls(load_questionnaire(), load_rules(), Languages.load())

    @staticmethod
    def safe(why: str) -> SafeDesk:
        """Return a desk that gives no results, for data that can't be used; `why` is for logs."""
        return SafeDesk(why)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that people are offered."""
        return tuple(each.code for each in self._printer.offered)

    def refresh_words(self) -> tuple[str, ...]:
        """Read the translations again that were saved since the start, and return whose.

        Only for development. Raises BadLocaleData, and goes on with the words it has.
        """
        return self._printer.languages.refresh()

    def begin(self, run: str, telegram_language: str | None, payload: str, today: date) -> Turn:
        """Return the first page for somebody unknown: the language picker, or the welcome."""
        link = Payload.read(payload)
        fixed = link.language in self._printer.languages.codes
        match = self._printer.languages.match(telegram_language, self.languages)
        session = Session(run, 1, link.language if fixed else match, _planned(link))
        view = "welcome" if fixed or len(self.languages) < 2 else f"{LANGUAGE}welcome"
        session = replace(session, view=view, office=link.office)
        return Turn(session, self.page(session, today), fresh=True)

    def press(self, session: Session, action: Action, today: date) -> Turn:
        """Return what a tap does; one that fits nothing changes nothing."""
        return self._perform(self._scene(session, today), action)

    def say(self, session: Session, text: str, today: date) -> Turn:
        """Return what typed text does: an answer, a read-back, or the live page with a notice."""
        now = self._scene(session, today)
        heard = self._hearing.hear(now, self._printer.page(now), text)
        if heard.action is not None:
            return replace(self._perform(now, heard.action), fresh=True)
        if heard.session is not None:
            return Turn(heard.session, self.page(heard.session, today), fresh=True)
        return self.notice(session, heard.notice, today)

    def command(self, session: Session, name: str, argument: str, today: date) -> Turn:
        """Return what a command does, in the middle of anything."""
        now = self._scene(session, today)
        if name == "start":
            return self._start(now, Payload.read(argument), argument)
        if name == "delete":
            shown = replace(now.session, view="deleted")
            return Turn(session, self.page(shown, today), erase=True, fresh=True)
        if name in ("back", "restart"):
            return replace(self._perform(now, Action(name)), fresh=True)
        if name in _PICKERS:
            code = self._hearing.language(argument)
            action = Action("language", "", code) if code else Action("show", "", "language")
            return replace(self._perform(now, action), fresh=True)
        if name in _VIEWS:
            return replace(self._perform(now, Action("show", "", _VIEWS[name])), fresh=True)
        return self.notice(session, "unknown_command", today)

    def notice(self, session: Session, name: str, today: date) -> Turn:
        """Return the live page with a notice above it; nothing else changes."""
        noted = replace(session, note=name)
        toast = self._printer.notice(self._scene(session, today).session.language, name)
        return Turn(session, self.page(noted, today), toast=_short(toast), fresh=True)

    def page(self, session: Session, today: date) -> Page:
        """Return the live page of a session."""
        return self._printer.page(self._scene(session, today))

    def group_notice(self, telegram_language: str | None) -> str:
        """Return what is said, once, in a group."""
        language = self._printer.languages.match(telegram_language, self.languages)
        return self._printer.notice(language, "private_only")

    def profile(self, language: str) -> Profile:
        """Return the name, the descriptions and the menu of commands in a language."""
        return self._printer.profile(self._known(language))

    def assess(
        self, answers: Mapping[str, object], as_of: date, language: str = SOURCE
    ) -> dict[str, object]:
        """Return the assessment of answers given all at once; an absent one counts as unknown.

        Raises BadAnswer, one line, for an id, code, date or language that is not known.
        """
        told = self._printer.languages.get(self._known(language))
        standing = assume_unknown(self.questionnaire, self._read(answers), as_of)
        return report(Outlook(self.questionnaire, self.book, standing), told)

    def explain(self, answers: Mapping[str, object], as_of: date, language: str = SOURCE) -> str:
        """Return the whole explanation of answers given all at once, as Telegram HTML.

        Raises BadAnswer like `assess`.
        """
        standing = assume_unknown(self.questionnaire, self._read(answers), as_of)
        interview = Interview(standing.facts.answers)
        session = Session("", 1, self._known(language), interview, leaving="yes")
        return handout(self._printer, Scene(self.questionnaire, session, standing, as_of))

    def _scene(self, session: Session, today: date) -> Scene:
        if session.language not in self._printer.languages.codes:
            session = replace(session, language=SOURCE)
        return scene(self.questionnaire, session, today)

    def _perform(self, now: Scene, action: Action) -> Turn:
        after = now.session
        if action.verb != "language" or action.argument in self._printer.languages.codes:
            after = act(now, action)
        if after is now.session:
            toast = self._printer.notice(after.language, "stale_toast")
            return Turn(after, self._printer.page(now), toast=_short(toast))
        if action.verb == "restart" and now.session.view == "resume":
            after = replace(after, interview=_planned(Payload.read(now.session.guess)))
        recap = self._recap(now, after) if gave(now, after, action) else ""
        return Turn(after, self.page(after, now.today), recap=recap)

    def _recap(self, now: Scene, after: Session) -> str:
        question = now.open
        if question is None or question.id not in after.interview.answers:
            return ""
        value = after.interview.answers[question.id]
        return self._printer.recap(after.language, question, value)

    def _start(self, now: Scene, link: Payload, payload: str) -> Turn:
        """Whoever has begun is asked whether to go on; a link then counts only for a new start."""
        session = now.session
        office = link.office or session.office
        if now.standing.path:
            kept = payload if link != Payload() else ""
            after = session.step(view="resume", guess=kept, office=office, draft=(), editing="")
        else:
            language = link.language or session.language
            if language not in self._printer.languages.codes:
                language = session.language
            interview = _planned(link) if link.plan else session.interview
            after = session.step(
                view="welcome", interview=interview, office=office, language=language
            )
        return Turn(after, self.page(after, now.today), fresh=True)

    def _known(self, code: str) -> str:
        codes = self._printer.languages.codes
        if code not in codes:
            raise BadAnswer(f"language: found {code!r}; allowed: {', '.join(codes)}")
        return code

    def _read(self, answers: Mapping[str, object]) -> dict[str, Value]:
        questions = self.questionnaire.questions
        for name in answers:
            if name not in questions:
                raise BadAnswer(f"answers: found {name!r}; allowed: {', '.join(questions)}")
        return {name: questions[name].read(value) for name, value in answers.items()}


def _planned(link: Payload) -> Interview:
    return Interview({"plan": link.plan} if link.plan else {})


def _short(text: str) -> str:
    """Return a text that fits the answer to a tap."""
    return text.encode("utf-16-le")[:400].decode("utf-16-le", "ignore")
