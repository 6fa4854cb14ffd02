"""Every kind of translator's mistake is caught, and said so that it can be mended."""

import pytest

from locales import registry
from locales.checks import problems_of
from locales.checks.case import Case
from locales.checks.files import header
from locales.po_file import Entry, PoFile

ENGLISH = "You owe <b>%(amount)s</b> since 2027. Call /help (住民税)."
GOOD = {
    "vi": "Bạn nợ <b>%(amount)s</b> từ 2027. Gọi /help (住民税).",
    "ru": "Вы должны <b>%(amount)s</b> с 2027. Наберите /help (住民税).",
    "my": "သင် <b>%(amount)s</b> ၊ 2027။ /help (住民税)။",
    "uz": "Qarzingiz <b>%(amount)s</b>, 2027. Soʻrang: /help (住民税).",
}


def problems(locale: str, text: str, english: str = ENGLISH, key: str = "advice.test") -> list[str]:
    """Return what the checks say of one translation."""
    entry = Entry(key=key, text=english, strings=(text,))
    case = Case(registry.load()[locale], f"{locale}/advice.po", entry)
    return [str(each) for each in problems_of(case)]


@pytest.mark.parametrize("locale", GOOD)
def test_a_correct_translation_has_no_problem(locale):
    assert problems(locale, GOOD[locale]) == []


FAULTS = {
    "renamed placeholder": (
        "vi",
        GOOD["vi"].replace("amount", "tien"),
        "%(tien)s is not in the English",
    ),
    "missing placeholder": ("vi", GOOD["vi"].replace("%(amount)s", ""), "%(amount)s is missing"),
    "dropped final s": (
        "vi",
        GOOD["vi"].replace("%(amount)s", "%(amount)"),
        "percent sign stands alone",
    ),
    "stray percent": ("vi", GOOD["vi"] + " 100% ", "percent sign stands alone"),
    "lost tag": ("vi", GOOD["vi"].replace("<b>", "").replace("</b>", ""), "tags differ"),
    "unclosed tag": ("vi", GOOD["vi"].replace("</b>", "<b>"), "tags differ"),
    "crossed tags": (
        "vi",
        "<b><i>a</b></i>",
        "closed in the wrong order",
    ),
    "other tag": ("vi", GOOD["vi"].replace("<b>", "<h1>").replace("</b>", "</h1>"), "tags differ"),
    "line break tag": ("vi", GOOD["vi"] + "<br>", "tags differ"),
    "lone angle": ("vi", GOOD["vi"] + " 3 < 4", "stands alone"),
    "changed year": ("vi", GOOD["vi"].replace("2027", "2072"), "2027 is missing or changed"),
    "added number": ("vi", GOOD["vi"] + " 500", "500 is not in the English"),
    "native digits": ("my", GOOD["my"].replace("2027", "၂၀၂၇"), "not written in 0-9"),
    "changed command": ("vi", GOOD["vi"].replace("/help", "/giup"), "/command differs"),
    "changed address": ("vi", "https://b.example", "address"),
    "lost Japanese term": (
        "vi",
        GOOD["vi"].replace(" (住民税)", ""),
        "Japanese term 住民税 is missing",
    ),
    "look-alike letters": ("ru", GOOD["ru"].replace("Вы", "Bы"), "look alike"),
    "English word left": ("ru", GOOD["ru"].replace("должны", "owing"), "not in the script"),
    "Zawgyi": ("my", GOOD["my"] + " ေမး", "Zawgyi"),
    "zero-width space": ("vi", GOOD["vi"] + "\u200b", "zero-width space"),
    "byte order mark": ("vi", "\ufeff" + GOOD["vi"], "byte order mark"),
    "direction override": ("vi", GOOD["vi"] + "\u202e", "direction control"),
    "direction isolate": ("vi", GOOD["vi"] + "\u2067", "direction control"),
    "soft hyphen": ("vi", GOOD["vi"] + "\u00ad", "soft hyphen"),
    "letter in two parts": ("vi", GOOD["vi"] + " e\u0301", "two parts"),
    "wrong Uzbek apostrophe": ("uz", GOOD["uz"].replace("ʻ", "'"), "apostrophe"),
    "smart quotes in a tag": ("vi", "<a href=”%(amount)s”>x</a>", "tags differ"),
    "template left over": ("vi", GOOD["vi"] + " {{ name }}", "is left in the text"),
    "same as English": ("vi", ENGLISH, "same as the English"),
}
_ENGLISH = {
    "crossed tags": "<b><i>a</i></b>",
    "changed address": "https://a.example",
    "smart quotes in a tag": '<a href="%(amount)s">x</a>',
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught_in_plain_words(fault):
    locale, text, said = FAULTS[fault]
    found = problems(locale, text, _ENGLISH.get(fault, ENGLISH))
    assert any(said in each for each in found), found


def test_a_button_that_is_too_long_is_refused():
    found = problems("vi", "a" * 41, "Go", key="ui.button.test")
    assert any("41 characters; 40 fit" in each for each in found)


def test_a_missing_plural_form_is_refused():
    entry = Entry(key="ui.test", text="%(num)d day", plural="%(num)d days", strings=("%(num)s", ""))
    case = Case(registry.load()["ru"], "ru/ui.po", entry)
    assert any("One of the forms is empty" in str(each) for each in problems_of(case))


def test_a_foreign_plural_rule_is_refused():
    vi = registry.load()["vi"]
    found = list(header(vi, "vi/ui.po", PoFile("vi", "nplurals=2; plural=(n != 1);", ())))
    assert [each for each in found if "plural rule" in each.what]


def test_a_file_of_another_language_is_refused():
    vi = registry.load()["vi"]
    found = list(header(vi, "vi/ui.po", PoFile("id", vi.plural_forms, ())))
    assert [each for each in found if "names language 'id'" in each.what]
