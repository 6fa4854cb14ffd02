"""Reads and writes PO files in the one form this project keeps.

No dates, no line numbers, no wrapping, sorted by key, LF: two people's changes meet only where
they changed the same words. Babel reads; its writer wraps comments and drops the previous English.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.pofile import PoFileError, denormalize, normalize, read_po

from locales.problem import BadLocaleData

FUZZY = "fuzzy"
_FORMAT = "python-format"
_NO_WRAP = 0
_QUOTED = r'"(?:[^"\\]|\\.)*"[ \t]*'
_WORD = r"(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]+"
# A line that is neither empty nor a comment and does not hold a text between quotes.
_BARE = re.compile(
    rf"^(?![ \t]*$|[ \t]*#(?!~)|[ \t]*(?:\#~[ \t]*)?(?:{_WORD})?{_QUOTED}$|\#~[|.:,]).+",
    re.MULTILINE,
)
_KEY = re.compile(r'^(?:#~ *)?msgctxt\s+"(.*)"', re.MULTILINE)
_ASIDE = re.compile(r"^#(?![,~]).*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a PO file. `strings` has one text for each plural form, else exactly one."""

    key: str
    text: str
    plural: str = ""
    strings: tuple[str, ...] = ("",)
    flags: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    obsolete: bool = False

    @property
    def fuzzy(self) -> bool:
        """Whether the translation needs a second look before anybody may read it."""
        return FUZZY in self.flags

    @property
    def source(self) -> tuple[str, ...]:
        """The English: one text, or singular and plural."""
        return (self.text, self.plural) if self.plural else (self.text,)

    @property
    def translated(self) -> bool:
        """Whether every form is there and none is fuzzy."""
        return all(self.strings) and not self.fuzzy


@dataclass(frozen=True, slots=True)
class PoFile:
    """A PO or POT file. `language` is a dir of the registry, empty in a template."""

    language: str
    plural_forms: str
    entries: tuple[Entry, ...]
    charset: str = "UTF-8"
    head: str = ""

    @property
    def current(self) -> dict[str, Entry]:
        """Key -> entry of everything that is still in use."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}


def read(path: Path) -> PoFile:
    """Return a PO file. Raises BadLocaleData with the line when it does not parse."""
    return _read(path, path.read_bytes())


def read_words(path: Path) -> PoFile:
    """Return a PO file without its comments, in half the time: what the running bot needs."""
    data = path.read_bytes()
    try:
        return _read(path, _ASIDE.sub("", data.decode("utf-8")).encode())
    except ValueError:  # told again with the lines of the file as it is
        return _read(path, data)


def _read(path: Path, data: bytes) -> PoFile:
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    _look_at_quotes(path, text)
    try:
        catalog = read_po(BytesIO(data), abort_invalid=True)
    except (PoFileError, ValueError, IndexError, LookupError) as error:
        line = getattr(error, "lineno", None)
        place = path.name if line is None else f"{path.name} line {line + 1}"
        raise BadLocaleData(f"{place}: not a valid PO file: {error}") from error
    current = [_entry(message, obsolete=False) for message in catalog if message.id]
    dropped = [_entry(message, obsolete=True) for message in catalog.obsolete.values()]
    headers = {name.lower(): value for name, value in _headers(text)}
    return PoFile(
        language=headers.get("language", ""),
        plural_forms=headers.get("plural-forms", ""),
        entries=tuple(current + dropped),
        charset=str(catalog.charset or "").upper(),
        head=_head(catalog),
    )


def _look_at_quotes(path: Path, text: str) -> None:
    """Refuse a text that is not between quotes: Babel takes it, and loses what follows."""
    found = _BARE.search(text)
    if found is None:
        return
    above = text[: found.start()]
    keys = _KEY.findall(f"{above}{found[0]}")
    key = f" ({keys[-1]})" if keys else ""
    raise BadLocaleData(
        f"{path.name} line {above.count(chr(10)) + 1}{key}: found {found[0][:40]}; "
        'put the whole text between straight quotes "…" and write \\" for one inside'
    )


def _head(catalog: Catalog) -> str:
    """Return the comment above the header; Babel invents one where there is none."""
    header = catalog.get("")
    return catalog.header_comment if header is not None and header.user_comments else ""


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


def _entry(message: BabelMessage, *, obsolete: bool) -> Entry:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    notes = [note for note in message.user_comments if not note.startswith("|")]
    return Entry(
        key=message.context or "",
        text=ids[0],
        plural=ids[1] if len(ids) > 1 else "",
        strings=tuple(each or "" for each in strings),
        flags=frozenset(message.flags - {_FORMAT, "python-brace-format"}),
        notes=tuple(notes),
        comments=tuple(message.auto_comments),
        places=tuple(place for place, _ in message.locations),
        previous=_previous(message.user_comments),
        obsolete=obsolete,
    )


def _previous(notes: Iterable[str]) -> tuple[str, ...]:
    """Babel keeps `#| msgid "..."` as a comment that begins with a bar."""
    found: list[list[str]] = []
    for note in notes:
        word, _, rest = note.removeprefix("|").strip().partition(" ")
        if note.startswith("|") and word in ("msgid", "msgid_plural"):
            found.append([rest])
        elif note.startswith("|") and found and word.startswith('"'):
            found[-1].append(note.removeprefix("|").strip())
    return tuple(denormalize("\n".join(lines)) for lines in found)


def _headers(text: str) -> Iterator[tuple[str, str]]:
    """Babel replaces some headers by its own defaults, so they are read as they stand."""
    for line in text.split("\n\n", 1)[0].splitlines():
        name, colon, value = line.strip().strip('"').removesuffix("\\n").partition(":")
        if colon and line.strip().startswith('"'):
            yield name.strip(), value.strip()


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
