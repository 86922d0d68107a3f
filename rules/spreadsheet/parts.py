"""From rows of cells to the parts of a document, as nodes."""

from __future__ import annotations

from functools import partial

from rules import canonical
from rules.loading.reading import Mapping, Node, Scalar, Sequence, Written
from rules.rule_set import RuleSet
from rules.spreadsheet.cells import day_of, node_of, number_of, text_of, yes_of
from rules.spreadsheet.grid import Grid, Row
from rules.spreadsheet.rows import RowReader


class PartReader(RowReader):
    """Builds the parts of a document from the rows of a workbook."""

    def __init__(self, rule_set: RuleSet, grid: Grid) -> None:
        super().__init__(rule_set, grid)
        self.made: dict[str, str] = {}  # Keys of new parameters by title.

    def parameters(self) -> Node:
        """Parameters; a row a figure, those of one key together."""
        found: dict[str, dict[str, Node]] = {}
        figures: dict[str, list[Node]] = {}
        verified = {
            (name, figure.since.isoformat()): figure.verified
            for name, parameter in self.rule_set.document.parameters.items()
            for figure in parameter.figures
        }
        for row in self.rows("parameters"):
            name = self._parameter_key(row)
            path = f"parameters.{name}"
            self.places.cells.setdefault(path, row.place)
            entry = found.setdefault(name, {})
            titled = self.says(row, f"{path}.title", "title")
            heads = {"title": titled, "unit": self.cell(row, "unit", text_of, f"{path}.unit")}
            for key, node in heads.items():
                if node is not None and entry.setdefault(key, node) != node:
                    place = row["unit" if key == "unit" else "title_id"].place
                    self.wrong(
                        place,
                        f"berbeda dari baris lain dengan kunci {name}",
                        f"differs from another row with the key {name}",
                    )
            listed = figures.setdefault(name, [])
            here = f"{path}.values[{len(listed)}]"
            self.places.cells[here] = row.place
            unit = entry.get("unit")
            percent = isinstance(unit, Scalar) and unit.text == "percent"
            since = self.cell(row, "from", day_of, f"{here}.from")
            day = since.text if isinstance(since, Scalar) else ""
            # Nobody has said yet that a new figure was looked up.
            unless_told = node_of(verified.get((name, day), False))
            told = self.cell(row, "verified", yes_of, f"{here}.verified")
            listed.append(
                _mapping(
                    from_=since,
                    until=self.cell(row, "until", day_of, f"{here}.until"),
                    value=self.cell(
                        row, "value", partial(number_of, percent=percent), f"{here}.value"
                    ),
                    source=self.cell(row, "source", text_of, f"{here}.source"),
                    verified=told or unless_told,
                )
            )
        return Mapping(
            {
                name: Mapping({**entry, "values": Sequence(tuple(figures[name]))})
                for name, entry in found.items()
            }
        )

    def criteria(self) -> Node:
        """Criteria, with the remedies that the rule set has for them."""
        old = {criterion.id: criterion for criterion in self.rule_set.document.criteria}
        found: dict[str, Node] = {}
        for row in self.rows("criteria"):
            name = self.key(row, old)
            path = f"criteria[{len(found)}]"
            self.once(row, name, found, path)
            kept = old.get(name)
            remedy = canonical.remedy(kept.remedy) if kept else None
            found[name] = _mapping(
                id=Scalar(name, Written.TEXT),
                advisory=self.cell(row, "advisory", yes_of, f"{path}.advisory"),
                says=self.says(row, f"{path}.says"),
                source=self.cell(row, "source", text_of, f"{path}.source"),
                when=self.condition(row, path, kept.when if kept else None),
                remedy=node_of(remedy) if remedy else None,
            )
        return Sequence(tuple(found.values()))

    def tables(self) -> Node:
        """Tables; rows of one table need not stand together."""
        old = {
            (table.id, row.value): row.when
            for table in self.rule_set.document.tables
            for row in table.rows
        }
        titles = {table.id: table.title for table in self.rule_set.document.tables}
        tables: dict[str, dict[str, Node]] = {}
        heads: dict[str, dict[str, Node]] = {}
        order: dict[str, int] = {}
        for row in self.rows("tables"):
            if "table" not in row:
                self.wrong(row["table"].place, "tabel mana?", "which table?")
                continue
            table = self.text(row, "table")
            order.setdefault(table, len(order))
            path = f"tables[{order[table]}]"
            self.places.cells.setdefault(path, row.place)
            rows = tables.setdefault(table, {})
            title = self.says(row, f"{path}.title", "title")
            if "title_id" not in row.cells:
                title = node_of(canonical.words(titles.get(table)))
            told = {"title": title, "hit": self.cell(row, "hit", text_of, f"{path}.hit")}
            for key, node in told.items():
                if node is None or heads.setdefault(table, {}).setdefault(key, node) == node:
                    continue
                self.wrong(
                    row["hit" if key == "hit" else "title_id"].place,
                    f"berbeda dari baris lain tabel {table}",
                    f"differs from another row of the table {table}",
                )
            results = [key for key in row.cells if key.startswith("then.") and key in row]
            known = {value for of, value in old if of == table}
            name = self.key(row, known, self.text(row, results[0]) if results else "")
            here = f"{path}.rows[{len(rows)}]"
            self.once(row, name, rows, here)
            then = {
                key.removeprefix("then."): self.cell(row, key, text_of, f"{here}.{key}")
                for key in results
            }
            rows[name] = _mapping(
                id=Scalar(name, Written.TEXT),
                when=self.condition(row, here, old.get((table, name))),
                then=Mapping({key: node for key, node in then.items() if node is not None}),
            )
        return Sequence(
            tuple(
                _mapping(
                    id=Scalar(table, Written.TEXT),
                    title=heads.get(table, {}).get("title"),
                    hit=heads.get(table, {}).get("hit"),
                    rows=Sequence(tuple(rows.values())),
                )
                for table, rows in tables.items()
            )
        )

    def points(self) -> Node:
        """The entries of points."""
        old = {entry.id: entry.when for entry in self.rule_set.document.priority.points}
        found: dict[str, Node] = {}
        for row in self.rows("points"):
            name = self.key(row, old)
            path = f"priority.points[{len(found)}]"
            self.once(row, name, found, path)
            found[name] = _mapping(
                id=Scalar(name, Written.TEXT),
                says=self.says(row, f"{path}.says"),
                points=self.cell(row, "points", number_of, f"{path}.points"),
                when=self.condition(row, path, old.get(name)),
            )
        return Sequence(tuple(found.values()))

    def _parameter_key(self, row: Row) -> str:
        """The row's key, that of the parameter with the same title, or a new one."""
        old = self.rule_set.document.parameters
        if "id" in row:
            return self.key(row, old)
        title = self.text(row, "title_id")
        for other in self.grid.rows["parameters"]:
            if "id" in other and self.text(other, "title_id") == title:
                return self.text(other, "id")
        if title not in self.made:
            self.made[title] = self.key(row, old, title)
        return self.made[title]


def _mapping(**entries: Node | None) -> Mapping:
    return Mapping({k.rstrip("_"): node for k, node in entries.items() if node is not None})
