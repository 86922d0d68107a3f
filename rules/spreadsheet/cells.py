"""Values as a cell holds them, and what a cell holds as a node of a document."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from rules import canonical
from rules.document import Leaf, Literal
from rules.loading.conditions import MANY, RANGES
from rules.loading.reading import Mapping, Node, Null, Scalar, Sequence, Unreadable, Written, parse
from rules.spelling import MONTHS
from rules.spreadsheet.layout import FALSE_WORDS, NO, TRUE_WORDS, YES
from rules.values import DAY, LARGEST
from rules.vocabulary import Fact
from rules.words import Words
from rules.writing import flow, quoted

EXACT_DIGITS = 15  # What a spreadsheet program keeps of a number.
FIRST_SERIAL, LAST_SERIAL = 61, 109_574  # 1 March 1900 (before it programs disagree) to 2199.
SERIAL_START = date(1899, 12, 30)
MEANING = '{["'  # A value that begins so is read as the language, not as plain text.

Cell = str | float | bool | date | None


class CellWrong(Exception):
    """A cell does not hold what is asked."""

    def __init__(self, indonesian: str, english: str) -> None:
        self.says = Words(indonesian, english)
        super().__init__(english)


def text_cell(text: str) -> str:
    """A text for a cell; in quotation marks where it would not come back as it is."""
    plain = all(char.isprintable() or char == "\n" for char in text)
    return text if plain and not text.startswith('"') else quoted(text)


def number_cell(number: int | Decimal) -> float | str:
    """A number, as text where a spreadsheet program would lose digits."""
    digits = len(Decimal(number).normalize().as_tuple().digits)
    return float(number) if digits <= EXACT_DIGITS else f"{number:f}"


def date_cell(day: date) -> date | str:
    """A date, as text in the weeks of 1900 on which programs disagree."""
    return day if (day - SERIAL_START).days >= FIRST_SERIAL else day.isoformat()


def operand_cell(leaf: Leaf, language: str) -> Cell:
    """What a comparison compares with."""
    first = leaf.operands[0]
    if leaf.operator in MANY | RANGES:
        return flow([canonical.operand(operand) for operand in leaf.operands])
    if not isinstance(first, Literal):
        return flow(canonical.operand(first))
    value = first.value
    if isinstance(value, bool):
        return (YES if value else NO).in_language(language)
    if isinstance(value, int | Decimal):
        return number_cell(value)
    if isinstance(value, date):
        return date_cell(value)
    text = str(value)
    return quoted(text) if text[:1] in MEANING else text_cell(text)


@dataclass(frozen=True)
class Given:
    """A cell that was read: its value, its address, and whether it is shown as a percentage."""

    value: Cell
    place: str
    percent: bool = False

    @property
    def is_blank(self) -> bool:
        """True for nothing and for blanks."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


def text_of(given: Given) -> Scalar:
    """The cell as text; a whole number as its digits. Raises CellWrong."""
    value = given.value
    if isinstance(value, bool | date):
        raise CellWrong(
            f"{_shown(value)} berdiri di tempat teks; ketik dengan tanda petik ' di depannya",
            f"{_shown(value)} stands where text is asked; type it with ' before it",
        )
    if isinstance(value, float):
        return Scalar(_digits(value), Written.TEXT)
    text = (value or "").strip()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        with suppress(Unreadable):
            node = parse(text)
            if isinstance(node, Scalar):
                return node
    return Scalar(text, Written.TEXT)


def number_of(given: Given, percent: bool = False) -> Scalar:
    """The cell as a number; `percent` where 5 means 5%. Raises CellWrong."""
    value = given.value
    if given.percent and not percent:
        raise CellWrong(
            "sel ini berformat persen; pakai format angka biasa",
            "this cell is shown as a percentage; use a plain number format",
        )
    if isinstance(value, float) and not isinstance(value, bool):
        number = Decimal(repr(value)) * (100 if given.percent else 1)
        if abs(number) <= LARGEST:
            return Scalar(_plain(number), Written.NUMBER)
    if isinstance(value, str):
        return Scalar(value.strip(), Written.PLAIN)
    raise CellWrong(f"{_shown(value)} bukan angka", f"{_shown(value)} is not a number")


