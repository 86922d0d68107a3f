"""The menu: which pages a role is led to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l

from intranet.access import Permission, may
from intranet.accounts.models import User


@dataclass(frozen=True)
class Page:
    endpoint: str
    icon: str
    label: LazyString
    permission: Permission


@dataclass(frozen=True)
class Entry:
    url: str
    icon: str
    label: str
    is_current: bool


PAGES = (
    Page("home.index", "home", _l("Beranda"), Permission.USE_INTRANET),
    Page("cases.index", "clipboard-list", _l("Kasus"), Permission.READ_CASES),
    Page("forums.index", "messages", _l("Forum warga"), Permission.READ_FORUMS),
    Page("businesses.index", "building-store", _l("Pelaku usaha"), Permission.READ_REGISTER),
    Page("letters.index", "mail", _l("Surat"), Permission.READ_LETTERS),
    Page("allocations.index", "armchair", _l("Kuota dan tempat"), Permission.READ_CASES),
    Page("equipment.index", "tool", _l("Bantuan alat"), Permission.READ_CASES),
    Page("bpom.index", "flask", _l("Uji BPOM"), Permission.READ_CASES),
    Page("study_visits.index", "bus", _l("Studi banding"), Permission.READ_CASES),
    Page("reports.index", "report-money", _l("Anggaran program"), Permission.READ_CASES),
    Page("programmes.index", "list-details", _l("Layanan dan aturan"), Permission.READ_RULES),
    Page("audit.index", "history", _l("Jejak audit"), Permission.READ_JOURNAL),
    Page("accounts.staff", "users-group", _l("Akun staf"), Permission.MANAGE_ACCOUNTS),
    Page("banks.index", "building-bank", lazy_pgettext("list", "Bank"), Permission.MANAGE_OFFICE),
    Page(
        "businesses.clusters",
        "category",
        lazy_pgettext("list", "Klaster"),
        Permission.MANAGE_OFFICE,
    ),
    Page("office.index", "settings", _l("Pengaturan kantor"), Permission.MANAGE_OFFICE),
    Page("accounts.account", "id-badge-2", _l("Akun saya"), Permission.USE_INTRANET),
)


def entries_for(user: User | None) -> list[Entry]:
    """The user's menu. Pages of features that this process does not serve are left out."""
    offered = [
        (page, url_for(page.endpoint))
        for page in PAGES
        if page.endpoint in current_app.view_functions and may(user, page.permission)
    ]
    current = _nearest([url for _page, url in offered])
    return [
        Entry(url, page.icon, str(page.label), is_current=url == current) for page, url in offered
    ]


def _nearest(urls: list[str]) -> str | None:
    """The entry that the reader's page belongs to: the longest that its address begins with."""
    if request.path == "/":
        return "/"
    under = [url for url in urls if url != "/" and f"{request.path}/".startswith(f"{url}")]
    return max(under, key=len, default=None)
