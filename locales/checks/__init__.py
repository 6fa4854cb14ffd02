"""Everything that must hold before a translation reaches a person, said in plain words.

One module a kind of mistake. Each check takes an entry in its language and yields problems.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from locales import registry
from locales.catalogues import po_path, pot_path
from locales.checks import chinese, files, letters, negation, numbers, promises, prose, shape, terms
from locales.checks.case import Case
from locales.extract import Extraction, templates
from locales.message import DOMAINS
from locales.po_file import Entry, read
from locales.problem import BadLocaleData, Problem
from locales.registry import HERE, SOURCE, Locale

CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    shape.forms,
    shape.placeholders,
    shape.rendering,
    shape.tags,
    shape.length,
    numbers.digits,
    numbers.small,
    numbers.addresses,
    letters.forbidden,
    letters.scripts,
    letters.lookalikes,
    letters.arabic,
    chinese.purity,
    terms.japanese,
    terms.agreed,
    terms.other_words,
    promises.promises,
    terms.same_as_english,
    prose.endings,
    prose.sentences,
    prose.spaces,
    negation.lost,
    negation.added,
)
LOOKED_AT = "looked-at"
"""A translator's flag, `#, looked-at`: the warnings of this entry were read, and all is well."""


def check(extraction: Extraction, codes: Iterable[str], root: Path = HERE) -> list[Problem]:
    """Return every problem of the templates and of these languages' PO files below `root`."""
    found = list(extraction.problems)
    found += _stale_templates(extraction, root)
    found += promises.promised_in_english(extraction.messages)
    known = registry.load()
    for code in codes:
        if code != SOURCE:
            found += check_locale(known[code], root)
            if known[code].base not in promises.load():
                what = "There is no list of promises for this language."
                found.append(
                    Problem("banned.toml", code, what, "Add the phrases people would use.")
                )
    return sorted(found)


def check_locale(locale: Locale, root: Path = HERE) -> list[Problem]:
    """Return every problem in the PO files of one language."""
    found: list[Problem] = []
    entries: dict[str, list[Entry]] = {}
    for domain in DOMAINS:
        path = po_path(root, locale.dir, domain)
        name = path.relative_to(root).as_posix()
        if not path.exists():
            found.append(Problem(name, "", "The file is missing.", "Run i18n sync."))
            continue
        try:
            po = read(path)
        except BadLocaleData as error:
            found.append(Problem(name, "", str(error), "Correct that line."))
            continue
        for each in (files.header, files.left_over, files.reviews):
            found += each(locale, name, po)
        entries[name] = list(po.current.values())
        for entry in entries[name]:
            found += problems_of(Case(locale, name, entry))
    quiet = {(name, entry.key) for name in entries for entry in entries[name] if _looked_at(entry)}
    odd = files.consistency(entries)
    return found + [each for each in odd if (each.file, each.key) not in quiet]


def problems_of(case: Case) -> Iterator[Problem]:
    """Yield what is wrong with one translation; nothing for one that nobody sees yet."""
    if not any(case.entry.strings) or case.entry.fuzzy:
        return
    quiet = _looked_at(case.entry)
    for each in CHECKS:
        yield from (problem for problem in each(case) if problem.blocking or not quiet)


def _looked_at(entry: Entry) -> bool:
    return LOOKED_AT in entry.flags


def _stale_templates(extraction: Extraction, root: Path) -> Iterator[Problem]:
    for domain, text in templates(extraction.messages).items():
        path = pot_path(root, domain)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            name = path.relative_to(root).as_posix()
            yield Problem(name, "", "The English has changed since.", "Run i18n extract and sync.")
