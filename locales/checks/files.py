"""The head of a PO file: the language, its pinned plural rule, UTF-8."""

from collections.abc import Iterator

from locales.po_file import PoFile
from locales.problem import Problem
from locales.registry import Locale


def header(locale: Locale, name: str, po: PoFile) -> Iterator[Problem]:
    """Yield what the header has wrong; i18n sync writes it anew."""
    if po.language != locale.dir:
        yield Problem(name, "", f"The header names language {po.language!r}.", "Run i18n sync.")
    if po.plural_forms.rstrip(";") != locale.plural_forms.rstrip(";"):
        yield Problem(
            name,
            "",
            f"The plural rule is not the agreed one ({locale.plural_forms}).",
            "Run i18n sync, then look at the texts with several forms.",
        )
    if po.charset != "UTF-8":
        yield Problem(
            name, "", f"The file is marked {po.charset or 'without charset'}.", "Save it as UTF-8."
        )
