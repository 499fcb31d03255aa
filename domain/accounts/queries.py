"""The statements that registering, signing in and signing out run."""

from typing import Final

from sqlalchemy import String, bindparam, case, column, delete, func, literal, or_, select, table, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from domain.accounts.models import (
    Account,
    AuthorizationRequest,
    Identity,
    Newcomer,
    Session,
    SignInThrottle,
)
from domain.columns import Instant

DOCTORS: Final = table("doctors", column("id"), column("crm_state", String), column("crm_number", String))
"""The noun above this one: named, since only its CRM is asked for, and not imported."""

TAKEN: Final = select(col(Account.id)).where(
    or_(col(Account.cpf) == bindparam("cpf"), col(Account.email) == bindparam("email"))
)
"""The accounts that stand in the way of a new one, two at the most."""

_WHO: Final = select(
    col(Account.id), col(Account.role), col(Account.locale), col(Account.password_hash)
).where(col(Account.disabled_at).is_(None))
"""A disabled account looks to whoever signs in as if there were none."""
BY_CPF: Final = _WHO.where(col(Account.cpf) == bindparam("cpf"))
BY_EMAIL: Final = _WHO.where(col(Account.email) == bindparam("email"))
BY_CRM: Final = _WHO.join(DOCTORS, DOCTORS.c.id == col(Account.id)).where(
    DOCTORS.c.crm_state == bindparam("state"), DOCTORS.c.crm_number == bindparam("number")
)

BY_IDENTITY: Final = (
    select(
        col(Account.id),
        col(Account.role),
        col(Account.locale),
        col(Account.disabled_at).is_not(None).label("disabled"),
    )
    .join(Identity, col(Identity.account_id) == col(Account.id))
    .where(col(Identity.issuer) == bindparam("issuer"), col(Identity.subject) == bindparam("subject"))
)
"""A disabled account too: it opens nothing, and its identity is nobody's to take."""
NEWCOMER: Final = select(Newcomer).where(
    col(Newcomer.token_digest) == bindparam("digest"), col(Newcomer.expires_at) > bindparam("now")
)
FORGET_NEWCOMER: Final = (
    delete(Newcomer)
    .where(col(Newcomer.token_digest) == bindparam("digest"))
    .returning(col(Newcomer.id_token))
)
RECALL: Final = (
    delete(AuthorizationRequest)
    .where(
        col(AuthorizationRequest.browser_digest) == bindparam("digest"),
        col(AuthorizationRequest.expires_at) > bindparam("now"),
    )
    .returning(col(AuthorizationRequest.remembered))
)

STILL: Final = (
    select(col(Account.id))
    .where(
        col(Account.id) == bindparam("id"),
        col(Account.password_hash) == bindparam("password_hash"),
        col(Account.disabled_at).is_(None),
    )
    .with_for_update(read=True)
)
"""The account if its password is still the one that was verified; changing it waits until we are done."""

SET_PASSWORD: Final = (
    update(Account)
    .where(col(Account.id) == bindparam("account_id"))
    .values(password_hash=bindparam("new_hash"))
)

VIEWER: Final = (
    select(col(Account.id), col(Account.role), col(Account.locale))
    .join(Session, col(Session.account_id) == col(Account.id))
    .where(
        col(Session.token_digest) == bindparam("digest"),
        col(Session.expires_at) > bindparam("now"),
        col(Account.disabled_at).is_(None),
    )
)
OPEN: Final = select(col(Session.token_digest)).where(
    col(Session.token_digest) == func.any(bindparam("digests")), col(Session.expires_at) > bindparam("now")
)
END_SESSION: Final = (
    delete(Session).where(col(Session.token_digest) == bindparam("digest")).returning(col(Session.id_token))
)
END_OTHERS: Final = delete(Session).where(
    col(Session.account_id) == bindparam("account_id"),
    col(Session.token_digest).is_distinct_from(bindparam("keep")),
)
DISABLE: Final = (
    update(Account)
    .where(col(Account.id) == bindparam("account_id"))
    .values(disabled_at=func.coalesce(col(Account.disabled_at), bindparam("now", type_=Instant)))
    .returning(col(Account.role))
)
"""Who was disabled before stays so since then."""
DISABLED: Final = select(col(Account.id)).where(
    col(Account.id) == func.any(bindparam("ids")), col(Account.disabled_at).is_not(None)
)
ENABLE: Final = (
    update(Account)
    .where(col(Account.id) == bindparam("account_id"))
    .values(disabled_at=None)
    .returning(col(Account.role))
)
PRUNE_SESSIONS: Final = delete(Session).where(col(Session.expires_at) <= bindparam("now"))
PRUNE_REQUESTS: Final = delete(AuthorizationRequest).where(
    col(AuthorizationRequest.expires_at) <= bindparam("now")
)
PRUNE_NEWCOMERS: Final = delete(Newcomer).where(col(Newcomer.expires_at) <= bindparam("now"))

_FIRST: Final = insert(SignInThrottle).values(
    [
        {"subject_digest": bindparam(subject), "failures": literal(1), "window_started_at": bindparam("at")}
        for subject in ("account", "address")  # always in this order: no two attempts wait for each other
    ]
)
_OVER: Final = col(SignInThrottle.window_started_at) <= bindparam("window_before", type_=Instant)
RESERVE: Final = _FIRST.on_conflict_do_update(
    index_elements=[col(SignInThrottle.subject_digest)],
    set_={
        "failures": case((_OVER, 1), else_=col(SignInThrottle.failures) + 1),
        "window_started_at": case(
            (_OVER, _FIRST.excluded.window_started_at), else_=col(SignInThrottle.window_started_at)
        ),
    },
).returning(SignInThrottle)
"""Counts an attempt of the identifier and of the address; how many there are now."""

CLEAR: Final = delete(SignInThrottle).where(col(SignInThrottle.subject_digest) == bindparam("account"))
GIVE_BACK: Final = (
    update(SignInThrottle)
    .where(col(SignInThrottle.subject_digest) == bindparam("address"))
    .values(failures=func.greatest(col(SignInThrottle.failures) - 1, 0))
)
PRUNE_THROTTLES: Final = delete(SignInThrottle).where(
    col(SignInThrottle.window_started_at) <= bindparam("window_before")
)
