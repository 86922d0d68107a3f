"""What the logging page needs to go on without signal."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flask import Response, current_app, jsonify, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from intranet.access import Permission, public, requires
from intranet.accounts.session import signed_in_user
from intranet.forums.log.entry_forms import EntryForm
from intranet.forums.views.blueprint import blueprint
from intranet.security import STATIC, versioned

COMMON = ("device", "ask")
SCRIPTS = (
    "outbox",
    "sending",
    "draft",
    "choices",
    "wishes",
    "checks",
    "state",
    "businesses",
    "quiet",
    "log",
)
"""The logging page's own scripts, in the order in which they stand on each other."""
SHELL = (
    "forums/offline.html",
    "forums/_device.html",
    "forums/_entry.html",
    "forums/_head_of_log.html",
    "forums/_wish.html",
    "layouts/document.html",
    "layouts/plain.html",
)
LIBRARIES = (("vendor", "tabler.min.css"), ("vendor", "htmx.min.js"), ("vendor", "icons.svg"))
SHARED = ("app.css", "app.js", "combobox.js", "drafts.js", "icon.svg", "forum/log.css")


def shell_assets() -> list[str]:
    """The addresses of all that the page without signal is made of."""
    own = [*SHARED, *(f"forum/{name}.js" for name in COMMON + SCRIPTS)]
    files = [*LIBRARIES, *(("app", name) for name in own)]
    # The style sheet names its font itself, without a version.
    font = "/static/vendor/plus-jakarta-sans.woff2"
    return [*(versioned(folder, name) for folder, name in files), font]


@blueprint.get("/token")
@requires(Permission.LOG_ASPIRATIONS)
def fresh_token() -> ResponseReturnValue:
    """Who is signed in, and the token that forms of this session carry. Kept by no cache."""
    return jsonify(person=str(signed_in_user().uuid), token=generate_csrf())


@blueprint.get("/offline")
@public
def offline() -> ResponseReturnValue:
    """The logging page without anybody's data; a script fills it from what the device keeps."""
    return render_template("forums/offline.html", form=EntryForm(None, None), scripts=SCRIPTS)


@blueprint.get("/worker.js")
@public
def worker() -> Response:
    """The service worker, with the files it keeps; any change of them makes it another worker."""
    assets = shell_assets()
    script = (STATIC / "app" / "forum" / "worker.js").read_text(encoding="utf-8")
    folder = Path(current_app.root_path, current_app.template_folder or "")
    templates = [(folder / name).read_text(encoding="utf-8") for name in SHELL]
    parts = "\n".join([script, *assets, *templates])
    edition = hashlib.sha256(parts.encode()).hexdigest()[:12]
    kept = json.dumps({"edition": edition, "shell": url_for(".offline"), "assets": assets})
    response = make_response(f'"use strict";\nconst KEPT = {kept};\n{script}')
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    return response
