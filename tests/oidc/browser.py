"""A browser as far as signing in needs one: redirects, cookies, and the provider's form."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from starlette.applications import Starlette

from tests.oidc.provider import CLINIC

MOST_STEPS = 20


@dataclass
class Browser:
    """Somebody's, with everything that ever came to it."""

    app: Starlette
    seen: list[httpx.Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.http = httpx.AsyncClient(
            base_url=CLINIC,
            mounts={CLINIC: httpx.ASGITransport(self.app)},
            trust_env=False,
            headers={"accept-language": "en"},
        )

    async def visit(self, address: str) -> httpx.Response:
        """GET, and wherever that leads."""
        return await self._follow(await self._send("GET", address))

    async def sign_in(self, login: str, to: str = "") -> httpx.Response:
        """Begin here, type the login there, and come back."""
        page = await self.visit(f"/oidc/start{f'?de={to}' if to else ''}")
        return await self.type_login(page, login)

    async def type_login(self, page: httpx.Response, login: str) -> httpx.Response:
        """Fill in the provider's form, if it is the page."""
        if not (form := re.search(r'<form[^>]* action="([^"]+)"', page.text)):
            return page
        typed = {"prompt": "login", "login": login, "password": "any"}
        return await self._follow(await self._send("POST", form[1], data=typed))

    async def leave_for_provider(self, to: str = "") -> str:
        """Begin here, and go no further: the address at the provider."""
        left = await self._send("GET", f"/oidc/start{f'?de={to}' if to else ''}")
        return left.headers["location"]

    async def come_back_at(self, page: httpx.Response | str, login: str) -> str:
        """The address at which the provider sends the browser back; it is not visited."""
        response = await self._send("GET", page) if isinstance(page, str) else page
        for _ in range(MOST_STEPS):
            if response.is_redirect:
                there = str(response.url.join(response.headers["location"]))
                if there.startswith(f"{CLINIC}/oidc/callback"):
                    return there
                response = await self._send("GET", there)
            else:
                form = re.search(r'<form[^>]* action="([^"]+)"', response.text)
                assert form, response.text
                typed = {"prompt": "login", "login": login, "password": "any"}
                response = await self._send("POST", form[1], data=typed)
        raise AssertionError("the provider never sent the browser back")

    async def ask(self, query: str, **variables: Any) -> Any:
        """The data of an operation."""
        answer = await self._send("POST", "/graphql", json={"query": query, "variables": variables})
        answered = answer.json()
        assert "errors" not in answered, answered
        return answered["data"]

    async def viewer(self) -> Any:
        """Who is signed in here."""
        fields = "... on Patient { name cpf email } ... on Doctor { name } ... on Administrator { name }"
        return (await self.ask(f"{{ viewer {{ __typename {fields} }} }}"))["viewer"]

    async def newcomer(self) -> Any:
        """What the form is told."""
        return (await self._send("GET", "/oidc/newcomer")).json()

    def cookies(self) -> set[str]:
        """Of the clinic."""
        return {cookie.name for cookie in self.http.cookies.jar if cookie.name.startswith("healthmed")}

    async def _follow(self, response: httpx.Response) -> httpx.Response:
        for _ in range(MOST_STEPS):
            if not response.is_redirect:
                return response
            response = await self._send("GET", str(response.url.join(response.headers["location"])))
        raise AssertionError("too many redirects")

    async def _send(self, method: str, address: str, **what: Any) -> httpx.Response:
        response = await self.http.request(method, address, **what)
        self.seen.append(response)
        return response


def query_of(address: str) -> dict[str, str]:
    """What stands behind the question mark."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
