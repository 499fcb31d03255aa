"""Traces for whoever collects them (OpenTelemetry, OTLP over HTTP); off without HEALTHMED_OTLP_ENDPOINT.

Off, nothing is imported and a span is a call that does nothing. On, a span says what ran, when, and how it
ended: names of ours, ids of rows, SQL without its values; of an exception its type, never its message. A
request's trace goes on where its events and messages do: their rows carry it (W3C Trace Context).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from random import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider

SHARE: Final = 0.1
"""Of all requests, those that are traced; where OTEL_TRACES_SAMPLER is set, it chooses instead."""
Value = str | int | float


NOTHING: Final = nullcontext()


class Traces:
    """Nobody collects them."""

    trace: str | None = None
    """Where the trace of what runs now goes on; None when it is not traced."""

    def begin(self, name: str) -> AbstractContextManager[None]:
        """Around what a trace begins with; most are not traced."""
        return NOTHING

    def span(self, name: str, **of: Value) -> AbstractContextManager[None]:
        """Around what is worth seeing of something that is traced."""
        return NOTHING

    def follow(self, trace: str | None, name: str, **of: Value) -> AbstractContextManager[None]:
        """Around what follows from something that was traced, here or in another process."""
        return NOTHING

    def tell(self, **of: Value) -> None:
        """More of the span that is open now; `name` renames it."""

    def end(self) -> None:
        """Send what was not sent yet."""


class OtlpTraces(Traces):
    """Somebody does."""

    def __init__(self, provider: TracerProvider, share: float) -> None:
        """`share` of what begins is traced: chosen before anything is made, so the rest costs nothing."""
        from opentelemetry import trace
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider, self._share = provider, share
        self._tracer = provider.get_tracer("healthmed")
        self._current, self._error = trace.get_current_span, trace.Status(trace.StatusCode.ERROR)
        self._words = TraceContextTextMapPropagator()

    @property
    def trace(self) -> str | None:  # type: ignore[override]
        if not self._current().is_recording():
            return None
        carrier: dict[str, str] = {}
        self._words.inject(carrier)
        return carrier["traceparent"]

    def begin(self, name: str) -> AbstractContextManager[None]:
        return self._open(name, None, {}) if random() < self._share else NOTHING  # noqa: S311 - a sample

    def span(self, name: str, **of: Value) -> AbstractContextManager[None]:
        return self._open(name, None, of) if self._current().is_recording() else NOTHING

    def follow(self, trace: str | None, name: str, **of: Value) -> AbstractContextManager[None]:
        return self._open(name, self._words.extract({"traceparent": trace}), of) if trace else NOTHING

    def tell(self, **of: Value) -> None:
        span = self._current()
        if span.is_recording():
            span.set_attributes(_dotted(of))
            span.update_name(str(of.get("name", getattr(span, "name", ""))))

    def end(self) -> None:
        self._provider.shutdown()

    @contextmanager
    def _open(self, name: str, context: Context | None, of: dict[str, Value]) -> Iterator[None]:
        with self._tracer.start_as_current_span(
            name, context, attributes=_dotted(of), record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
            except BaseException as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(self._error)
                raise


def _dotted(of: dict[str, Value]) -> dict[str, Value]:
    """OpenTelemetry's attributes have dots where our arguments have two underscores."""
    return {name.replace("__", "."): value for name, value in of.items() if name != "name"}


def traces_of(endpoint: str | None, process: str) -> Traces:
    """The traces of one process (`api` or `worker`), as its settings wish."""
    if endpoint is None:
        return Traces()
    return OtlpTraces(_provider(endpoint, process), 1.0 if "OTEL_TRACES_SAMPLER" in os.environ else SHARE)


def _provider(endpoint: str, process: str) -> TracerProvider:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": f"healthmed-{process}"})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider
