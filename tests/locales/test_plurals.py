import pytest

from locales import registry
from locales.catalogues import Words
from locales.po_file import Entry

RULES = {
    "ja": {1: 0, 2: 0, 5: 0},
    "ru": {1: 0, 2: 1, 5: 2, 21: 0},
    "uk": {1: 0, 3: 1, 11: 2},
}


@pytest.mark.parametrize("code", sorted(set(RULES) & set(registry.load())))
def test_every_number_takes_the_form_of_the_pinned_rule(code):
    locale = registry.load()[code]
    forms = tuple(f"form {number}" for number in range(max(RULES[code].values()) + 1))
    entry = Entry("ui.x.y", "%(num)s thing", "%(num)s things", forms)
    made = Words(locale, [entry])

    for number, form in RULES[code].items():
        told = made.npgettext("ui.x.y", "%(num)s thing", "%(num)s things", number)
        assert told == f"form {form}", number
