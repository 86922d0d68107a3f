"""The stages of a product's test: begun, passed or not, and done again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intranet.accounts.models import User
from intranet.bpom.facilitating import NotNow, tell
from intranet.bpom.models import Product, ProductState, Stage, StageResult, StageStep
from intranet.bpom.products import changed, check
from intranet.businesses.wallet import Document, keep
from intranet.database import db
from intranet.words import indonesian

WAITED_FOR = "menunggu hasil"


@dataclass(frozen=True)
class StepDetails:
    """What happened at a stage; without a result it is waited for."""

    began_on: date
    agency: str = ""
    result: StageResult | None = None
    result_on: date | None = None
    note: str = ""


def record(
    product: Product,
    details: StepDetails,
    *,
    version: int,
    document: Document | None = None,
    by: User,
) -> StageStep:
    """Another go at the stage that the product is at.

    Raises Closed, ChangedMeanwhile, and NotNow where a result is still waited for.
    """
    check(product, version, state=ProductState.OPEN)
    if product.stage is Stage.NUMBER or product.waiting_step is not None:
        raise NotNow
    step = StageStep(stage=product.stage, recorded_by=by.uuid)
    _write(step, details, document, by)
    product.steps.append(step)
    db.session.flush()
    _told("bpom_step_recorded", step, by)
    return step


def correct(
    step: StageStep,
    details: StepDetails,
    *,
    version: int,
    document: Document | None = None,
    by: User,
) -> None:
    """Enter the result of the last step, or put it right.

    Raises Closed, ChangedMeanwhile, and NotNow for a step that others followed.
    """
    product = step.product
    check(product, version, state=ProductState.OPEN)
    if product.steps[-1] is not step:
        raise NotNow
    _write(step, details, document, by)
    _told("bpom_step_corrected", step, by)


def remove(step: StageStep, *, version: int, by: User) -> None:
    """Take the last step out again: it was recorded by mistake. Raises as `correct` does."""
    product = step.product
    check(product, version, state=ProductState.OPEN)
    if product.steps[-1] is not step:
        raise NotNow
    stage = indonesian(step.stage)
    product.steps.remove(step)
    db.session.delete(step)
    changed(product)
    tell("bpom_step_removed", product.facilitation, by, product=product.name, stage=stage)


def _write(step: StageStep, details: StepDetails, document: Document | None, by: User) -> None:
    step.began_on, step.agency, step.note = details.began_on, details.agency, details.note
    step.result, step.result_on = details.result, details.result_on
    if document is not None:
        step.document = keep(document, by=by)


def _told(action: str, step: StageStep, by: User) -> None:
    product = step.product
    product.waits_since = step.result_on or step.began_on
    changed(product)
    tell(
        action,
        product.facilitation,
        by,
        product=product.name,
        stage=indonesian(step.stage),
        result=indonesian(step.result) if step.result else WAITED_FOR,
    )
