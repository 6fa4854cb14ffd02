"""What every page is built from: the scene, the words, and the rows at the foot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flows.explain import Explainer
from flows.language import Language
from flows.outlook import Outlook
from flows.scene import Scene
from flows.terms import Action, Button, Page
from flows.wording import Wording
from locales.marks import shortened, unmarked

Row = tuple[Button, ...]
MOST_UNITS = 40


@dataclass(frozen=True, slots=True)
class Frame:
    """A scene and the words to show it in.

    `look` gives the outlook of the answers, made only for pages that need it; `offered` are the
    languages that a person can switch to; `wanted` is the language asked for where a page has to be
    shown in another one.
    """

    scene: Scene
    words: Wording
    explainer: Explainer
    look: Callable[[Scene], Outlook]
    offered: tuple[Language, ...]
    wanted: Language

    @property
    def language(self) -> Language:
        """The language in which the page is shown."""
        return self.words.language

    @property
    def outlook(self) -> Outlook:
        """The assessment of the answers that stand."""
        return self.look(self.scene)

    def page(self, template: str, values: Mapping[str, object], rows: list[Row]) -> Page:
        """Return the page of a template with these rows of buttons, and the notice above it."""
        text = self.explainer.render(template, self.language.code, values)
        note = self.words.notice(self.scene.session.note)
        if note:
            text = f"{note}\n\n{text}"
        view = self.scene.session.view
        return Page(view, text, tuple(row for row in rows if row), self.language.code)

    def button(self, name: str, verb: str, question: str = "", argument: str = "") -> Button:
        """Return a fixed button by its name in the words."""
        return self.labelled(self.words.button(name), verb, question, argument)

    def labelled(self, label: str, verb: str, question: str = "", argument: str = "") -> Button:
        """Return a button with a label of its own, which is cut where it is too long."""
        return Button(cut(label), Action(verb, question, argument))

    def show(self, view: str) -> Button:
        """Return the button that opens a view."""
        return self.button(view.replace(".", "_"), "show", argument=view)

    def return_rows(self) -> list[Row]:
        """Return the way back to where the person was."""
        name = "to_result" if self.scene.open is None else "to_question"
        return [(self.button(name, "begin"),), (self.show("language"),)]


def cut(label: str) -> str:
    """Return a label of at most 40 UTF-16 units."""
    units = label.encode("utf-16-le")
    if len(units) <= 2 * MOST_UNITS:
        return label
    if (seen := unmarked(label)) is not label:
        short = cut(seen)
        return label if short == seen else f"{shortened(label, short[:-1])}…"
    return units[: 2 * (MOST_UNITS - 1)].decode("utf-16-le", "ignore").rstrip() + "…"
