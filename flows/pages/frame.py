"""What every page is built from: the scene, the words, and the rows at the foot."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.acts import Scene
from flows.explain import Explainer
from flows.terms import Action, Button, Page
from flows.wording import Wording

Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A scene and the words to show it in."""

    scene: Scene
    words: Wording
    explainer: Explainer

    @property
    def language(self) -> str:
        """The language of the session."""
        return self.scene.session.language

    def page(self, template: str, values: Mapping[str, object], rows: list[Row]) -> Page:
        """Return the page of a template with these rows of buttons."""
        text = self.explainer.render(template, self.language, values)
        return Page(self.scene.session.view, text, tuple(row for row in rows if row), self.language)

    def button(self, name: str, verb: str, question: str = "", argument: str = "") -> Button:
        """Return a fixed button by its name in the words."""
        return Button(self.words.button(name), Action(verb, question, argument))

    def show(self, view: str, name: str = "") -> Button:
        """Return the button that opens a view."""
        return self.button(name or view.replace(".", "_"), "show", argument=view)

    def return_row(self) -> Row:
        """Return the way back to where the person was."""
        name = "to_result" if self.scene.standing.finished else "to_question"
        return (self.button(name, "begin"), self.show("language"))
