"""PO files, and how one is read: by Babel, after a look at what Babel would let pass."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.pofile import PoFileError, denormalize, read_po

from locales.problem import BadLocaleData

FUZZY = "fuzzy"
_MADE_BY_BABEL = {"python-format", "python-brace-format"}
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


def _entry(message: BabelMessage, *, obsolete: bool) -> Entry:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    notes = [note for note in message.user_comments if not note.startswith("|")]
    return Entry(
        key=message.context or "",
        text=ids[0],
        plural=ids[1] if len(ids) > 1 else "",
        strings=tuple(each or "" for each in strings),
        flags=frozenset(message.flags - _MADE_BY_BABEL),
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
