"""Writes a rule set's figures, criteria, tables and points as an XLSX workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from rules.document import Document
from rules.figures import UNITS
from rules.loading.conditions import ALL_OPERATORS
from rules.loading.parts import HITS
from rules.rule_set import RuleSet
from rules.spreadsheet import layout
from rules.spreadsheet.cells import Cell, text_cell
from rules.spreadsheet.layout import NO, YES, Column, Sheet
from rules.spreadsheet.row_values import RowValues, Values
from rules.words import Words

SPARE_ROWS = 300  # Below the last row, new rows get the same help with typing.
NO_MOMENT = datetime(2000, 1, 1)  # The same rule set gives the same bytes, whenever written.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
NOT_AS_FORMULAS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def write(rule_set: RuleSet, language: str = "id") -> bytes:
    """The rule set as an XLSX workbook, headings and help in `id` or `en`.

    Derived facts, remedies, tie-breaks and examples are not in it; they stay as they are when it
    is read back. Texts are never formulas. Columns with keys are locked, without a password.
    """
    content = BytesIO()
    book = xlsxwriter.Workbook(content, NOT_AS_FORMULAS)
    book.set_properties({"title": rule_set.id, "created": NO_MOMENT})
    writer = _Writer(book, rule_set, language)
    writer.guide()
    document = rule_set.document
    results = list(
        dict.fromkeys(key for t in document.tables for row in t.rows for key in row.then)
    )
    rows = RowValues(document, language)
    writer.sheet(layout.PARAMETERS, rows.parameters())
    writer.sheet(layout.CRITERIA, rows.criteria())
    writer.sheet(layout.TABLES, rows.tables(), results)
    writer.sheet(layout.POINTS, rows.points())
    writer.facts()
    book.close()
    return content.getvalue()


class _Writer:
    def __init__(self, book: Any, rule_set: RuleSet, language: str) -> None:
        self.book, self.rule_set, self.language = book, rule_set, language
        self.document: Document = rule_set.document
        self.facts_known = {**rule_set.vocabulary.with_always_known(), **self.document.facts}
        wrapped = {"text_wrap": True, "valign": "top"}
        self.open = book.add_format({**wrapped, "locked": False})
        self.open_text = book.add_format({**wrapped, "locked": False, "quote_prefix": True})
        self.day = book.add_format({**wrapped, "locked": False, "num_format": "yyyy-mm-dd"})
        self.whole = book.add_format({**wrapped, "locked": False, "num_format": "#,##0"})
        self.key = book.add_format({**wrapped, "bg_color": "#E7E6E6"})
        self.help = book.add_format({**wrapped, "font_color": "#595959", "italic": True})
        self.head = book.add_format(
            {**wrapped, "bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF"}
        )
        self.title = book.add_format({"bold": True, "font_size": 14})

    def spoken(self, text: Words) -> str:
        return text.in_language(self.language)

    def guide(self) -> None:
        """The first sheet: what this is, of which version, and how to fill it."""
        sheet = self.book.add_worksheet(self.spoken(layout.GUIDE))
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 100)
        self._text(sheet, 0, 0, self.spoken(self.document.title), self.title)
        stamps = ((layout.RULE_SET, self.rule_set.id), (layout.DIGEST, self.rule_set.digest))
        for place, (label, value) in enumerate(stamps, 1):
            self._text(sheet, place, 0, self.spoken(label), self.key)
            self._text(sheet, place, 1, value, self.key)
        for place, line in enumerate(layout.HELP[self.language], 4):
            sheet.write_number(place, 0, place - 3, self.help)
            self._text(sheet, place, 1, line, self.help)
        sheet.protect()

    def facts(self) -> None:
        """A list of the facts that conditions may read; it is not read back."""
        sheet = self.book.add_worksheet(self.spoken(layout.FACTS))
        heads = {
            "id": ["Fakta", "Arti", "Jenis", "Pilihan"],
            "en": ["Fact", "Meaning", "Type", "Options"],
        }
        for place, (head, width) in enumerate(
            zip(heads[self.language], (34, 60, 12, 80), strict=True)
        ):
            sheet.set_column(place, place, width)
            self._text(sheet, 0, place, head, self.head)
        for place, (name, fact) in enumerate(self.facts_known.items(), 1):
            options = ", ".join(
                f"{code} ({self.spoken(label)})" for code, label in fact.options.items()
            )
            cells = (name, self.spoken(fact.label), fact.type, options[: layout.LONGEST_CELL])
            for column, text in enumerate(cells):
                self._text(sheet, place, column, text, self.help)
        sheet.freeze_panes(1, 1)
        sheet.protect()

    def sheet(self, plan: Sheet, rows: Iterator[Values], results: list[str] | None = None) -> None:
        """A sheet with its rows, headings, widths, locks and lists to choose from."""
        *front, remove = plan.columns
        outputs = [
            Column(f"then.{key}", Words(layout.THEN.id + key, str(layout.THEN.en) + key), 24)
            for key in results or ()
        ]
        columns = [*front, *outputs, remove]
        sheet = self.book.add_worksheet(self.spoken(plan.name))
        last = 0
        for place, values in enumerate(rows, 1):
            for at, column in enumerate(columns):
                self._cell(sheet, place, at, column, values.get(column.key))
            last = place
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, self._format(column))
            self._text(sheet, 0, at, self.spoken(column.heading), self.head)
            self._choices(sheet, at, column, last + SPARE_ROWS)
        sheet.freeze_panes(1, 1)
        sheet.protect(
            "",
            {"insert_rows": True, "delete_rows": True, "format_columns": True, "format_rows": True},
        )

    def _cell(self, sheet: Any, row: int, at: int, column: Column, value: Cell) -> None:
        form = self._format(column)
        if column.kind == "key":
            form = self.key
        if value is None:
            sheet.write_blank(row, at, None, form)
        elif isinstance(value, bool):
            self._text(sheet, row, at, self.spoken(YES if value else NO), form)
        elif isinstance(value, date):
            sheet.write_datetime(row, at, value, self.day)
        elif isinstance(value, float):
            sheet.write_number(row, at, value, self.whole if value.is_integer() else self.open)
        else:
            raw = column.kind in ("any", "help") or column.key == "when"
            self._text(sheet, row, at, value if raw else text_cell(value), form)

    def _text(self, sheet: Any, row: int, at: int, text: str, form: Any) -> None:
        if form is self.open and text.startswith(FORMULA_SIGNS):
            form = self.open_text  # Stays text when somebody edits the cell.
        sheet.write_string(row, at, text, form)

    def _format(self, column: Column) -> Any:
        forms = {"date": self.day, "help": self.help}
        return forms.get(column.kind, self.open)

    def _choices(self, sheet: Any, at: int, column: Column, last: int) -> None:
        lists = {
            "yes": [self.spoken(YES), self.spoken(NO)],
            "unit": UNITS,
            "hit": HITS,
            "test": ALL_OPERATORS,
        }
        if column.kind in lists:
            rule: dict[str, Any] = {"validate": "list", "source": lists[column.kind]}
        elif column.kind == "fact":
            source = f"='{self.spoken(layout.FACTS)}'!$A$2:$A${len(self.facts_known) + 1}"
            rule = {"validate": "list", "source": source}
        elif column.kind == "date":
            first, end = date(1900, 3, 1), date(2199, 12, 31)
            rule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": end}
        else:
            return
        sheet.data_validation(1, at, max(last, 1), at, rule)
