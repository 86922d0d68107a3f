"""Products of a facilitation: listed, corrected, given up, and gone on with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm.attributes import flag_modified

from intranet.accounts.models import User
from intranet.bpom.facilitating import ChangedMeanwhile, NotNow, refuse_closed, settle, tell
from intranet.bpom.models import Facilitation, Product, ProductState
from intranet.businesses.wallet import Document, keep
from intranet.database import db
from intranet.office import queries as office


@dataclass(frozen=True)
class ProductDetails:
    name: str
    kind: str
    packaging: str = ""
    label: str = ""


def add(
    facilitation: Facilitation,
    details: ProductDetails,
    *,
    label_file: Document | None = None,
    by: User,
) -> Product:
    """Raises Closed."""
    refuse_closed(facilitation)
    product = Product(
        facilitation=facilitation,
        name=details.name,
        kind=details.kind,
        packaging=details.packaging,
        label=details.label,
        label_file=keep(label_file, by=by),
        waits_since=office.today(),
        state=ProductState.OPEN,
    )
    db.session.add(product)
    db.session.flush()
    tell("bpom_product_added", facilitation, by, product=product.name)
    settle(facilitation, by=by)
    return product


def correct(
    product: Product,
    details: ProductDetails,
    *,
    version: int,
    label_file: Document | None = None,
    by: User,
) -> None:
    """The file of the label stays unless another is handed in. Raises Closed, ChangedMeanwhile."""
    check(product, version)
    product.name, product.kind = details.name, details.kind
    product.packaging, product.label = details.packaging, details.label
    if label_file is not None:
        product.label_file = keep(label_file, by=by)
    changed(product)
    tell("bpom_product_corrected", product.facilitation, by, product=product.name)


def give_up(product: Product, *, reason: str, version: int, by: User) -> None:
    """It failed for good. Raises Closed, ChangedMeanwhile, NotNow."""
    check(product, version, state=ProductState.OPEN)
    product.state, product.state_reason = ProductState.FAILED, reason
    changed(product)
    tell("bpom_product_given_up", product.facilitation, by, product=product.name, reason=reason)
    settle(product.facilitation, by=by)


def resume(product: Product, *, version: int, by: User) -> None:
    """It is gone on with after all. Raises Closed, ChangedMeanwhile, NotNow."""
    check(product, version, state=ProductState.FAILED)
    product.state, product.state_reason = ProductState.OPEN, ""
    product.waits_since = office.today()
    changed(product)
    tell("bpom_product_resumed", product.facilitation, by, product=product.name)
    settle(product.facilitation, by=by)


def check(product: Product, version: int, *, state: ProductState | None = None) -> None:
    """Raises Closed, ChangedMeanwhile, and NotNow where it is not in this state."""
    refuse_closed(product.facilitation)
    if product.version != version:
        raise ChangedMeanwhile
    if state is not None and product.state is not state:
        raise NotNow


def changed(product: Product) -> None:
    """Count it as changed, also where only its steps are: whoever saw it before is told so."""
    flag_modified(product, "waits_since")
    db.session.flush()
