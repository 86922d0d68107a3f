"""A rule set over a population: derived facts, criteria, outcome, tables and points, by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import polars as pl

from rules import figures
from rules.columns.conditions import Conditions, all_of, number_of
from rules.columns.population import Population
from rules.document import Condition, Criterion, Derived, Document, Table, leaves_of
from rules.errors import AmbiguousTable
from rules.values import FIRST_DAY, LAST_DAY

TEXT = pl.lit(None, dtype=pl.String)


@dataclass(frozen=True)
class Answers:
    """The expressions of one document over one population.

    Truths and answers stand in columns whose names have a colon, `criterion:<id>` and so on,
    which no fact has. `whole` adds to what the outcome needs the advisory criteria, the tables'
    rows and the points; `advised` the advisory criteria alone.
    """

    document: Document
    population: Population
    whole: bool
    advised: bool = False

    @cached_property
    def conditions(self) -> Conditions:
        on = self.population.on
        numbers = figures.numbers(figures.in_force(self.document, on))
        given = [name for name, fact in self.document.facts.items() if fact.source != "derived"]
        return Conditions(self.document.facts, self.population.constants(given), numbers)

    @cached_property
    def criteria(self) -> list[Criterion]:
        """Those that are answered, in document order."""
        return [c for c in self.document.criteria if self.whole or self.advised or not c.advisory]

    @cached_property
    def tables(self) -> list[Table]:
        """Those that are answered; an ambiguous one also decides whether there is an outcome."""
        return [t for t in self.document.tables if self.whole or t.hit == "unique"]

    @cached_property
    def derived(self) -> list[Derived]:
        """The derived facts that are needed, each after those it reads."""
        needed = {name for name in self._needed if self.document.derived_fact(name)}
        by_name = {derived.fact: derived for derived in self.document.derived}
        return [by_name[name] for name in self.document.derivation_order if name in needed]

    @cached_property
    def facts(self) -> list[str]:
        """The facts of the vocabulary that are read."""
        return [name for name in self._needed if self.document.derived_fact(name) is None]

    def over(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The population's typed frame with all truths, the outcome's own (`:deciding`) among them.

        `:ambiguous` says where a table has two rows, so that there is no outcome.
        """
        for level in self._levels():
            frame = frame.with_columns(self._derive(derived) for derived in level)
        truth = self.conditions.truth
        frame = frame.with_columns(
            *(truth(c.when).alias(f"criterion:{c.id}") for c in self.criteria),
            *(
                truth(row.when).alias(f"row:{table.id}:{row.value}")
                for table in self.tables
                for row in table.rows
                if table.hit != "first"
            ),
        )
        deciding = [pl.col(f"criterion:{c.id}") for c in self.criteria if not c.advisory]
        ambiguous = [_ambiguous(table) for table in self.tables if table.hit == "unique"]
        return frame.with_columns(
            all_of(deciding).alias(":deciding"),
            pl.any_horizontal([pl.lit(False), *ambiguous]).alias(":ambiguous"),
        )

    def outcome(self) -> pl.Expr:
        """The outcome in words, null where a table is ambiguous."""
        deciding = pl.col(":deciding")
        return (
            pl.when(pl.col(":ambiguous"))
            .then(TEXT)
            .when(deciding)
            .then(pl.lit("eligible"))
            .when(~deciding)
            .then(pl.lit("ineligible"))
            .otherwise(pl.lit("undetermined"))
        )

    def outputs(self) -> list[pl.Expr]:
        """The ids of each table's rows that apply."""
        return [self._output(table).alias(f"output:{table.id}") for table in self.tables]

    def points(self) -> pl.Expr:
        """Priority points, whatever the outcome."""
        found = pl.lit(0, dtype=pl.Int64)
        for entry in self.document.priority.points:
            truth = self.conditions.truth(entry.when)
            found += pl.when(truth).then(pl.lit(entry.points, dtype=pl.Int64)).otherwise(0)
        return found

    def error(self) -> pl.Expr:
        """What AmbiguousTable would say, null where all is well; after `outputs`."""
        found = TEXT
        for table in reversed([table for table in self.tables if table.hit == "unique"]):
            says = pl.lit(str(AmbiguousTable(table.id, ())))
            rows = pl.col(f"output:{table.id}").list.join(", ")
            found = pl.when(_ambiguous(table)).then(says + rows).otherwise(found)
        return found

    def is_same(self, when: Condition, other: Answers, other_when: Condition) -> bool:
        """Whether a condition reads the same as one of another document over this population."""
        mine, theirs = self.conditions.truth(when), other.conditions.truth(other_when)
        behind, others = self._derived_behind(when), other._derived_behind(other_when)
        return (
            mine.meta.eq(theirs)
            and behind.keys() == others.keys()
            and all(
                self._derive(one).meta.eq(other._derive(others[n])) for n, one in behind.items()
            )
        )

    def _derived_behind(self, when: Condition) -> dict[str, Derived]:
        found = {name: self.document.derived_fact(name) for name in self._behind([when])}
        return {name: derived for name, derived in found.items() if derived is not None}

    @cached_property
    def _needed(self) -> dict[str, None]:
        """The facts read behind all that is answered, derived ones among them."""
        document = self.document
        asked = [criterion.when for criterion in self.criteria]
        asked += [row.when for table in self.tables for row in table.rows]
        if not self.whole:
            return self._behind(asked)
        asked += [entry.when for entry in document.priority.points]
        asked += [when for derived in document.derived for when in derived.conditions()]
        return dict.fromkeys(derived.fact for derived in document.derived) | self._behind(asked)

    def _behind(self, conditions: Sequence[Condition]) -> dict[str, None]:
        """The facts that they read, and that the derived ones among those read."""
        waiting, found = list(conditions), dict[str, None]()
        while waiting:
            for leaf in leaves_of(waiting.pop()):
                for name in leaf.facts_read():
                    derived = self.document.derived_fact(name)
                    if name not in found and derived is not None:
                        waiting += derived.conditions()
                    found[name] = None
        return found

    def _levels(self) -> list[list[Derived]]:
        """The derived facts in steps: those of one step read only earlier ones."""
        step: dict[str, int] = {}
        levels: list[list[Derived]] = []
        for derived in self.derived:
            read = {
                name
                for condition in derived.conditions()
                for leaf in leaves_of(condition)
                for name in leaf.facts_read()
            }
            at = max((step[name] + 1 for name in read if name in step), default=0)
            step[derived.fact] = at
            levels += [[]] * (at == len(levels))
            levels[at] = [*levels[at], derived]
        return levels

    def _derive(self, derived: Derived) -> pl.Expr:
        if derived.when is not None:
            return self.conditions.truth(derived.when).alias(derived.fact)
        return self.conditions.first(derived.rows, derived.otherwise).alias(derived.fact)

    def _output(self, table: Table) -> pl.Expr:
        none = pl.lit([], dtype=pl.List(pl.String))
        if table.hit == "first":
            found = self.conditions.first(table.rows, None)
            return pl.when(found.is_null()).then(none).otherwise(pl.concat_list(found))
        each = [
            pl.when(pl.col(f"row:{table.id}:{row.value}")).then(pl.lit(row.value))
            for row in table.rows
        ]
        return pl.concat_list(each).list.drop_nulls()


def check_day(on: date) -> None:
    """Raises TypeError and ValueError, as for a single decision."""
    if not isinstance(on, date) or isinstance(on, datetime):
        raise TypeError("on is a datetime.date")
    if not FIRST_DAY <= on <= LAST_DAY:
        raise ValueError(f"{on} is outside {FIRST_DAY.year} to {LAST_DAY.year}")


def _ambiguous(table: Table) -> pl.Expr:
    rows = [pl.col(f"row:{table.id}:{row.value}").fill_null(False) for row in table.rows]
    return number_of(rows) > 1
