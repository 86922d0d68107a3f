"""Fostered businesses that never joined a visit, cluster by cluster."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from intranet.access import Permission, requires
from intranet.businesses.models import Cluster
from intranet.study_visits import never_joined as never
from intranet.study_visits.views.blueprint import blueprint

NO_CLUSTER = "none"
LAST_PAGE = 10_000


@blueprint.get("/never-joined")
@requires(Permission.READ_REGISTER)
def never_joined() -> ResponseReturnValue:
    asked = request.args.get("cluster", "")
    lines = never.by_cluster()
    chosen = next((line for line in lines if _key(line.cluster) == asked), None)
    if asked and chosen is None:
        abort(404)
    unknown = request.args.get("unknown") == "1"
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    found = never.of_cluster(chosen.cluster, unknown=unknown, page=page) if chosen else None
    return render_template(
        "study_visits/never_joined.html",
        lines=lines,
        key_of=_key,
        chosen=chosen,
        chosen_key=asked,
        unknown=unknown,
        found=found,
    )


def _key(cluster: Cluster | None) -> str:
    return str(cluster.uuid) if cluster else NO_CLUSTER
