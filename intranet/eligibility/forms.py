"""The form of the facts that the rules still need, asked in the words of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectMultipleField,
)
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from intranet.cases.codes import StatementBasis
from intranet.cases.models import Statement
from intranet.choice_fields import YesNoField
from intranet.choice_fields import options as offer
from intranet.fields import DayField, Form, LineField, NumberField, RupiahField, TextField
from rules import Question, vocabulary
from rules.values import NotThisType

FACT, SEEN = "fact_", "seen_"
LARGEST_NUMBER = 10**12


class FactsForm(Form):
    """One question for each fact, and whether an officer saw the paper for it."""

    correcting = HiddenField()
    """Which answer is being corrected, as it was when the form was shown."""

    asked: tuple[str, ...] = ()

    def question(self, fact: str) -> Field:
        field: Field = self[FACT + fact]
        return field

    def seen(self, fact: str) -> Field:
        field: Field = self[SEEN + fact]
        return field

    def answers(self) -> dict[str, tuple[Any, StatementBasis]]:
        """What was answered, as plain data; questions left open are not among it."""
        found: dict[str, tuple[Any, StatementBasis]] = {}
        for fact in self.asked:
            value = plain(self.question(fact).data)
            if value is not None:
                seen = self.seen(fact).data
                found[fact] = (value, StatementBasis.DOCUMENT if seen else StatementBasis.STATEMENT)
        return found

    def refuse_overwriting(self, statements: Iterable[Statement], names: Mapping[Any, str]) -> bool:
        """Whether somebody else answered meanwhile; the error at the field says who."""
        for statement in statements:
            given = self.answers().get(statement.fact)
            if given is None or given[0] == statement.value or self._corrects(statement):
                continue
            self.question(statement.fact).errors = [
                _l(
                    "Sementara itu %(name)s sudah mencatat jawaban lain. Lihat jawabannya di "
                    "bawah, dan pilih Ubah bila keliru",
                    name=names.get(statement.written_by, ""),
                )
            ]
            return True
        return False

    def _corrects(self, statement: Statement) -> bool:
        return self.correcting.data == seen_as(statement)


def facts_in(sent: Iterable[str], *, prefix: str, known: Iterable[str]) -> list[str]:
    """The facts that a sent form speaks of, as far as the item's rules read them."""
    names = set(sent)
    return [fact for fact in known if f"{prefix}{FACT}{fact}" in names]


def seen_as(statement: Statement) -> str:
    """Names an answer as it is now."""
    return f"{statement.uuid}:{statement.stated_at.timestamp()}"


def facts_form(
    questions: Iterable[Question], *, prefix: str, correcting: Statement | None = None
) -> FactsForm:
    """The form for these questions; filled with the answer that is being corrected."""
    asked = list(questions)
    fields: dict[str, Any] = {"asked": tuple(question.fact for question in asked)}
    for question in asked:
        fields[FACT + question.fact] = _field(question)
        fields[SEEN + question.fact] = BooleanField(_l("Dokumennya saya lihat"))
    given: dict[str, Any] = {}
    if correcting is not None:
        given[FACT + correcting.fact] = _shown(correcting)
        given[SEEN + correcting.fact] = correcting.basis is StatementBasis.DOCUMENT
        given["correcting"] = seen_as(correcting)
    form: FactsForm = type("FactsForm", (FactsForm,), fields)(prefix=prefix, data=given)
    return form


def plain(value: Any) -> Any:
    """A field's data as JSON data of the vocabulary; None where nothing was answered."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if value in ("", []):
        return None
    return value


class _OfTheVocabulary:
    """The last word on a value is the vocabulary's."""

    def __init__(self, fact: str) -> None:
        self.fact = vocabulary.shipped().facts[fact]

    def __call__(self, form: Form, field: Field) -> None:
        try:
            self.fact.value(plain(field.data))
        except NotThisType as error:
            raise ValidationError(_l("Isi nilai yang sesuai dengan pertanyaan ini")) from error


class OptionsField(RadioField):
    """One option, or none of them yet."""

    def __init__(self, label: str, options: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        self.codes = {code for code, _label in options}
        super().__init__(
            label,
            choices=offer([*options, ("", _l("Belum ditanyakan"))]),
            coerce=lambda given: given or "",
            default="",
            **kwargs,
        )

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in self.codes:
            raise ValidationError(_l("Pilih salah satu dari daftar"))


class DecimalField(LineField):
    """A number with decimals, typed with a comma as in Indonesian or with a point."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data and "," in self.data:
            self.data = self.data.replace(".", "").replace(",", ".")


class LinesField(TextField):
    """A list, one member a line."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0] if valuelist else ""
        self.data = [line.strip() for line in typed.splitlines() if line.strip()]

    def _value(self) -> str:
        return "\n".join(str(member) for member in self.data or ())

    def pre_validate(self, form: Any) -> None:
        """The vocabulary judges the members."""


def _field(question: Question) -> Any:
    text, checks = question.text, [_OfTheVocabulary(question.fact)]
    if question.type == "list" and question.of == "choice":
        return SelectMultipleField(
            text,
            choices=offer(question.options),
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
            validate_choice=False,
            validators=checks,
        )
    if question.type == "choice":
        return OptionsField(text, question.options, validators=checks)
    if question.type == "integer":
        return NumberField(text, most=LARGEST_NUMBER, validators=checks)
    simple = {
        "boolean": YesNoField,
        "money": RupiahField,
        "date": DayField,
        "decimal": DecimalField,
        "list": LinesField,
        "text": LineField,
    }
    return simple[question.type](text, validators=checks)


def _shown(statement: Statement) -> Any:
    """A stored answer as its field's data."""
    fact = vocabulary.shipped().facts.get(statement.fact)
    if fact is not None and fact.type == "date":
        return date.fromisoformat(statement.value)
    return statement.value
