"""/graphql is served past the layers that Starlette and we put around pages.

They would stand around each open socket, and cost a request a tenth of the CPU of its answer (measured).
"""

from starlette.types import ASGIApp, Receive, Scope, Send


class Shortcut:
    """Leads to `app.state.graphql` and `app.state.door`, which exist while the application runs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") != "/graphql":  # a lifespan has none
            await self._app(scope, receive, send)
            return
        state = scope["app"].state
        await (state.graphql if scope["type"] == "http" else state.door)(scope, receive, send)
