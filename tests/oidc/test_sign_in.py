"""Signing in at a real provider: who somebody becomes, what is asked, and that leaving leaves both."""

import secrets

import pytest

from tests.clinic import Clinic as Rows
from tests.oidc.conftest import Clinic, OpenClinic
from tests.oidc.people import PEOPLE
from tests.oidc.provider import CLINIC, Provider, providing

JOIN = """mutation ($input: JoinAsPatientInput!) { joinAsPatient(input: $input) {
  __typename ... on Patient { name cpf email } ... on InvalidInput { fields { path } } } }"""
JOIN_AS_DOCTOR = """mutation ($input: JoinAsDoctorInput!) { joinAsDoctor(input: $input) {
  __typename ... on Doctor { name crmNumber crmState } ... on InvalidInput { fields { path } } } }"""
REGISTER = """mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { __typename } }"""
LINK = """mutation ($input: SignInInput!) { linkIdentity(input: $input) {
  __typename ... on Problem { message } ... on SignedIn { viewer { ... on Patient { name } } } } }"""
PRACTICE = {"specialties": ["cardiology"], "feeCents": 20_000, "city": "São Paulo", "state": "SP"}


def another(kind: str) -> str:
    """A person of this kind whom nobody has seen."""
    return f"{kind}~{secrets.token_hex(4)}"


def missing(**more: object) -> dict[str, object]:
    """What a form has to say of somebody of whom the provider says the name alone."""
    digits = [secrets.randbelow(10) for _ in range(9)]
    for length in (9, 10):
        total = sum(digit * (length + 1 - place) for place, digit in enumerate(digits))
        digits.append(total * 10 % 11 % 10)
    cpf = "".join(map(str, digits))
    return {"cpf": cpf, "email": f"{secrets.token_hex(6)}@example.com", "acceptsTerms": True} | more


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
async def test_a_patient_of_whom_everything_is_said_is_asked_for_consent_alone(
    open_clinic: OpenClinic, clinic: Rows, alg: str
):
    people = {"whole": PEOPLE["whole" if alg == "RS256" else "twin"]}
    async with providing(people, alg) as provider, open_clinic(provider) as house:
        browser = house.browser()
        page = await browser.sign_in("whole", to="/consultas")
        assert str(page.url) == f"{CLINIC}/entrar/concluir?de=%2Fconsultas"
        assert await browser.viewer() is None
        refused = (await browser.ask(JOIN, input={"acceptsTerms": False}))["joinAsPatient"]
        assert refused["fields"] == [{"path": "acceptsTerms"}]
        await browser.ask(JOIN, input={"acceptsTerms": True})
        viewer = await browser.viewer()
        assert viewer == {
            "__typename": "Patient",
            "name": people["whole"]["name"],
            "email": people["whole"]["email"],
            "cpf": people["whole"]["cpf"].replace(".", "").replace("-", ""),
        }
        assert browser.cookies() == {"healthmed"}
        (account,) = await clinic.fetch(
            "SELECT accepted_terms_at FROM accounts WHERE cpf = $1", viewer["cpf"]
        )
        assert account["accepted_terms_at"] is not None
        page = await house.browser().sign_in("whole", to="/consultas")
        assert str(page.url) == f"{CLINIC}/entrar?de=%2Fconsultas", "asked once"


async def test_what_is_missing_is_asked_and_the_next_time_nothing_is(house: Clinic):
    browser, login = house.browser(), another("bare")
    page = await browser.sign_in(login, to="/consultas")
    assert str(page.url) == f"{CLINIC}/entrar/concluir?de=%2Fconsultas"
    assert await browser.viewer() is None
    assert await browser.newcomer() == {
        "role": "PATIENT",
        "name": "Iara Melo",
        "email": None,
        "cpf": None,
        "crmNumber": None,
        "crmState": None,
    }
    refused = (await browser.ask(JOIN, input={"acceptsTerms": False}))["joinAsPatient"]
    assert {field["path"] for field in refused["fields"]} == {"cpf", "email", "acceptsTerms"}
    typed = missing(name="Somebody Else")
    joined = (await browser.ask(JOIN, input=typed))["joinAsPatient"]
    assert joined == {
        "__typename": "Patient",
        "name": "Iara Melo",
        "cpf": typed["cpf"],
        "email": typed["email"],
    }
    assert browser.cookies() == {"healthmed"}
    assert await browser.newcomer() is None

    elsewhere = house.browser()
    assert str((await elsewhere.sign_in(login)).url) == f"{CLINIC}/entrar"
    assert (await elsewhere.viewer())["email"] == typed["email"]


