"""The cookie: how it is set, whose it is, and from where it may be used."""

import json
from http.cookies import SimpleCookie

import httpx
import pytest

from domain.accounts.sessions import LIFETIME, open_session
from domain.viewer import Anonymous, DoctorViewer, PatientViewer
from schema.context import Context
from schema.execution import Answer
from tests.api.edge import TYPENAME, Scripted, code_of, edge, post

HTTP, HTTPS = "http://127.0.0.1:8000", "https://clinic.example"
BODY = json.dumps(TYPENAME)
OK = Answer(b'{"data":{}}')


def signs_in(context: Context) -> Answer:
    context.new_session_token = "new"
    return OK


def signs_out(context: Context) -> Answer:
    context.session_ended = True
    return OK


def cookie_of(response: httpx.Response) -> tuple[str, str, dict[str, object]]:
    """Name, value and the marks that are set."""
    ((name, morsel),) = SimpleCookie(response.headers["set-cookie"]).items()
    return name, morsel.value, {key: value for key, value in morsel.items() if value}


@pytest.mark.parametrize(
    ("origin", "name", "secure"), [(HTTP, "healthmed", {}), (HTTPS, "__Host-healthmed", {"secure": True})]
)
async def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use(now, origin, name, secure):
    async with edge(Scripted(signs_in), now, public_url=origin) as client:
        cookie = cookie_of(await post(client, BODY))
    marks = {"path": "/", "httponly": True, "samesite": "Lax", "max-age": "43200"} | secure
    assert cookie == (name, "new", marks)
    assert LIFETIME.total_seconds() == 43_200


async def test_signing_out_takes_the_cookie_away(now, clinic):
    patient = await clinic.patient()
    token = await clinic.database.write(lambda tx: open_session(tx, patient.id, now))
    async with edge(Scripted(signs_out), now, clinic.database) as client:
        name, value, marks = cookie_of(await post(client, BODY, cookie=f"healthmed={token}"))
    assert (name, value, marks["max-age"]) == ("healthmed", "", "0")


async def test_without_a_session_no_cookie_is_touched(client: httpx.AsyncClient):
    assert "set-cookie" not in (await post(client, BODY)).headers
    assert "set-cookie" not in (await post(client, BODY, cookie="other=1; healthmed=")).headers


async def test_the_viewer_is_whose_session_it_is(now, clinic):
    executor = Scripted()
    patient, doctor = await clinic.patient(), await clinic.doctor()
    async with edge(executor, now, clinic.database) as client:
        for person, kind in ((patient, PatientViewer), (doctor, DoctorViewer)):
            token = await clinic.database.write(lambda tx, id=person.id: open_session(tx, id, now))
            response = await post(client, BODY, cookie=f"a=b; healthmed={token};c=d", accept_language="en")
            assert (type(executor.context.viewer), executor.context.viewer_id) == (kind, person.id)
            assert (executor.context.locale, executor.context.session_token) == ("pt-BR", token)
            assert "set-cookie" not in response.headers


@pytest.mark.parametrize("value", ["unknown", "x" * 4_000, "%00", "\xe9", '"quoted"'])
async def test_an_unknown_cookie_is_a_strangers_and_is_taken_away(now, clinic, value):
    executor = Scripted()
    async with edge(executor, now, clinic.database) as client:
        headers = {b"content-type": b"application/json", b"cookie": f"healthmed={value}".encode("latin-1")}
        response = await client.post("/graphql", content=BODY, headers=headers)
    assert isinstance(executor.context.viewer, Anonymous)
    assert cookie_of(response)[2]["max-age"] == "0"


async def test_a_session_ends_after_twelve_hours(now, clinic):
    patient = await clinic.patient()
    token = await clinic.database.write(lambda tx: open_session(tx, patient.id, now - LIFETIME))
    executor = Scripted()
    async with edge(executor, now, clinic.database) as client:
        response = await post(client, BODY, cookie=f"healthmed={token}")
    assert isinstance(executor.context.viewer, Anonymous)
    assert cookie_of(response)[2]["max-age"] == "0"


async def test_signing_in_anew_replaces_a_cookie_that_is_unknown(now, clinic):
    async with edge(Scripted(signs_in), now, clinic.database) as client:
        assert cookie_of(await post(client, BODY, cookie="healthmed=old"))[1] == "new"


async def test_on_https_only_the_host_cookie_counts(now, clinic):
    executor = Scripted()
    async with edge(executor, now, clinic.database, public_url=HTTPS) as client:
        await post(client, BODY, cookie="healthmed=planted", origin="https://evil.example")
    assert executor.context.session_token is None


FROM_OUR_PAGES = {
    "our origin": {"origin": HTTPS},
    "the address that it went to": {"origin": "https://other.example", "host": "other.example"},
    "our page as referer": {"referer": f"{HTTPS}/graphql?a=b"},
    "our front page as referer": {"referer": HTTPS},
    "a fetch of ours": {"sec_fetch_site": "same-origin"},
    "typed by the user": {"sec_fetch_site": "none"},
    "a program": {},
}
FROM_ELSEWHERE = {
    "another site": {"origin": "https://evil.example"},
    "a sandboxed frame": {"origin": "null"},
    "our name, another port": {"origin": f"{HTTPS}:8443"},
    "our name without TLS": {"origin": "http://clinic.example"},
    "the same host without TLS": {"origin": "http://other.example", "host": "other.example"},
    "a subdomain": {"origin": "https://a.clinic.example"},
    "a name that begins like ours": {"origin": f"{HTTPS}.evil.example"},
    "another site's page": {"referer": f"https://evil.example/{HTTPS}"},
    "our name as user of another site": {"referer": f"{HTTPS}@evil.example/"},
    "a page without an address": {"referer": "about:blank"},
    "another origin, our referer": {"origin": "https://evil.example", "referer": HTTPS},
    "a cross-site fetch": {"sec_fetch_site": "cross-site"},
    "a same-site fetch": {"sec_fetch_site": "same-site"},
}


@pytest.mark.parametrize("headers", FROM_OUR_PAGES.values(), ids=FROM_OUR_PAGES)
async def test_a_session_is_used_from_our_pages(now, clinic, headers):
    async with edge(Scripted(), now, clinic.database, public_url=HTTPS) as client:
        assert (await post(client, BODY, cookie="__Host-healthmed=x", **headers)).status_code == 200


@pytest.mark.parametrize("headers", FROM_ELSEWHERE.values(), ids=FROM_ELSEWHERE)
async def test_a_session_is_not_used_from_elsewhere(now, headers):
    executor = Scripted()
    async with edge(executor, now, public_url=HTTPS) as client:
        response = await post(client, BODY, cookie="__Host-healthmed=x", **headers)
        assert (response.status_code, code_of(response), executor.asked) == (403, "FORBIDDEN", [])
        assert (await post(client, BODY, **headers)).status_code == 200  # nothing to be misused


async def test_without_tls_the_page_may_be_open_under_another_name_of_this_machine(now, clinic):
    async with edge(Scripted(), now, clinic.database) as client:
        headers = {"cookie": "healthmed=x", "host": "localhost:8000"}
        assert (await post(client, BODY, origin="http://localhost:8000", **headers)).status_code == 200
        assert (await post(client, BODY, origin="http://localhost:9000", **headers)).status_code == 403
