"""`zairyu-bot i18n …`: the translator's desk on the command line."""

import argparse
from collections.abc import Callable
from pathlib import Path

import uvloop

from bot.cli.i18n_state import say_problems, say_stats, sign_as
from bot.cli.output import say
from bot.day import today_in_japan
from bot.settings import CannotRun
from locales import registry
from locales.catalogues import po_path
from locales.classify import classify
from locales.extract import extract, write_templates
from locales.memory import suggest
from locales.message import DOMAINS
from locales.po_file import read
from locales.pseudo import accent, mirror
from locales.registry import HERE, PSEUDO, SOURCE
from locales.spreadsheet import export, import_
from locales.sync import sync


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("action", choices=tuple(ACTIONS))
    parser.add_argument(
        "--locale", default="", help="one language, such as vi; else all with files"
    )
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument(
        "--thorough", action="store_true", help="check: ask msgfmt, dennis and pofilter as well"
    )
    parser.add_argument(
        "--complete", action="store_true", help="stats: fail unless wave 0 and 1 are at 100 %%"
    )
    parser.add_argument(
        "--since", default="", help="check: a commit; only translations may differ from it"
    )
    parser.add_argument("--reviewer", default="", help="sign: a name among the reviewers")
    parser.add_argument("--brief", action="store_true", help="check: only count the warnings")
    parser.add_argument(
        "--wording", action="store_true", help="sync: the changed English means the same"
    )
    parser.add_argument("--file", type=Path, default=None, help="export, import: the .xlsx file")
    parser.add_argument("--text", default="", help="pseudo: show this text in both pseudo-locales")
    parser.add_argument("--key", default="", help="preview: its first entry; sign: these keys")
    parser.add_argument("--port", type=int, default=8082, help="preview: its port; 0 for any")
    parser.add_argument(
        "--gallery", type=Path, default=None, help="preview: write all screens to this .html file"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was named."""
    return ACTIONS[arguments.action](arguments)


def codes(arguments: argparse.Namespace) -> list[str]:
    """Return the languages meant; CannotRun for one that the registry does not list."""
    known = registry.load()
    if arguments.locale:
        if arguments.locale not in known:
            raise CannotRun(f"--locale {arguments.locale!r}: allowed are {', '.join(known)}")
        return [arguments.locale]
    return [code for code in known if code == SOURCE or _has_files(code)]


def _has_files(code: str) -> bool:
    return any(po_path(HERE, code, domain).exists() for domain in DOMAINS)


def _extract(arguments: argparse.Namespace) -> int:
    extraction = extract()
    for problem in extraction.problems:
        say(str(problem))
    if extraction.problems:
        return 1
    for path in write_templates(extraction.messages):
        say(f"written: {path.name}")
    say(f"{len(extraction.messages)} texts")
    return 0


def _sync(arguments: argparse.Namespace) -> int:
    if _extract(arguments):
        return 1
    for each in sync(extract().messages, codes(arguments), wording=arguments.wording):
        name = each.path.relative_to(HERE).as_posix()
        say(f"{name}: {each.new} new, {each.changed} changed, {each.dropped} dropped")
    return 0


def _classify(arguments: argparse.Namespace) -> int:
    """Say of each English text that differs from the PO files whether its meaning changed."""
    today = {each.key: each.text for each in extract().messages}
    changes = {
        entry.key: entry.text
        for code in codes(arguments)
        for domain in DOMAINS
        if (path := po_path(HERE, code, domain)).exists()
        for entry in read(path).current.values()
        if entry.key in today and entry.text != today[entry.key]
    }
    for key, before in sorted(changes.items()):
        kind, why = classify(before, today[key])
        say(f"{kind}: {key}: {why}")
    say(f"{len(changes)} changed texts; sync keeps translations of wording with --wording")
    return 0


def _suggest(arguments: argparse.Namespace) -> int:
    found = suggest(_one(arguments))
    for key, each in found.items():
        say(key)
        for near in each:
            say(f"  {near.likeness:.0%} {near.english} -> {near.translation} ({near.key})")
    say(f"{len(found)} texts without translation have a likeness elsewhere")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    code = _one(arguments)
    path = arguments.file or Path(f"{code}.xlsx")
    rows = export(registry.load()[code], path)
    say(f"{path}: {rows} rows")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    if arguments.file is None:
        raise CannotRun("--file: name the .xlsx file that came back")
    done = import_(registry.load()[_one(arguments)], arguments.file)
    for problem in done.refused:
        say(str(problem))
    say(f"{done.taken} taken, {len(done.refused)} refused")
    return 1 if done.refused else 0


def _one(arguments: argparse.Namespace) -> str:
    if not arguments.locale:
        raise CannotRun("--locale: name one language, such as --locale vi")
    return codes(arguments)[0]


def _pseudo(arguments: argparse.Namespace) -> int:
    texts = [arguments.text] if arguments.text else [each.text for each in extract().messages]
    for text in texts:
        say(accent(text))
        say(mirror(text))
    return 0


def _preview(arguments: argparse.Namespace) -> int:
    """Show every screen of a language in a browser, or write them all into one file."""
    # The web server takes a second to load, which every other action would pay for.
    from bot.preview.command import run_preview
    from bot.preview.gallery import write_gallery

    code = arguments.locale if arguments.locale in PSEUDO else _one(arguments)
    if arguments.gallery is None:
        uvloop.run(run_preview(code, arguments.key, arguments.port, say))
        return 0
    try:
        count = write_gallery(code, arguments.gallery, today_in_japan())
    except OSError as error:
        raise CannotRun(f"--gallery {arguments.gallery}: {error.strerror}") from error
    say(f"{arguments.gallery}: {count} screens")
    return 0


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "extract": _extract,
    "sync": _sync,
    "check": lambda arguments: say_problems(arguments, codes(arguments)),
    "stats": lambda arguments: say_stats(arguments, codes(arguments)),
    "sign": lambda arguments: sign_as(arguments, [_one(arguments)]),
    "pseudo": _pseudo,
    "classify": _classify,
    "suggest": _suggest,
    "export": _export,
    "import": _import,
    "preview": _preview,
}
