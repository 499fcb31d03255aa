"""What signs nobody in: replays, forgeries of what travels, strangers' browsers, a provider that is away."""

import json
from urllib.parse import urlencode

import pytest

from api.bearers import NO_PROOF, NOBODY_HERE
from tests.clinic import Clinic as Rows
from tests.oidc.browser import Browser, query_of
from tests.oidc.conftest import Clinic, OpenClinic
from tests.oidc.people import PEOPLE
from tests.oidc.provider import AUDIENCE, CLINIC, Provider, providing
from tests.oidc.test_sign_in import another

EXPIRED, REFUSED, AWAY = ("/entrar?problema=tempo", "/entrar?problema=recusa", "/entrar?problema=fora")


async def refused(browser: Browser, address: str) -> str:
    """Where that leads; nobody is signed in by it."""
    page = await browser.visit(address)
    assert await browser.viewer() is None
    assert browser.cookies() <= {"healthmed-away"}
    return str(page.url).removeprefix(CLINIC)


async def back(browser: Browser) -> str:
    """A good address to come back at, not used yet."""
    there = await browser.leave_for_provider()
    return await browser.come_back_at(there, another("administrator"))


async def test_an_address_to_come_back_at_is_good_once(house: Clinic):
    browser = house.browser()
    address = await back(browser)
    await browser.visit(address)
    assert await browser.viewer() is not None
    browser.http.cookies.delete("healthmed")
    assert await refused(browser, address) == EXPIRED


async def test_a_code_is_good_once(house: Clinic):
    """... also with a state of its own."""
    browser = house.browser()
    used = query_of(await back(browser))
    await browser.visit(f"/oidc/callback?{urlencode(used)}")
    browser.http.cookies.delete("healthmed")
    fresh = query_of(await back(browser))
    assert await refused(browser, f"/oidc/callback?{urlencode(fresh | {'code': used['code']})}") == REFUSED


async def test_a_state_is_of_the_browser_that_left(house: Clinic):
    browser, other = house.browser(), house.browser()
    address = await back(browser)
    assert await refused(other, address) == EXPIRED
    await other.leave_for_provider()
    assert await refused(other, address) == REFUSED


@pytest.mark.parametrize("state", ["", "other", None])
async def test_another_state_is_refused(house: Clinic, state: str | None):
    browser = house.browser()
    query = query_of(await back(browser)) | {"state": state}
    sent = {name: value for name, value in query.items() if value is not None}
    assert await refused(browser, f"/oidc/callback?{urlencode(sent)}") == REFUSED


async def remembering(rows: Rows, **changes: str) -> None:
    """Change what was remembered of the browser that is away: as if it had been sent out with that."""
    (row,) = await rows.fetch("SELECT * FROM authorization_requests ORDER BY expires_at DESC LIMIT 1")
    remembered = json.loads(row["remembered"])
    (key,) = [name for name in remembered if name.startswith("_state_")]
    remembered[key]["data"] |= changes
    async with rows.database._writer.acquire() as connection:
        await connection.execute(
            "UPDATE authorization_requests SET remembered = $1 WHERE browser_digest = $2",
            json.dumps(remembered),
            row["browser_digest"],
        )


@pytest.mark.parametrize(
    "changes",
    [{"nonce": "another"}, {"code_verifier": "x" * 48}, {"redirect_uri": f"{CLINIC}/oidc/callback/"}],
    ids=["nonce", "verifier", "redirect_uri"],
)
async def test_another_nonce_verifier_or_address_is_refused(
    house: Clinic, clinic: Rows, changes: dict[str, str]
):
    browser = house.browser()
    address = await back(browser)
    await remembering(clinic, **changes)
    assert await refused(browser, address) == REFUSED


async def test_the_provider_sends_nobody_to_an_address_that_differs_by_a_sign(house: Clinic):
    browser = house.browser()
    there = await browser.leave_for_provider()
    page = await browser.visit(there.replace("oidc%2Fcallback", "oidc%2Fcallbacks"))
    assert (page.status_code, "redirect_uri" in page.text) == (400, True)


async def test_an_answer_of_another_issuer_is_refused(house: Clinic):
    browser = house.browser()
    query = query_of(await back(browser)) | {"iss": "https://evil.example"}
    assert await refused(browser, f"/oidc/callback?{urlencode(query)}") == REFUSED


