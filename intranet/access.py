"""Who may do what. Every view declares the permission it needs, or that it is public."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import ParamSpec, Protocol, TypeVar

from flask import Flask, abort, g

P = ParamSpec("P")
R = TypeVar("R")

PUBLIC = "public"


class Role(StrEnum):
    FRONT_DESK = "front_desk"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    HEAD = "head"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    USE_INTRANET = "use_intranet"
    """See the first page, one's own account and sessions."""
    READ_REGISTER = "read_register"
    """Search and read people and businesses, identity numbers masked."""
    EDIT_REGISTER = "edit_register"
    """Register and correct people, businesses, licences."""
    FOSTER = "foster"
    """Declare a business fostered, or no longer so."""
    REVEAL_IDENTITY = "reveal_identity"
    """See a full identity number, with a reason, journalled."""
    READ_CASES = "read_cases"
    OPEN_CASES = "open_cases"
    WORK_ON_CASES = "work_on_cases"
    """Take in papers, answer facts, write notes."""
    VERIFY_CASES = "verify_cases"
    """Verify, dispose, refer to another agency, close."""
    READ_FORUMS = "read_forums"
    LOG_ASPIRATIONS = "log_aspirations"
    """Write down what is said at a session of a forum."""
    RUN_FORUMS = "run_forums"
    """Plan, open and close sessions, follow wishes up, make minutes."""
    SET_UP_FORUMS = "set_up_forums"
    """Name the office's forums, how often each comes, and the topics of wishes."""
    DECIDE_PROPOSALS = "decide_proposals"
    """Say what became of a proposal for a budget; set the days of budget windows."""
    DRAFT_LETTERS = "draft_letters"
    CHECK_LETTERS = "check_letters"
    """Put one's initials on a draft (paraf)."""
    SIGN_LETTERS = "sign_letters"
    READ_LETTERS = "read_letters"
    READ_RULES = "read_rules"
    EDIT_RULES = "edit_rules"
    """Draft a change of the rules and send it for approval."""
    APPROVE_RULES = "approve_rules"
    """Put somebody else's change of the rules into force, or send it back."""
    STAND_IN = "stand_in"
    """Be named the head's deputy (Plh.), and judge a change of the rules on those days."""
    SET_UP_PROGRAMMES = "set_up_programmes"
    """Make and change programmes, their periods, quotas and clusters' places; confirm budgets."""
    RUN_ROUNDS = "run_rounds"
    """Freeze a list, announce and hold a draw, propose who is chosen, record offers."""
    DECIDE_ROUNDS = "decide_rounds"
    """Approve a proposed selection, or annul a round."""
    DELIVER_AID = "deliver_aid"
    """Visit, recommend, hand over and check aid; follow tests of products; run study visits."""
    READ_DOSSIERS = "read_dossiers"
    """Take along all papers of a programme's year in one bundle."""
    READ_JOURNAL = "read_journal"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_OFFICE = "manage_office"
    """Letterhead, officials, divisions, holidays, banks, clusters."""


_READ = {
    Permission.USE_INTRANET,
    Permission.READ_REGISTER,
    Permission.READ_CASES,
    Permission.READ_LETTERS,
    Permission.READ_RULES,
    Permission.READ_FORUMS,
}
_DESK = _READ | {
    Permission.EDIT_REGISTER,
    Permission.REVEAL_IDENTITY,
    Permission.OPEN_CASES,
    Permission.WORK_ON_CASES,
    Permission.LOG_ASPIRATIONS,
}
_OFFICER = _DESK | {
    Permission.VERIFY_CASES,
    Permission.FOSTER,
    Permission.DRAFT_LETTERS,
    Permission.STAND_IN,
    Permission.RUN_FORUMS,
    Permission.RUN_ROUNDS,
    Permission.DELIVER_AID,
}

PERMISSIONS_OF: dict[Role, frozenset[Permission]] = {
    Role.FRONT_DESK: frozenset(_DESK),
    Role.OFFICER: frozenset(_OFFICER),
    Role.SUPERVISOR: frozenset(
        _OFFICER
        | {
            Permission.CHECK_LETTERS,
            Permission.EDIT_RULES,
            Permission.APPROVE_RULES,
            Permission.SET_UP_FORUMS,
            Permission.DECIDE_PROPOSALS,
            Permission.SET_UP_PROGRAMMES,
            Permission.READ_DOSSIERS,
        }
    ),
    Role.HEAD: frozenset(
        _READ
        | {
            Permission.REVEAL_IDENTITY,
            Permission.CHECK_LETTERS,
            Permission.SIGN_LETTERS,
            Permission.APPROVE_RULES,
            Permission.STAND_IN,
            Permission.DECIDE_PROPOSALS,
            Permission.DECIDE_ROUNDS,
            Permission.READ_DOSSIERS,
        }
    ),
    Role.AUDITOR: frozenset(
        _READ | {Permission.REVEAL_IDENTITY, Permission.READ_JOURNAL, Permission.READ_DOSSIERS}
    ),
    Role.ADMINISTRATOR: frozenset(
        {Permission.USE_INTRANET, Permission.MANAGE_ACCOUNTS, Permission.MANAGE_OFFICE}
    ),
}


class HasRole(Protocol):
    @property
    def role(self) -> Role: ...


def may(user: HasRole | None, permission: Permission) -> bool:
    return user is not None and permission in PERMISSIONS_OF[user.role]


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only users who hold `permission` reach the view.

    Nobody signed in answers 401 (see accounts.session for what becomes of it); a user
    without the permission 403.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            user: HasRole | None = g.get("user")
            if user is None:
                abort(401)
            if not may(user, permission):
                abort(403)
            return view(*args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Let anyone reach the view, signed in or not."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


class UndeclaredAccess(Exception):
    """A view says nothing about who may reach it."""


def check_every_view_declares_access(app: Flask) -> None:
    """Refuse to start while any view is open by accident."""
    for endpoint, view in app.view_functions.items():
        if endpoint != "static" and not hasattr(view, "access"):
            raise UndeclaredAccess(f"{endpoint} needs @requires(...) or @public")
