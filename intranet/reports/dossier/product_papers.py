"""What tested products add to a dossier: each with its stages and its number."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from intranet.allocations.models import Application
from intranet.bpom.models import Facilitation, Product, ProductState, StageResult, StageStep
from intranet.database import db
from intranet.reports.dossier import letter_papers, sheets
from intranet.reports.dossier.contents import Paper, Photo, State, Step
from intranet.words import indonesian


def of(application: Application) -> tuple[list[Paper], list[Photo]]:
    facilitation = db.session.scalars(
        select(Facilitation)
        .where(Facilitation.application == application)
        .options(selectinload(Facilitation.products).selectinload(Product.steps))
    ).one_or_none()
    told: list[Paper] = []
    products = facilitation.products if facilitation else []
    if not products:
        told.append(Paper(Step.DELIVERY, "Daftar produk", State.MISSING, "belum ada produk"))
    for product in products:
        told += [*_stages(product), _number(product)]
    return told + letter_papers.signed_about(application.item_id), []


def _stages(product: Product) -> Iterator[Paper]:
    for step in product.steps:
        stage = indonesian(step.stage)
        title = f"{product.name}: {stage if stage.isupper() else stage.lower()}"
        document = sheets.scanned(title, step.document) if step.document else None
        if step.result is None:
            began = f"sejak {step.began_on:%d/%m/%Y}, belum ada hasil"
            yield Paper(Step.DELIVERY, title, State.UNDERWAY, began, document)
        else:
            yield Paper(Step.DELIVERY, title, State.THERE, _told(step), document)


def _told(step: StageStep) -> str:
    assert step.result is not None
    day = f", {step.result_on:%d/%m/%Y}" if step.result_on else ""
    if step.result is StageResult.PASSED:
        return f"lulus{day}"
    return f"{indonesian(step.result).lower()}{day}"


def _number(product: Product) -> Paper:
    title = f"{product.name}: izin edar MD"
    if product.number:
        day = f", {product.numbered_on:%d/%m/%Y}" if product.numbered_on else ""
        return Paper(Step.DELIVERY, title, State.THERE, f"{product.number}{day}")
    if product.state is ProductState.FAILED:
        why = f"tidak dilanjutkan: {product.state_reason}"
        return Paper(Step.DELIVERY, title, State.ELSEWHERE, why)
    return Paper(Step.DELIVERY, title, State.MISSING, "belum terbit")
