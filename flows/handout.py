"""The whole explanation on one sheet, for the command line: every page of the result in a row."""

from flows.pages.later import changes_page, timeline_page, unknowns_page
from flows.pages.leaving import readings_page, reset_page
from flows.pages.reasons import reasons_page
from flows.pages.result import result_view
from flows.pages.shown import shown_routes
from flows.pages.steps import papers_page, todo_page, who_page
from flows.printing import Printer
from flows.readings import subjects_for
from flows.scene import Scene


def handout(printer: Printer, scene: Scene) -> str:
    """Return all pages of the result as Telegram HTML, one after the other."""
    frame = printer.frame(scene)
    pages = [result_view(frame)]
    pages += [reasons_page(frame, each.route) for each in shown_routes(frame)]
    pages += [each(frame) for each in (todo_page, changes_page, papers_page, timeline_page)]
    if subjects_for(frame.outlook.facts):
        pages.append(readings_page(frame))
    if scene.leaves_japan:
        pages.append(reset_page(frame))
    pages += [unknowns_page(frame), who_page(frame)]
    return "\n\n".join(page.text for page in pages)
