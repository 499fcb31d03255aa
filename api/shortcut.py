"""/graphql is served past the layers that Starlette and we put around pages.

They would stand around each open socket, and cost a request a tenth of the CPU of its answer (measured).
"""

from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send


class WithShortcut(Starlette):
    """Leads to `state.graphql` and `state.door`, which exist while the application runs."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") != "/graphql":  # a lifespan has none
            await super().__call__(scope, receive, send)
        elif scope["type"] == "http":
            await self.state.graphql(scope, receive, send)
        else:
            await self.state.door(scope, receive, send)
