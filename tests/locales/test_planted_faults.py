"""A translator makes one mistake: it is found, there and nowhere else, in plain words."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from locales import glossary, registry
from locales.catalogues import po_path
from locales.checks import check_locale
from locales.checks.tools import second_opinions
from locales.message import Message
from locales.po_file import read
from locales.po_writer import write
from locales.problem import Problem
from locales.sync import sync

OWE, NO, LINK, GO = "advice.test.owe", "advice.test.no", "advice.test.link", "ui.button.test"
DAYS, CARD, LIST, FORM = "ui.test.days", "advice.test.card", "advice.test.list", "advice.test.form"
MESSAGES = (
    Message(OWE, "You owe <b>%(amount)s</b> since 2027. Call /help (住民税)."),
    Message(NO, "You can not renew with this paper. Ask the office first."),
    Message(LINK, "Read page 3 of https://a.example, then write to a@b.example."),
    Message(GO, "Go on"),
    Message(DAYS, "%(num)s day is left.", plural="%(num)s days are left."),
    Message(CARD, "Bring your residence card to the office."),
    Message(LIST, "You may file from this day. It takes 3 months."),
    Message(FORM, "Ask the office for the form."),
)
GOOD = {
    "vi": {
        OWE: "Bạn nợ <b>%(amount)s</b> từ 2027. Gọi /help (住民税).",
        NO: "Bạn không thể gia hạn với giấy này. Hãy hỏi văn phòng trước.",
        LINK: "Hãy đọc trang 3 của https://a.example, rồi viết cho a@b.example.",
        GO: "Tiếp tục",
        DAYS: ("Còn %(num)s ngày.",),
        CARD: "Hãy mang thẻ cư trú đến văn phòng.",
        LIST: "Bạn có thể nộp từ ngày này. Việc này mất 3 tháng.",
        FORM: "Hãy xin văn phòng mẫu đơn.",
    },
    "ru": {
        OWE: "Вы должны <b>%(amount)s</b> с 2027. Наберите /help (住民税).",
        NO: "С этой бумагой продлить нельзя. Сначала спросите в бюро.",
        LINK: "Прочитайте страницу 3 на https://a.example, затем напишите на a@b.example.",
        GO: "Дальше",
        DAYS: ("Остался %(num)s день.", "Осталось %(num)s дня.", "Осталось %(num)s дней."),
        CARD: "Принесите в бюро карту резидента.",
        LIST: "Подать можно с этого дня. Это занимает 3 месяца.",
        FORM: "Попросите в бюро бланк.",
    },
    "my": {
        OWE: "သင် <b>%(amount)s</b> ကြွေးကျန်နေသည်၊ 2027 မှစ၍။ /help (住民税) ကို နှိပ်ပါ။",
        NO: "ဤစာရွက်ဖြင့် သက်တမ်းတိုး၍ မရပါ။ ရုံးကို အရင် မေးပါ။",
        GO: "ဆက်သွားရန်",
    },
    "uz": {OWE: "Qarzingiz <b>%(amount)s</b>, 2027. Soʻrang: /help (住民税).", GO: "Davom etish"},
    "ne": {GO: "अगाडि बढ्नुहोस्", FORM: "कार्यालयमा फारम माग्नुहोस्।"},
    "zh_Hans": {GO: "继续", FORM: "请向窗口索取表格。"},
    "ja": {GO: "続ける", FORM: "窓口で用紙をもらってください。"},
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """A mistake in the text of a key, and what its maker must read."""

    locale: str
    key: str
    plant: Callable[[str], str] | str
    says: str
    form: int = 0


def swap(old: str, new: str) -> Callable[[str], str]:
    def plant(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return plant


def add(more: str) -> Callable[[str], str]:
    return lambda text: text + more


FAULTS = {
    "value renamed": Fault("vi", OWE, swap("amount", "tien"), "%(tien)s is not in the English"),
    "value lost": Fault("vi", OWE, swap("%(amount)s", "tiền"), "%(amount)s is missing"),
    "value without its s": Fault("vi", OWE, swap(")s", ")"), "percent sign stands alone"),
    "value lost in one plural form": Fault("ru", DAYS, swap("%(num)s", "два"), "is missing", 1),
    "% not doubled": Fault("vi", OWE, add(" 50% "), "Write %% or the word"),
    "tag lost": Fault("vi", OWE, lambda t: re.sub("</?b>", "", t), "The tags differ"),
    "tag not closed": Fault("vi", OWE, swap("</b>", ""), "The tags differ"),
    "tag that Telegram has not": Fault("vi", OWE, add("<br>"), "The tags differ"),
    "smart quotes in a tag": Fault("vi", OWE, swap("<b>", "<b class=”x”>"), "straight quotes"),
    "lone angle": Fault("vi", FORM, add(" 3 < x."), "A < or > stands alone"),
    "year changed": Fault("ru", OWE, swap("2027", "2072"), "2027 is missing or changed"),
    "amount invented": Fault("ru", OWE, swap("2027", "2027, 500"), "500 is not in the English"),
    "small number changed": Fault("vi", LIST, swap("3 tháng", "6 tháng"), "the number 3, and this"),
    "figures of another script": Fault("my", OWE, swap("2027", "၂၀၂၇"), "Write figures as 0-9"),
    "command translated": Fault("vi", OWE, swap("/help", "/giup"), "An address or a /command"),
    "web address changed": Fault("vi", LINK, swap("https://a", "https://b"), "An address or"),
    "mail address changed": Fault("vi", LINK, swap("a@b", "c@b"), "An address or"),
    "Japanese term lost": Fault("vi", OWE, swap(" (住民税)", ""), "term 住民税 is missing"),
    "agreed word not used": Fault(
        "vi", CARD, swap("thẻ cư trú", "thẻ xanh"), "The agreed word for “residence card”"
    ),
    "word that was set aside": Fault(
        "vi", CARD, add(" Hãy mang thẻ ngoại kiều."), "“thẻ ngoại kiều” is not the agreed word"
    ),
    "promise": Fault("vi", LIST, add(" Bạn chắc chắn sẽ được."), "promises a result"),
    "look-alike letters": Fault("ru", NO, swap("бумагой", "бумaгой"), "letters that look alike"),
    "English word left": Fault("ru", NO, swap("бюро", "office room"), "not in the script"),
    "not translated": Fault("vi", FORM, "Ask the office for the form.", "the same as the English"),
    "Zawgyi": Fault("my", NO, add(" ေမး။"), "written in Zawgyi"),
    "wrong Uzbek apostrophe": Fault("uz", OWE, swap("ʻ", "’"), "The apostrophe of oʻ and gʻ"),
    "traditional in simplified Chinese": Fault("zh_Hans", FORM, swap("请", "請"), "Write 请"),
    "zero-width space": Fault("vi", NO, swap(" ", "\u200b "), "an invisible zero-width space"),
    "byte order mark": Fault("vi", NO, lambda t: "\ufeff" + t, "an invisible byte order mark"),
    "direction control": Fault("vi", NO, add("\u202e"), "an invisible direction control"),
    "soft hyphen": Fault("vi", NO, swap("giấy", "gi\u00adấy"), "an invisible soft hyphen"),
    "letter in two parts": Fault("vi", FORM, swap("đơn", "đo\u031bn"), "written in two parts"),
    "button too long": Fault("ru", GO, "Дальше " * 7, "40 fit"),
    "button that may be cut": Fault("ru", GO, "Дальше " * 4 + "там", "phones may cut it"),
    "no lost": Fault("vi", NO, swap("không thể", "có thể"), "no word of negation was found"),
    "no lost in Burmese": Fault("my", NO, swap("မရပါ", "ရပါသည်"), "no word of negation was found"),
    "no added": Fault("ru", LIST, swap("можно", "нельзя"), "“нельзя” says no"),
    "sentence lost": Fault("vi", NO, "Bạn không thể gia hạn với giấy này.", "has 2 sentences"),
    "end mark lost": Fault("ne", FORM, swap("।", ""), "The English ends with full stop"),
    "end mark of another kind": Fault("ja", FORM, swap("。", "？"), "this with question mark"),
    "space forgotten": Fault("vi", NO, swap("này. ", "này."), "There is no space in “này.Hãy”"),
    "space doubled": Fault("vi", NO, swap("giấy này", "giấy  này"), "two spaces in a row"),
    "word doubled": Fault("ru", NO, swap("спросите", "спросите спросите"), "A word is repeated"),
    "line break added": Fault("vi", NO, swap(". ", ".\n"), "lines are not those of"),
    "plural form empty": Fault("ru", DAYS, "", "One of the forms is empty", 2),
    "same English in other words": Fault("vi", "advice.test.same", "Hãy hỏi đơn.", "other words"),
    "template words": Fault("vi", FORM, add(" {{ x }}."), "is left in the text"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The residence card is agreed on, and another word for it is set aside."""
    rows = dict(glossary.load())
    row = rows["residence_card"]
    rows["residence_card"] = {**row, "vi": "thẻ cư trú", "status": "locked"}
    rows["residence_card"]["note"] = f"{row['note']}; not[vi]=thẻ ngoại kiều"
    monkeypatch.setattr(glossary, "load", lambda: rows)
    monkeypatch.setattr("locales.checks.terms._set_aside", lambda: SET_ASIDE)


