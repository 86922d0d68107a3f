"""Running numbers without gap: a number is taken in the transaction that uses it, or not at all."""

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from intranet.database import Model, db


class Counter(Model):
    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[int] = mapped_column(default=0)


def next_number(series: str) -> int:
    """The next number of `series`, starting at 1.

    The counter's row stays locked until the caller's transaction ends, so two clerks never
    get the same number and a number that was not used is given out again.
    """
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(Counter).values(name=series, value=0).on_conflict_do_nothing())
    db.session.execute(
        update(Counter).where(Counter.name == series).values(value=Counter.value + 1)
    )
    return db.session.scalars(select(Counter.value).where(Counter.name == series)).one()
