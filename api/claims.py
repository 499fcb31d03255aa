"""Who a provider's claims describe."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from api.bearers import Finder
from domain.accounts import rules
from domain.accounts.models import Role
from domain.accounts.newcomers import Identified
from domain.accounts.sign_in_elsewhere import find_person
from domain.transaction import Transaction
from domain.viewer import Viewer
from infra.identity import Proof
from infra.settings import Oidc

ROLES: Final = {role.value.lower(): role for role in Role}
"""patient, doctor, administrator: as the provider's roles have to be called."""
MOST_ROLES: Final = 1_000
LONGEST: Final = 1_000
"""Characters of a claim."""

Claims = Mapping[str, Any]


def identified_by(oidc: Oidc, id_token: str, told: Sequence[Claims]) -> Identified:
    """Whom the ID token's claims and all others describe; the first one that says something counts."""
    return Identified(
        issuer=oidc.issuer,
        subject=told[0]["sub"],
        id_token=id_token,
        roles=_roles(_first(told, oidc.role_claim)),
        name=_text(_first(told, "name")),
        email=_text(_first(told, "email")),
        cpf=_text(_first(told, oidc.cpf_claim)),
        crm=_text(_first(told, oidc.crm_claim)),
    )


def person_finder(oidc: Oidc) -> Finder:
    """Finds whoever has signed in here with the provider before; their token says each time what they are."""

    async def find(tx: Transaction, proof: Proof, _: datetime) -> Viewer | None:
        if proof.issuer != oidc.issuer:
            return None
        roles = _roles(claim_at(oidc.role_claim, proof.claims))
        return await find_person(tx, proof.issuer, proof.subject, roles)

    return find


def claim_at(path: str, claims: Any) -> Any:
    """The claim of this name, which may be an address with dots in it, or a way into objects: `a.b.c`."""
    if not isinstance(claims, Mapping):
        return None
    if path in claims:
        return claims[path]
    first, _, rest = path.partition(".")
    return claim_at(rest, claims.get(first)) if rest else None


def _first(told: Sequence[Claims], path: str) -> Any:
    return next((value for claims in told if (value := claim_at(path, claims)) is not None), None)


def _roles(value: Any) -> frozenset[Role]:
    """Of a list of names, or of names with blanks between them."""
    listed = value.split() if isinstance(value, str) else value if isinstance(value, list) else []
    names = [name.lower() for name in listed[:MOST_ROLES] if isinstance(name, str)]
    return frozenset(ROLES[name] for name in names if name in ROLES)


def _text(value: Any) -> str | None:
    """What can be kept, however wrong it is."""
    fit = isinstance(value, str) and value.strip() and len(value) <= LONGEST and not rules.UNFIT.search(value)
    return value if fit else None
