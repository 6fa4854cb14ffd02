"""The only Jinja environment: a template and values become text in the person's language.

Templates choose words. They decide no law and compare no dates; an undefined name is an error.
"""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from flows.language import Languages, jinja_callables


class Explainer:
    """Renders templates; one environment a language, so that the words can't be mixed up."""

    def __init__(self, languages: Languages) -> None:
        """Prepare an environment for every language that can be shown."""
        self._environments = {code: _environment(languages, code) for code in languages.codes}

    def render(self, template: str, language: str, values: Mapping[str, object]) -> str:
        """Return Telegram HTML; paragraphs are separated by one empty line."""
        text = self._environments[language].get_template(f"{template}.html").render(values)
        return tidy(text)


def tidy(text: str) -> str:
    """Return text without outer blanks and with at most one empty line between paragraphs."""
    lines = [line.strip() for line in text.strip().split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept)


def _environment(languages: Languages, code: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("flows", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    language = languages.get(code)
    calls = jinja_callables(language)
    environment.install_gettext_callables(**calls)  # type: ignore[attr-defined]
    environment.filters.update(
        day=language.date,
        card_day=language.date_with_card,
        both=language.list,
        number=language.number,
    )
    return environment