SET_ASIDE = {("residence_card", "vi"): ("thẻ ngoại kiều",)}


def written(root: Path, locale: str, messages: tuple[Message, ...] = MESSAGES) -> None:
    """Write the correct files of a language."""
    known = {message.key: message for message in messages}
    sync(known.values(), [locale], root)
    told = GOOD[locale]
    for domain in ("ui", "advice"):
        change(root, locale, domain, {key: told[key] for key in told if key in known})


def change(root: Path, locale: str, domain: str, texts: dict[str, str | tuple[str, ...]]) -> None:
    path = po_path(root, locale, domain)
    po = read(path)
    entries = []
    for entry in po.entries:
        text = texts.get(entry.key, entry.strings)
        strings = (text,) if isinstance(text, str) else text
        entries.append(type(entry)(entry.key, entry.text, entry.plural, strings))
    write(path, type(po)(po.language, po.plural_forms, tuple(entries)))


def found(root: Path, locale: str) -> list[Problem]:
    language = registry.load()[locale]
    return [*check_locale(language, root), *second_opinions(language, root)]


@pytest.mark.parametrize("locale", GOOD)
def test_correct_files_have_no_problem(tmp_path: Path, locale: str) -> None:
    written(tmp_path, locale)
    assert found(tmp_path, locale) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_told_to_a_person(tmp_path: Path, name: str) -> None:
    fault = FAULTS[name]
    twin = Message("advice.test.same", "Ask the office for the form.")
    messages = (*MESSAGES, twin) if fault.key == twin.key else MESSAGES
    written(tmp_path, fault.locale, messages)
    domain = fault.key.partition(".")[0]
    entry = read(po_path(tmp_path, fault.locale, domain)).current[fault.key]
    old = entry.strings[fault.form]
    new = fault.plant if isinstance(fault.plant, str) else fault.plant(old)
    assert new != old
    strings = (*entry.strings[: fault.form], new, *entry.strings[fault.form + 1 :])
    change(tmp_path, fault.locale, domain, {fault.key: strings})

    problems = found(tmp_path, fault.locale)

    assert [each for each in problems if fault.says in str(each)], [*map(str, problems)]
    assert {each.key for each in problems} == {fault.key}
    for each in problems:
        assert each.file.startswith(f"{fault.locale}/LC_MESSAGES/{domain}.po")
        is_plain(each)


