"""Rules as files: a workbook to change figures in, a YAML file between offices."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from intranet.access import Permission, requires
from intranet.accounts.session import signed_in_user
from intranet.database import transaction
from intranet.rulebook import documents, drafting, problems, proposals, queries
from intranet.rulebook.checking import Checked, check
from intranet.rulebook.file_forms import RulesFileForm
from intranet.rulebook.models import Draft, Proposal
from intranet.rulebook.views.blueprint import blueprint
from intranet.rulebook.views.drafting import title_of
from intranet.rulebook.views.reading import as_download, asked_version
from intranet.rulebook.words import language
from rules import spreadsheet, writing
from rules.comparison import compare
from rules.errors import DocumentRefused
from rules.rule_set import RuleSet
from rules.spreadsheet.errors import CellProblem, SpreadsheetRefused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Mistake:
    """What is wrong in a file: where (a cell, or a place of the text; blank for all of it)."""

    place: str
    says: str


@blueprint.get("/<name>.xlsx")
@blueprint.get("/<name>/versions/<int(max=999999):number>.xlsx")
@requires(Permission.READ_RULES)
def workbook(name: str, number: int | None = None) -> ResponseReturnValue:
    """A version as a workbook; without a number, the one that holds today."""
    version = asked_version(name, number)
    return as_workbook(documents.loaded(version.document), f"{name}-{version.number}")


@blueprint.get("/drafts/<uuid:draft_uuid>.xlsx")
@requires(Permission.READ_RULES)
def draft_workbook(draft_uuid: UUID) -> ResponseReturnValue:
    draft = queries.draft(draft_uuid)
    rule_set = check(draft).rule_set
    if rule_set is None:
        return not_readable(draft)
    return as_workbook(rule_set, f"{draft.rule_set}-rancangan")


@blueprint.get("/drafts/<uuid:draft_uuid>.yaml")
@requires(Permission.READ_RULES)
def draft_text(draft_uuid: UUID) -> ResponseReturnValue:
    draft = queries.draft(draft_uuid)
    rule_set = check(draft).rule_set
    if rule_set is None:
        return not_readable(draft)
    return as_download(writing.as_yaml(rule_set.document), f"{draft.rule_set}-rancangan.yaml")


@blueprint.get("/drafts/<uuid:draft_uuid>/file")
@requires(Permission.EDIT_RULES)
def file(draft_uuid: UUID) -> ResponseReturnValue:
    """Where a draft is taken out as a file, and a file is handed in."""
    draft = queries.draft(draft_uuid)
    return show_upload(draft, check(draft), RulesFileForm(formdata=None))


@blueprint.post("/drafts/<uuid:draft_uuid>/file")
@requires(Permission.EDIT_RULES)
def hand_in(draft_uuid: UUID) -> ResponseReturnValue:
    """Read a file and keep it as a proposal; nothing of the draft changes yet."""
    draft, user = queries.draft(draft_uuid), signed_in_user()
    seen, checked, form = draft.revision, check(draft), RulesFileForm()
    if not draft.is_open or not form.validate():
        return show_upload(draft, checked, form, status=422)
    try:
        found = proposals.read(draft, checked, form.content)
    except SpreadsheetRefused as refused:
        mistakes = [Mistake(one.place, cell_words(one)) for one in refused.problems]
        return show_upload(draft, checked, form, mistakes, status=422)
    except DocumentRefused as refused:
        return show_upload(draft, checked, form, in_words(refused), status=422)
    except proposals.HoldsIdentity:
        return show_upload(draft, checked, form, [holds_identity()], status=422)
    except proposals.DraftNotReadable:
        mistakes = [Mistake("", unreadable_draft())]
        return show_upload(draft, checked, form, mistakes, status=422)
    except proposals.ForAnotherRuleSet as other:
        mistakes = [
            Mistake(
                "rule_set",
                _(
                    "Berkas ini untuk aturan %(other)s, rancangan ini untuk %(own)s.",
                    other=other.name,
                    own=draft.rule_set,
                ),
            )
        ]
        return show_upload(draft, checked, form, mistakes, status=422)
    with transaction():
        made = proposals.propose(draft, found, seen=seen, file_name=form.file_name, by=user).uuid
    return redirect(url_for(".proposal", draft_uuid=draft_uuid, proposal_uuid=made), 303)


@blueprint.get("/drafts/<uuid:draft_uuid>/file/<uuid:proposal_uuid>")
@requires(Permission.EDIT_RULES)
def proposal(draft_uuid: UUID, proposal_uuid: UUID) -> ResponseReturnValue:
    """What the file changes in the draft, before it is taken."""
    draft = queries.draft(draft_uuid)
    return show_proposal(proposals.get(draft, proposal_uuid, reader=signed_in_user()))


@blueprint.post("/drafts/<uuid:draft_uuid>/file/<uuid:proposal_uuid>")
@requires(Permission.EDIT_RULES)
def take(draft_uuid: UUID, proposal_uuid: UUID) -> ResponseReturnValue:
    user, draft = signed_in_user(), queries.draft(draft_uuid)
    found = proposals.get(draft, proposal_uuid, reader=user)
    try:
        with transaction():
            taken = proposals.take(found, by=user)
    except (drafting.DraftClosed, proposals.DraftMovedOn):
        return show_proposal(found, status=409)
    flash(
        _("Isi berkas diambil ke rancangan. Urungkan bila keliru.")
        if taken
        else _("Tidak ada yang berubah: rancangan sudah sama dengan berkas itu."),
        "success",
    )
    return redirect(url_for(".draft", draft_uuid=draft_uuid), 303)


def show_upload(
    draft: Draft,
    checked: Checked,
    form: RulesFileForm,
    mistakes: list[Mistake] | None = None,
    *,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "rulebook/file.html",
        draft=draft,
        of_draft=title_of(draft),
        form=form,
        mistakes=mistakes or [],
        is_readable=checked.rule_set is not None,
    )
    return page, status


def show_proposal(found: Proposal, *, status: int = 200) -> ResponseReturnValue:
    """The differences from the draft as it was compared; a draft that moved on is told."""
    draft = found.draft
    checked = check(draft)
    moved_on = draft.revision != found.revision or not draft.is_open
    try:
        new = proposals.loaded(found.content, checked.words)
    except DocumentRefused as refused:  # It was read with the words of an earlier Loket.
        form = RulesFileForm(formdata=None)
        return show_upload(draft, checked, form, in_words(refused), status=422)
    notes = [Mistake(one["place"], one[language()]) for one in found.notes]
    page = render_template(
        "rulebook/proposal.html",
        draft=draft,
        proposal=found,
        moved_on=moved_on,
        changes=compare(checked.rule_set, new) if checked.rule_set else None,
        notes=notes,
        language=language(),
    )
    return page, status


def cell_words(problem: CellProblem) -> str:
    """What is wrong in a cell; the loader itself knows only English."""
    if problem.says.id == problem.says.en:
        return problems.in_words(problem.says.id)
    return problem.says.in_language(language())


def in_words(refused: DocumentRefused) -> list[Mistake]:
    """What the loader refuses in a YAML file, by its place in the text."""
    told = problems.told(refused.problems)
    return [
        Mistake(problem.path or one.path, one.says)
        for problem, one in zip(refused.problems, told, strict=True)
    ]


def not_readable(draft: Draft) -> ResponseReturnValue:
    flash(unreadable_draft(), "error")
    return redirect(url_for(".review", draft_uuid=draft.uuid), 303)


def holds_identity() -> Mistake:
    return Mistake("", _("Hapus NIK atau nomor KK dari berkas ini, lalu kirim lagi."))


def unreadable_draft() -> str:
    sentence: str = _(
        "Rancangan ini masih memuat isian yang belum benar. Perbaiki dulu, baru pakai lembar kerja."
    )
    return sentence


def as_workbook(rule_set: RuleSet, name: str) -> Response:
    answer = Response(spreadsheet.write(rule_set, language()), mimetype=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
