"""Whom claims describe, in the shapes in which Keycloak, Auth0 and others write them."""

from datetime import datetime
from typing import Any

import pytest

from api.claims import claim_at, identified_by, person_finder
from domain.accounts.models import Identity, Role
from domain.viewer import DoctorViewer, PatientViewer
from infra.identity import LocalKeys, Proof, Trust, Verifier
from infra.settings import Oidc
from infra.token_claims import Kind, Refused
from tests.clinic import Clinic
from tests.tokens import claims, header, rsa_jwk, token

AUTH0 = "https://clinic.eu.auth0.com/"
API, WEB = "https://api.clinic.example", "w3bCl13nt"
ROLES, CPF = "https://clinic.example/roles", "https://clinic.example/cpf"


def oidc(**more: Any) -> Oidc:
    return Oidc(**{"issuer": AUTH0, "client_id": WEB, "client_secret": "secret", "audience": API} | more)


def described(settings: Oidc, *told: dict[str, Any]) -> Any:
    first, *rest = told or ({},)
    return identified_by(settings, "id.to.ken", [{"sub": "1", **first}, *rest])


WAYS = [
    ("roles", {"roles": ["doctor", "offline_access"]}, {Role.DOCTOR}),
    ("roles", {"roles": "patient doctor"}, {Role.PATIENT, Role.DOCTOR}),
    ("roles", {"roles": ["Administrator"]}, {Role.ADMINISTRATOR}),
    ("realm_access.roles", {"realm_access": {"roles": ["patient"]}}, {Role.PATIENT}),
    ("resource_access.web.roles", {"resource_access": {"web": {"roles": ["doctor"]}}}, {Role.DOCTOR}),
    (ROLES, {ROLES: ["patient"]}, {Role.PATIENT}),
    ("roles", {}, set()),
    ("roles", {"roles": None}, set()),
    ("roles", {"roles": {"doctor": True}}, set()),
    ("roles", {"roles": [["doctor"], 1, None, "medic"]}, set()),
    ("realm_access.roles", {"realm_access": "doctor"}, set()),
    ("realm_access.roles", {"realm_access": {"roles": {"x": []}}}, set()),
]


@pytest.mark.parametrize(("path", "told", "roles"), WAYS)
def test_roles_stand_where_the_settings_say(path: str, told: dict[str, Any], roles: set[Role]):
    assert described(oidc(role_claim=path), told).roles == roles


def test_the_first_who_says_something_counts():
    person = described(oidc(), {"name": "Of the ID token"}, {"name": "Of userinfo", "email": "a@b.example"})
    assert (person.name, person.email) == ("Of the ID token", "a@b.example")


@pytest.mark.parametrize("name", [1, [], {}, "", "  ", "a\0b", "\ud800", "x" * 1_001, None])
def test_what_is_no_text_that_can_be_kept_was_not_said(name: Any):
    assert described(oidc(), {"name": name}).name is None


def test_a_claims_name_may_have_dots_in_it():
    assert claim_at("a.b", {"a.b": 1, "a": {"b": 2}}) == 1
    assert claim_at("a.b", {"a": {"b": 2}}) == 2
    assert claim_at("a.b.c", {"a": {"b.c": 3}}) == 3
    assert claim_at("a.b", {"a": 1}) is None


def test_nothing_personal_is_shown_of_whom_claims_describe():
    person = described(oidc(), {"name": "Helena", "email": "h@b.example", "cpf": "390.533.447-05"})
    assert not {"Helena", "h@b.example", "390", "id.to.ken"} & set(repr(person).replace("'", " ").split())


def auth0(now: datetime, **changes: Any) -> str:
    """Auth0's access token in its default profile, as a person's browser client is given it."""
    shape = {
        "iss": AUTH0,
        "sub": "auth0|65f0c0ffee",
        "aud": [API, f"{AUTH0}userinfo"],
        "azp": WEB,
        "scope": "openid profile email",
        "permissions": [],
        ROLES: ["doctor"],
    }
    return token(header(typ="JWT"), claims(now, **shape | changes))


def at_auth0() -> Verifier:
    return Verifier([Trust(AUTH0, API, Kind.AUTH0, LocalKeys(rsa_jwk()))])


async def test_auth0s_access_token_is_taken_in_both_profiles(now):
    proof = await at_auth0().verify(auth0(now), now)
    assert (proof.issuer, proof.subject) == (AUTH0, "auth0|65f0c0ffee")
    rfc9068 = token(header(typ="at+jwt"), claims(now, iss=AUTH0, aud=API, client_id=WEB))
    assert (await at_auth0().verify(rfc9068, now)).issuer == AUTH0


async def test_auth0s_program_is_known_by_its_client(now):
    sent = auth0(now, sub=f"{WEB}@clients", gty="client-credentials", scope="directory:read", aud=API)
    assert (await at_auth0().verify(sent, now)).subject == f"{WEB}@clients"


NOT_FOR_US = {
    "an ID token": {"aud": WEB, "nonce": "n"},
    "an ID token with our audience": {"nonce": "n"},
    "of userinfo alone": {"aud": f"{AUTH0}userinfo"},
    "of the issuer without its slash": {"iss": AUTH0.rstrip("/")},
    "longer than a day": {"exp": None, "iat": None},
}


@pytest.mark.parametrize("changes", NOT_FOR_US.values(), ids=NOT_FOR_US)
async def test_auth0s_other_tokens_are_not(now, changes):
    with pytest.raises(Refused):
        await at_auth0().verify(auth0(now, **changes), now)


def test_an_audience_that_id_tokens_have_is_refused_in_the_settings():
    with pytest.raises(ValueError, match="must differ from HEALTHMED_OIDC_CLIENT_ID"):
        oidc(audience=WEB)


async def test_a_persons_token_is_hers_while_it_says_her_role(now, clinic: Clinic):
    doctor = await clinic.doctor()
    subject = f"auth0|{doctor.id}"

    async def link(tx: Any) -> None:
        tx.add(Identity(issuer=AUTH0, subject=subject, account_id=doctor.id, created_at=now))

    await clinic.database.write(link)
    find = person_finder(oidc(role_claim=ROLES))

    async def found(issuer: str = AUTH0, who: str = subject, roles: Any = ("doctor",)) -> Any:
        proof = Proof(issuer, who, {ROLES: list(roles)}, now)
        return await clinic.database.look(lambda tx: find(tx, proof, now))

    assert await found() == DoctorViewer(doctor.id)
    assert await found(roles=["doctor", "patient"]) == DoctorViewer(doctor.id)
    for nobody in (
        found(roles=["patient"]),
        found(roles=[]),
        found(who="auth0|else"),
        found(issuer="https://x"),
    ):
        assert not isinstance(await nobody, PatientViewer | DoctorViewer)
