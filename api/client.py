"""The client: its page at every address of frontend/src/app/routes.ts, and the files that it consists of."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from api.doctors import QUERY, words_about
from api.files import Assets, AtTheRoot
from api.pages import DIST
from api.shell import Shell, Words, described
from api.sitemap import Sitemap
from infra.database import Database
from infra.settings import Settings
from schema.context import Context
from schema.execution import Executor

ADDRESSES: Final = {
    "/consultas": "features/appointments/AppointmentsPage",
    "/consultas/{id}": "features/appointments/AppointmentPage",
    "/entrar": "session/SignInPage",
    "/entrar/concluir": "session/CompletePage",
    "/cadastro": "session/RegisterPage",
    "/cadastro/medico": "session/RegisterDoctorPage",
    "/agenda": "features/today/TodayPage",
    "/agenda/pedidos": "features/requests/RequestsPage",
    "/agenda/pedidos/{id}": "features/requests/RequestPage",
    "/agenda/semana": "features/week/WeekPage",
    "/agenda/horarios": "features/availability/AvailabilityPage",
    "/agenda/parceiros": "features/partners/PartnersPage",
    "/admin": "features/admin/AdminPage",
}
"""The pages besides the landing, and their modules; tests hold that routes.ts and loaders.ts say the same."""
FIRST_WORDS: Final = {
    "/consultas": (
        "Minhas consultas",
        "Esta lista se atualiza sozinha: a resposta do médico aparece aqui na hora.",
    ),
    "/agenda": (
        "Hoje",
        "Pedidos, mudanças e cancelamentos aparecem aqui na hora, sem recarregar a página.",
    ),
}
"""What stands on a page whoever reads it, shown until the client says the same; tests hold that it does."""
DOCTOR: Final = "features/doctor/DoctorPage"
NOT_THE_CLIENTS: Final = (
    *("assets", "dev", "graphql", "livez", "metrics", "oauth", "oidc", "readyz", "schema.graphql"),
    ".well-known",
)
TITLE: Final = "Health&Med · consultas por vídeo"
DESCRIPTION: Final = "Encontre um médico e marque sua consulta por vídeo em um minuto."


def routes(
    settings: Settings,
    executor: Executor,
    database: Database,
    reader: Callable[[Request], Context],
) -> list[BaseRoute]:
    """The last ones of all: whatever is nobody else's is the client's."""
    site = settings.client_origin or settings.origin
    shell, sitemap = Shell(DIST, settings.origin), Sitemap(database, site)
    client = Client(shell, executor, reader, AtTheRoot(DIST), site)
    return [
        Mount("/assets", Assets(DIST / "assets")),
        Route("/sitemap.xml", sitemap.show),
        Route("/sitemaps/{first:uuid}.xml", sitemap.part),
        Route("/robots.txt", sitemap.robots),
        Route("/", client.landing),
        *(Route(address, client.page(_words_at(address))) for address in ADDRESSES),
        Route("/medicos/{id}", client.doctor),
        Route("/{path:path}", client.anything),
    ]


class Client:
    """Answers with the one page, filled in for its address."""

    def __init__(
        self,
        shell: Shell,
        executor: Executor,
        reader: Callable[[Request], Context],
        files: AtTheRoot,
        site: str,
    ) -> None:
        self._shell, self._executor, self._reader, self._files = shell, executor, reader, files
        self._site = site
        self._landed = Words(described(TITLE, DESCRIPTION, f"{site}/"), body=None)

    async def landing(self, request: Request) -> Response:
        """GET /."""
        return self._shell.show(request, self._landed)

    def page(self, words: Words) -> Callable[[Request], Awaitable[Response]]:
        """GET any page that only the client can fill in."""

        async def show(request: Request) -> Response:
            return self._shell.show(request, words)

        return show

    async def doctor(self, request: Request) -> Response:
        """GET /medicos/{id}: what everybody may know of a doctor is in the page already."""
        variables = {"id": request.path_params["id"]}
        answer = await self._executor.execute(QUERY, variables, None, self._reader(request))
        told = orjson.loads(answer.body)
        if "errors" in told and (answer.retry_after or not answer.request_error):
            response = self._shell.show(request, Words(module=DOCTOR), 503)
            response.headers["retry-after"] = str(answer.retry_after or 1)
            return response
        doctor = None if answer.request_error else told["data"]["doctor"]
        if doctor is None:
            return self._shell.show(request, Words(module=DOCTOR), 404)
        return self._shell.show(request, replace(words_about(doctor, self._site), module=DOCTOR))

    async def anything(self, request: Request) -> Response:
        """GET one of the files at the root, or what is not there."""
        path: str = request.path_params["path"]
        if self._files.has(path):
            return await self._files.answer(path, request)
        if path.partition("/")[0] in NOT_THE_CLIENTS:
            raise HTTPException(404)
        if path.endswith("/"):
            return RedirectResponse("/" + path.strip("/"), 308)
        return self._shell.show(request, status=404)


def _words_at(address: str) -> Words:
    heading, below = FIRST_WORDS.get(address, ("", ""))
    body = f'<main class="page"><h1>{heading}</h1><p class="muted">{below}</p></main>' if heading else ""
    return Words(body=body, module=ADDRESSES[address])