async def test_claims_that_cannot_be_kept_are_asked_for(house: Clinic):
    browser = house.browser()
    await browser.sign_in(another("wrong"))
    assert set((await browser.newcomer()).values()) == {"PATIENT", None}


async def test_a_doctor_comes_with_her_crm_and_says_how_she_practises(house: Clinic, clinic: Rows):
    browser = house.browser()
    await browser.sign_in(another("doctor"))
    told = await browser.newcomer()
    assert (told["role"], told["crmNumber"], told["crmState"]) == ("DOCTOR", "123987", "SP")
    assert (await browser.ask(JOIN, input=missing()))["joinAsPatient"]["__typename"] == "NewcomerUnknown"
    typed = missing(crmNumber="1", crmState="RJ") | PRACTICE
    joined = (await browser.ask(JOIN_AS_DOCTOR, input=typed))["joinAsDoctor"]
    assert joined == {
        "__typename": "Doctor",
        "name": "Rui Campos",
        "crmNumber": "123987",
        "crmState": "SP",
    }
    assert (await browser.viewer())["__typename"] == "Doctor"


async def test_an_administrator_is_one_at_once(house: Clinic):
    browser = house.browser()
    await browser.sign_in(another("administrator"))
    assert await browser.viewer() == {"__typename": "Administrator", "name": "Vera Nunes"}


@pytest.mark.parametrize("kind", ["nobody", "silent"])
async def test_who_has_no_role_comes_in_nowhere_and_may_leave(house: Clinic, kind: str):
    browser = house.browser()
    page = await browser.sign_in(another(kind))
    assert page.url.path == "/entrar/concluir"
    assert (await browser.newcomer())["role"] is None
    assert await browser.viewer() is None
    for join in ((JOIN, missing()), (JOIN_AS_DOCTOR, missing() | PRACTICE)):
        (answer,) = (await browser.ask(join[0], input=join[1])).values()
        assert answer["__typename"] == "NewcomerUnknown"
    left = await browser.visit("/oidc/end")
    assert left.url.path in ("/", "/session/end")


async def test_a_role_that_is_taken_away_there_ends_coming_in_here(
    house: Clinic, provider: Provider, open_clinic
):
    login = another("administrator")
    await house.browser().sign_in(login)
    async with open_clinic(provider, role_claim="groups") as clinic:
        browser = clinic.browser()
        await browser.sign_in(login)
        assert (await browser.newcomer())["role"] is None
        assert await browser.viewer() is None


async def test_a_disabled_account_is_not_opened_and_cannot_be_had_anew(house: Clinic, clinic: Rows):
    login = another("administrator")
    await house.browser().sign_in(login)
    async with clinic.database._writer.acquire() as connection:
        await connection.execute(
            "UPDATE accounts SET disabled_at = now() FROM identities"
            " WHERE account_id = accounts.id AND subject = $1",
            login,
        )
    browser = house.browser()
    page = await browser.sign_in(login)
    assert page.url.path == "/entrar/concluir"
    assert (await browser.newcomer())["role"] is None
    assert await browser.viewer() is None


async def test_the_same_subject_of_another_issuer_is_another_person(house: Clinic, open_clinic: OpenClinic):
    login = another("administrator")
    await house.browser().sign_in(login)
    async with providing(PEOPLE | {"administrator": PEOPLE["bare"]}) as other, open_clinic(other) as clinic:
        browser = clinic.browser()
        await browser.sign_in(login)
        assert await browser.viewer() is None
        assert (await browser.newcomer())["name"] == "Iara Melo"


async def registered(clinic: Clinic, password: str = "correct horse") -> dict[str, object]:
    """An account with a password."""
    typed = missing(name="Iara Melo", password=password)
    assert (await clinic.browser().ask(REGISTER, input=typed))["registerPatient"]["__typename"] == "Patient"
    return typed


async def test_an_equal_email_opens_nothing(house: Clinic):
    account = await registered(house)
    browser = house.browser()
    await browser.sign_in(another("bare"))
    typed = missing(email=account["email"])
    assert (await browser.ask(JOIN, input=typed))["joinAsPatient"]["__typename"] == "AlreadyRegistered"
    assert await browser.viewer() is None


