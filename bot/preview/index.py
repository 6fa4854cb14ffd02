"""Which screens show a text. Found by drawing all of them once, beside whatever else is done."""

import threading
from collections.abc import Iterator

from bot.preview.people import load_people
from bot.preview.results import result_screen, result_screens, stop_screen
from bot.preview.screens import Screen, front_screens, question_screens
from bot.preview.shown import Easel, Shown
from bot.preview.stage import Stage
from bot.preview.stills import Stills


class Index:
    """All screens by id, and key -> ids of the screens on which it stands."""

    def __init__(self, stage: Stage, easel: Easel, stills: Stills) -> None:
        """Name the screens that can be chosen; those behind a result are named when drawn."""
        self._stage = stage
        self._easel = easel
        self._stills = stills
        questionnaire = stage.desk.questionnaire
        people = load_people(questionnaire, stage.today)
        self._results = {result_screen(each, stage.code).id: each for each in people}
        named = [
            *front_screens(questionnaire, people),
            *(stop_screen(each, stage.code) for each in people if each.leaving),
            *question_screens(questionnaire, people, _sections(stage)),
            *(result_screen(person, stage.code) for person in people),
            *stills.screens(),
        ]
        self.screens = {screen.id: screen for screen in named}
        self.listed = tuple(self.screens)
        self._found: dict[str, list[str]] = {}
        self.ready = threading.Event()
        self._ended = False

    def find(self, key: str) -> list[Screen]:
        """Return the screens known to show a text; by itself where, in the end, no other does."""
        found = [self.screens[name] for name in self._found.get(key, ())]
        return found or ([self._stills.alone(key)] if self.ready.is_set() else [])

    def fill(self) -> None:
        """Draw everything once in the language looked at, after reading the other languages."""
        for code in self._stage.drafts:
            self._stage.draft(code)
        for screen, shown in self.drawn(self._stage.code):
            if self._ended:
                return
            self.screens.setdefault(screen.id, screen)
            for key in dict.fromkeys(shown.keys):
                self._found.setdefault(key, []).append(screen.id)
        self.ready.set()

    def end(self) -> None:
        """Let `fill` stop where it is."""
        self._ended = True

    def drawn(self, language: str) -> Iterator[tuple[Screen, Shown]]:
        """Yield every screen in the order of the list, with what stands on it."""
        for name in self.listed:
            if name in self._results:
                for screen, page in result_screens(self._stage, self._results[name], language):
                    yield screen, self._easel.page(page)
            else:
                yield self.screens[name], self.draw(self.screens[name], language)

    def draw(self, screen: Screen, language: str) -> Shown:
        """Return a screen in a language."""
        if screen.session is None:
            return self._stills.draw(screen.id, language)
        return self._easel.session(screen.session, language)

    def rest(self) -> list[Screen]:
        """Return a screen for each text that no other screen shows, in key order."""
        lost = [key for key in self._stage.messages if key not in self._found]
        return [self._stills.alone(key) for key in sorted(lost)]


def _sections(stage: Stage) -> dict[str, str]:
    """Return section -> its English title."""
    begin = "flow.section."
    found = {key: each.text for key, each in stage.messages.items() if key.startswith(begin)}
    return {key.removeprefix(begin): text for key, text in found.items()}
