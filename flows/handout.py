"""The whole explanation on one sheet, for the command line: every page of the result in a row."""

from collections.abc import Iterator
from dataclasses import replace

from flows.pages.shown import shown_routes
from flows.printing import Printer
from flows.readings import subjects_for
from flows.scene import Scene
from flows.terms import Page
from flows.views import MOST_PAGES, numbered


def handout(printer: Printer, scene: Scene) -> str:
    """Return all pages of the result as Telegram HTML, one after the other."""
    frame = printer.frame(scene)
    routes = [each.route for each in shown_routes(frame)]
    views = ["question", *(f"{kind}.{route}" for route in routes for kind in ("reasons", "for"))]
    views += ["todo", "changes", "papers", "timeline"]
    if subjects_for(frame.outlook.facts):
        views.append("readings")
    if scene.leaves_japan:
        views.append("reset")
    views += ["unknowns", "who"]
    pages = [page for view in views for page in _whole(printer, scene, view)]
    return "\n\n".join(page.text for page in pages)


def _whole(printer: Printer, scene: Scene, view: str) -> Iterator[Page]:
    """Yield a page and those on which it goes on."""
    for number in range(1, MOST_PAGES + 1):
        session = replace(scene.session, view=numbered(view, number))
        page = printer.page(replace(scene, session=session))
        yield page
        leads = {button.action.argument for row in page.rows for button in row if button.action}
        if numbered(view, number + 1) not in leads:
            return
