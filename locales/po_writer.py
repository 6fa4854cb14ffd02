"""Writes PO files in the one form this project keeps.

No dates, no line numbers, no wrapping, sorted by key, LF: two people's changes meet only where
they changed the same words. Babel's own writer wraps comments and drops the previous English.
"""

from pathlib import Path

from babel.messages.pofile import normalize

from locales.po_file import Entry, PoFile

_FORMAT = "python-format"
_NO_WRAP = 0


def dump(po: PoFile) -> str:
    """Return the text of a PO file."""
    current = sorted((each for each in po.entries if not each.obsolete), key=_by_key)
    dropped = sorted((each for each in po.entries if each.obsolete), key=_by_key)
    blocks = [_header(po), *map(_block, current + dropped)]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def write(path: Path, po: PoFile) -> bool:
    """Write a PO file and return whether its text changed."""
    text = dump(po)
    if path.exists() and path.read_bytes() == text.encode():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return True


def _by_key(entry: Entry) -> tuple[str, ...]:
    return (entry.key, *entry.source)


def _header(po: PoFile) -> list[str]:
    fields = ["Project-Id-Version: zairyu-bot", f"Language: {po.language}", "MIME-Version: 1.0"]
    fields += ["Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit"]
    fields += [f"Plural-Forms: {po.plural_forms}"] if po.plural_forms else []
    head = po.head.splitlines()
    return [*head, 'msgid ""', 'msgstr ""', *(f'"{field}\\n"' for field in fields)]


def _block(entry: Entry) -> list[str]:
    formatted = any("%" in text for text in entry.source)
    flags = sorted(entry.flags | ({_FORMAT} if formatted else set()))
    lines = [f"# {note}".rstrip() for note in entry.notes]
    if not entry.obsolete:
        lines += [f"#. {comment}" for comment in entry.comments]
        lines += [f"#: {place}" for place in entry.places]
    lines += [f"#, {', '.join(flags)}"] if flags else []
    for word, text in zip(("msgid", "msgid_plural"), entry.previous, strict=False):
        lines += _field(word, text, "#| ")
    mark = "#~ " if entry.obsolete else ""
    lines += _field("msgctxt", entry.key, mark) + _field("msgid", entry.text, mark)
    if not entry.plural:
        return lines + _field("msgstr", entry.strings[0], mark)
    lines += _field("msgid_plural", entry.plural, mark)
    for number, string in enumerate(entry.strings):
        lines += _field(f"msgstr[{number}]", string, mark)
    return lines


def _field(word: str, text: str, mark: str) -> list[str]:
    return [f"{mark}{line}" for line in f"{word} {normalize(text, width=_NO_WRAP)}".split("\n")]