async def test_a_person_who_says_no_there_is_told_so(house: Clinic):
    browser = house.browser()
    state = query_of(await browser.leave_for_provider())["state"]
    assert await refused(browser, f"/oidc/callback?error=access_denied&state={state}") == REFUSED


@pytest.mark.parametrize("address", ["", "?code=x", "?state=x", "?code=x&state=x", "?code=%00&state=%ff"])
async def test_coming_back_without_having_left_is_told_so(house: Clinic, address: str):
    assert await refused(house.browser(), f"/oidc/callback{address}") == EXPIRED


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "x", "/a\nb"])
async def test_nobody_is_led_to_another_site_afterwards(house: Clinic, to: str):
    browser = house.browser()
    there = await browser.leave_for_provider(urlencode({"": to})[1:])
    page = await browser.visit(await browser.come_back_at(there, another("administrator")))
    assert str(page.url) == f"{CLINIC}/entrar"


async def test_a_wrong_secret_is_refused_by_the_provider(provider: Provider, open_clinic: OpenClinic):
    async with open_clinic(provider, client_secret="x" * 40) as clinic:
        browser = clinic.browser()
        assert await refused(browser, await back(browser)) == REFUSED


async def test_keys_are_rotated_while_everything_runs(open_clinic: OpenClinic):
    async with providing(PEOPLE) as provider, open_clinic(provider) as clinic:
        assert (await clinic.browser().sign_in("administrator")).url.path == "/entrar"
        before = await provider.program_token()
        await provider.rotate()
        clinic.seconds += 30
        browser = clinic.browser()
        await browser.sign_in("administrator")
        assert await browser.viewer() is not None
        for token in (before, await provider.program_token()):
            assert await told(clinic, token) == (401, NOBODY_HERE)


async def test_a_provider_that_was_never_reached_is_said_to_be_away(open_clinic: OpenClinic):
    async with providing(PEOPLE) as provider, open_clinic(provider) as clinic:
        token = await provider.program_token()
        await provider.stop()
        assert await refused(clinic.browser(), "/oidc/start") == AWAY
        assert (await told(clinic, token))[0] == 503
        await provider.start()
        clinic.seconds += 30
        browser = clinic.browser()
        await browser.sign_in("administrator")
        assert await browser.viewer() is not None


async def test_a_provider_that_goes_and_comes_back_is_not_missed_by_those_who_are_in(open_clinic: OpenClinic):
    async with providing(PEOPLE) as provider, open_clinic(provider) as clinic:
        browser = clinic.browser()
        await browser.sign_in("administrator")
        token = await provider.program_token()
        address = await clinic.browser().leave_for_provider()
        await provider.stop()
        assert await browser.viewer() is not None
        assert await told(clinic, token) == (401, NOBODY_HERE)
        clinic.seconds += 86_399
        assert await told(clinic, token) == (401, NOBODY_HERE)
        other = clinic.browser()
        assert await other.leave_for_provider() != address
        await provider.start()
        clinic.seconds += 30  # it has other keys now
        await other.sign_in("administrator")
        assert await other.viewer() is not None


async def test_coming_back_while_the_provider_is_away_is_told_so(open_clinic: OpenClinic):
    async with providing(PEOPLE) as provider, open_clinic(provider) as clinic:
        browser = clinic.browser()
        address = await browser.come_back_at(await browser.leave_for_provider(), "administrator")
        await provider.stop()
        assert await refused(browser, address) == AWAY


async def told(clinic: Clinic, token: str) -> tuple[int, str]:
    """How a request with this token is answered, and why."""
    sent = {"authorization": f"Bearer {token}"}
    answer = await clinic.browser().http.post("/graphql", json={"query": "{ __typename }"}, headers=sent)
    return answer.status_code, answer.json()["errors"][0]["message"]


async def test_an_access_token_names_this_api(provider: Provider, open_clinic: OpenClinic):
    token = await provider.program_token()
    async with open_clinic(provider, audience=AUDIENCE + "/") as clinic:
        assert await told(clinic, token) == (401, NO_PROOF)
    async with open_clinic(provider, audience=None) as clinic:
        assert await told(clinic, token) == (401, NO_PROOF)