async def test_an_account_is_linked_by_its_password_alone(house: Clinic):
    account, login = await registered(house), another("bare")
    browser = house.browser()
    await browser.sign_in(login)
    wrong = {"identifier": account["email"], "password": "wrong horse"}
    assert (await browser.ask(LINK, input=wrong))["linkIdentity"]["__typename"] == "InvalidCredentials"
    assert await browser.viewer() is None
    right = {"identifier": account["email"], "password": "correct horse"}
    linked = (await browser.ask(LINK, input=right))["linkIdentity"]
    assert linked == {"__typename": "SignedIn", "viewer": {"name": "Iara Melo"}}
    elsewhere = house.browser()
    await elsewhere.sign_in(login)
    assert (await elsewhere.viewer())["email"] == account["email"]


async def test_an_account_of_another_role_is_not_linked(house: Clinic, open_clinic, provider: Provider):
    account = await registered(house)
    people = PEOPLE | {"only": {"name": "Rui", "roles": ["doctor"]}}
    async with providing(people) as other, open_clinic(other) as clinic:
        browser = clinic.browser()
        await browser.sign_in("only")
        typed = {"identifier": account["email"], "password": "correct horse"}
        refused = (await browser.ask(LINK, input=typed))["linkIdentity"]
        assert (refused["__typename"], await browser.viewer()) == ("RoleNotGranted", None)


async def test_without_having_been_at_the_provider_nobody_joins_or_links(house: Clinic):
    browser = house.browser()
    account = await registered(house)
    typed = {"identifier": account["email"], "password": "correct horse"}
    assert (await browser.ask(LINK, input=typed))["linkIdentity"]["__typename"] == "NewcomerUnknown"
    assert (await browser.ask(JOIN, input=missing()))["joinAsPatient"]["__typename"] == "NewcomerUnknown"


async def test_leaving_leaves_both(house: Clinic):
    browser = house.browser()
    login = another("administrator")
    await browser.sign_in(login)
    again = await browser.visit("/oidc/start")
    assert again.url.path == "/entrar", "the provider remembers who is here"
    asked = await browser.visit("/oidc/end")
    assert asked.url.path == "/session/end"
    assert "id_token_hint" in str(asked.url)
    assert await browser.viewer() is None
    assert browser.cookies() == set()


async def test_leaving_a_local_account_does_not_go_anywhere(house: Clinic):
    browser = house.browser()
    await browser.ask(REGISTER, input=missing(name="Iara Melo", password="correct horse"))
    assert (await browser.visit("/oidc/end")).url.path == "/"
    assert await browser.viewer() is None


async def test_another_sites_page_cannot_sign_anybody_out(house: Clinic):
    browser = house.browser()
    await browser.sign_in(another("administrator"))
    for foreign in ({"referer": "https://evil.example/"}, {"sec-fetch-site": "cross-site"}):
        assert (await browser.http.get("/oidc/end", headers=foreign)).status_code == 403
    assert await browser.viewer() is not None


async def test_no_token_reaches_the_browser(house: Clinic, clinic: Rows):
    browser, login = house.browser(), another("bare")
    await browser.sign_in(login)
    await browser.ask(JOIN, input=missing())
    (row,) = await clinic.fetch(
        "SELECT id_token FROM sessions JOIN identities USING (account_id) WHERE subject = $1", login
    )
    signature = row["id_token"].rpartition(".")[2]
    for response in browser.seen:
        carried = f"{response.headers} {response.text}"
        assert signature not in carried
        assert "access_token" not in carried


async def test_the_clinic_says_what_there_is_to_sign_in_with(house: Clinic, open_clinic, provider: Provider):
    told = (await house.browser().http.get("/oidc")).json()
    assert told == {"provider": "Provedor", "local": True, "contact": None}
    async with open_clinic(provider, local=False, contact="ti@clinic.example") as clinic:
        browser = clinic.browser()
        told = (await browser.http.get("/oidc")).json()
        assert told == {"provider": "Provedor", "local": False, "contact": "ti@clinic.example"}
        body = {
            "query": REGISTER,
            "variables": {"input": missing(name="Iara Melo", password="correct horse")},
        }
        refused = (await browser.http.post("/graphql", json=body)).json()
        assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
