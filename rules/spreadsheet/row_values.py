"""What stands in the rows of a workbook: a rule set's figures, criteria, tables and points."""

from __future__ import annotations

from collections.abc import Iterator

from rules import canonical, sentences
from rules.document import Condition, Document, Leaf
from rules.spreadsheet import layout
from rules.spreadsheet.cells import Cell, date_cell, number_cell, operand_cell
from rules.words import Words
from rules.writing import flow

Values = dict[str, Cell]  # By the key of their column.


class RowValues:
    """The rows of a document, their help in `id` or `en`."""

    def __init__(self, document: Document, language: str) -> None:
        self.document, self.language = document, language

    def parameters(self) -> Iterator[Values]:
        """A row a figure."""
        for name, parameter in self.document.parameters.items():
            for figure in parameter.figures:
                yield {
                    "id": name,
                    "title_id": parameter.title.id,
                    "title_en": parameter.title.en,
                    "unit": parameter.unit,
                    "from": date_cell(figure.since),
                    "until": None if figure.until is None else date_cell(figure.until),
                    "value": number_cell(figure.value),
                    "source": figure.source,
                    "verified": figure.verified,
                }

    def criteria(self) -> Iterator[Values]:
        """A row a criterion."""
        for criterion in self.document.criteria:
            yield {
                "id": criterion.id,
                **_words("says", criterion.says),
                "source": criterion.source,
                "advisory": criterion.advisory,
                **self._condition(criterion.when),
            }

    def tables(self) -> Iterator[Values]:
        """A row a row of a table."""
        for table in self.document.tables:
            for row in table.rows:
                yield {
                    "table": table.id,
                    **_words("title", table.title),
                    "id": row.value,
                    "hit": table.hit,
                    **self._condition(row.when),
                    **{f"then.{key}": value for key, value in row.then.items()},
                }

    def points(self) -> Iterator[Values]:
        """A row an entry of points."""
        for entry in self.document.priority.points:
            yield {
                "id": entry.id,
                **_words("says", entry.says),
                "points": float(entry.points),
                **self._condition(entry.when),
            }

    def _condition(self, when: Condition) -> Values:
        reads = sentences.condition_sentence(self.document, when, {}).in_language(self.language)
        found: Values = {"reads": reads[: layout.LONGEST_CELL]}
        if isinstance(when, Leaf):
            operand = operand_cell(when, self.language)
            if not isinstance(operand, str) or len(operand) <= layout.LONGEST_CELL:
                return {**found, "fact": when.fact, "test": when.operator, "operand": operand}
        text = flow(canonical.condition(when))
        return {**found, "when": text if len(text) <= layout.LONGEST_CELL else layout.KEPT}


def _words(key: str, text: Words | None) -> Values:
    return {} if text is None else {f"{key}_id": text.id, f"{key}_en": text.en}