def is_plain(problem: Problem) -> None:
    """Whole sentences, a remedy, no word of a programmer, no code of a tool."""
    for text in (problem.what, problem.fix):
        assert text[0].isupper() or text[0] in "“%", text
        assert text.endswith((".", "?")), text
    told = f"{problem.what} {problem.fix}".lower()
    for word in (
        "error",
        "exception",
        "traceback",
        "none",
        "null",
        "regex",
        "e201",
        "w202",
        "utf-16",
    ):
        assert not re.search(rf"\b{word}\b", told), told


BROKEN = {
    "quotes forgotten": (swap('msgid "Go on"', "msgid Go on"), "put the whole text between"),
    "quote inside a text": (swap("Tiếp tục", 'Tiếp "tục"'), 'write \\" for one inside'),
    "quote at the end forgotten": (swap('Tiếp tục"', "Tiếp tục"), "put the whole text between"),
    "language of another file": (swap("Language: vi", "Language: id"), "names language 'id'"),
    "plural rule changed": (swap("nplurals=1; plural=0", "nplurals=2; plural=(n>1)"), "rule is"),
    "not UTF-8": (swap("charset=UTF-8", "charset=CP1258"), "Save it as UTF-8"),
    "old text kept": (add('\n#~ msgctxt "ui.x"\n#~ msgid "X"\n#~ msgstr "Y"\n'), "old text is"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_of_a_whole_file_names_the_file(tmp_path: Path, name: str) -> None:
    plant, says = BROKEN[name]
    written(tmp_path, "vi")
    path = po_path(tmp_path, "vi", "ui")
    path.write_text(plant(path.read_text(encoding="utf-8")), encoding="utf-8")
    problems = check_locale(registry.load()["vi"], tmp_path)
    assert [str(each) for each in problems if says in str(each)], [*map(str, problems)]
    assert {each.file for each in problems} == {"vi/LC_MESSAGES/ui.po"}


def test_a_text_without_quotes_is_named_by_line_and_key(tmp_path: Path) -> None:
    written(tmp_path, "vi")
    path = po_path(tmp_path, "vi", "ui")
    text = path.read_text(encoding="utf-8").replace('msgstr "Tiếp tục"', "msgstr Tiếp tục")
    path.write_text(text, encoding="utf-8")
    [problem] = check_locale(registry.load()["vi"], tmp_path)
    line = text.split("\n").index("msgstr Tiếp tục") + 1
    assert f"ui.po line {line} ({GO}): found msgstr Tiếp tục" in problem.what


def test_gettext_itself_names_key_and_line(tmp_path: Path) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt (package gettext) is not installed on this machine")
    written(tmp_path, "vi")
    path = po_path(tmp_path, "vi", "ui")
    twice = '\nmsgctxt "ui.button.test"\nmsgid "Go on"\nmsgstr "Tiếp"\n'
    path.write_text(path.read_text(encoding="utf-8") + twice, encoding="utf-8")
    said = [str(each) for each in second_opinions(registry.load()["vi"], tmp_path)]
    assert any(GO in each and "This key stands twice in the file" in each for each in said), said


def test_there_are_at_least_25_kinds() -> None:
    assert len(FAULTS) + len(BROKEN) >= 25


def test_a_file_that_another_editor_wrapped_is_read(tmp_path: Path) -> None:
    written(tmp_path, "vi")
    path = po_path(tmp_path, "vi", "ui")
    text = path.read_text(encoding="utf-8")
    wrapped = text.replace('msgstr "Tiếp tục"', 'msgstr ""\n"Tiếp "\n  "tục"')
    assert wrapped != text
    path.write_text(f"#, fuzzy\n{wrapped}".replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert read(path).current[GO].strings == ("Tiếp tục",)