def yes_of(given: Given) -> Scalar:
    """The cell as a boolean: ya or tidak, TRUE or BENAR. Raises CellWrong."""
    value = given.value
    word = value.strip().lower() if isinstance(value, str) else None
    if value is True or word in TRUE_WORDS:
        return Scalar("true", Written.WORD)
    if value is False or word in FALSE_WORDS:
        return Scalar("false", Written.WORD)
    raise CellWrong(
        f"tulis ya atau tidak, bukan {_shown(value)}", f"write yes or no, not {_shown(value)}"
    )


def day_of(given: Given) -> Scalar:
    """The cell as a day: a date, its serial number, YYYY-MM-DD or 1 Januari 2027."""
    value = given.value
    day: date | None = None
    if isinstance(value, datetime):
        day = value.date() if value.time() == time() else None
    elif isinstance(value, date):
        day = value
    elif isinstance(value, float) and value.is_integer():
        if FIRST_SERIAL <= value <= LAST_SERIAL:
            day = date.fromordinal(SERIAL_START.toordinal() + int(value))
    elif isinstance(value, str):
        day = _spoken_day(value.strip())
    if day is None:
        raise CellWrong(
            f"{_shown(value)} bukan tanggal; tulis misalnya 2027-01-31 atau 31 Januari 2027",
            f"{_shown(value)} is not a date; write 2027-01-31 or 31 January 2027",
        )
    return Scalar(day.isoformat(), Written.TEXT)


def operand_of(given: Given, fact: Fact, operator: str) -> Node:
    """The cell as what a comparison compares with. Raises CellWrong."""
    value = given.value
    if isinstance(value, str) and value.strip()[:1] in MEANING and value.strip():
        return meaning_of(given)
    many = operator in MANY
    if many and isinstance(value, str) and fact.item_type == "choice":
        codes = [_code(part.strip(), fact) for part in value.replace(";", ",").split(",")]
        if all(code in fact.options for code in codes):
            return Sequence(tuple(Scalar(code, Written.TEXT) for code in codes))
    single = _single(given, fact, operator)
    return Sequence((single,)) if many else single


def meaning_of(given: Given) -> Node:
    """The cell as a fragment of the language, such as `{parameter: quota}`. Raises CellWrong."""
    try:
        return parse(given.value if isinstance(given.value, str) else str(given.value))
    except Unreadable as error:
        raise CellWrong(f"tidak dapat dibaca: {error}", f"cannot be read: {error}") from None


def node_of(data: Any) -> Node:
    """Plain data as a node, as if it had been written in JSON."""
    if isinstance(data, dict):
        return Mapping({key: node_of(member) for key, member in data.items()})
    if isinstance(data, list):
        return Sequence(tuple(node_of(member) for member in data))
    if data is None:
        return Null()
    if isinstance(data, bool):
        return Scalar("true" if data else "false", Written.WORD)
    return Scalar(str(data), Written.NUMBER if isinstance(data, int) else Written.TEXT)


def _single(given: Given, fact: Fact, operator: str) -> Scalar:
    if operator == "present" or fact.item_type == "boolean":
        return yes_of(given)
    if fact.item_type in ("integer", "money", "decimal"):
        return number_of(given)
    if fact.item_type == "date":
        return day_of(given)
    scalar = text_of(given)
    return Scalar(_code(scalar.text, fact), Written.TEXT) if fact.options else scalar


def _code(text: str, fact: Fact) -> str:
    """The option's code where its label was written."""
    if text in fact.options:
        return text
    spoken = text.casefold()
    fitting = [
        code
        for code, label in fact.options.items()
        if spoken in (label.id.casefold(), (label.en or "").casefold())
    ]
    return fitting[0] if len(fitting) == 1 else text


def _spoken_day(text: str) -> date | None:
    """`2027-01-31` or `31 Januari 2027`; 01/02/2027 is refused, for it has two meanings."""
    with suppress(ValueError):
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
        number, month, year = text.casefold().split()
        for names in MONTHS.values():
            months = names.casefold().split()
            if month in months:
                return date(int(year), months.index(month) + 1, int(number))
    return None


def _digits(value: float) -> str:
    return _plain(Decimal(repr(value))) if abs(value) <= LARGEST else repr(value)


def _plain(number: Decimal) -> str:
    return f"{int(number)}" if number == int(number) else f"{number.normalize():f}"


def _shown(value: Cell) -> str:
    return '"' + str(value)[:60] + '"'
