"""Which media type a client sends, and which it wants back (RFC 9110, section 12.5).

The results are kept by header: clients send few different ones. Longer headers than any client's are cut
before they are looked at, so that what is kept stays small.
"""

from functools import lru_cache
from typing import Final

from api.answers import GRAPHQL_JSON, JSON

LONGEST: Final = 256


def wanted(accept: bytes | None) -> bytes | None:
    """The media type to answer in; None when the client takes none that we have."""
    return JSON if accept is None else _best(accept[:LONGEST])


def is_json(content_type: bytes | None) -> bool:
    """Whether the body claims to be JSON in UTF-8."""
    return content_type is not None and _is_json(content_type[:LONGEST])


def wants_page(accept: bytes | None) -> bool:
    """Whether a browser asks for a page."""
    return accept is not None and b"text/html" in accept[:LONGEST].lower()


def wants_events(accept: bytes | None) -> bool:
    """Whether a program asks for Server-Sent Events alone: urql names them beside JSON whatever it asks."""
    return accept is not None and b"text/event-stream" in accept[:LONGEST].lower() and wanted(accept) is None


def language(accept_language: bytes | None) -> str:
    """pt-BR or en, as the browser prefers."""
    return "pt-BR" if accept_language is None else _language(accept_language[:LONGEST])


def encoding(accept_encoding: str | None, ours: tuple[str, ...]) -> str | None:
    """The one of our encodings that the client likes best, the first of equals; None for none of them."""
    if not accept_encoding or not ours:
        return None
    return _encoding(accept_encoding[:LONGEST].encode("latin-1", "replace"), ours)


@lru_cache(maxsize=64)
def _encoding(header: bytes, ours: tuple[str, ...]) -> str | None:
    weights = _weights(header)
    other = weights.get(b"*", 0.0)
    liked = {name: weights.get(name.encode(), other) for name in ours}
    best = max(ours, key=lambda name: liked[name])
    return best if liked[best] > 0 and liked[best] >= weights.get(b"identity", 0.0) else None


@lru_cache(maxsize=64)
def _best(accept: bytes) -> bytes | None:
    weights = _weights(accept)
    plain, graphql = (_weight(weights, media) for media in (JSON, GRAPHQL_JSON))
    if GRAPHQL_JSON in weights and graphql >= plain and graphql > 0:
        return GRAPHQL_JSON
    if plain > 0:
        return JSON  # also for */*, as clients that never heard of the newer type expect
    return GRAPHQL_JSON if graphql > 0 else None


@lru_cache(maxsize=64)
def _is_json(content_type: bytes) -> bool:
    media, *parameters = (part.strip().lower() for part in content_type.split(b";"))
    charsets = [part[8:].strip(b'"') for part in parameters if part.startswith(b"charset=")]
    return media == JSON and all(charset in (b"utf-8", b"utf8") for charset in charsets)


@lru_cache(maxsize=64)
def _language(header: bytes) -> str:
    for tag, weight in sorted(_weights(header).items(), key=lambda pair: -pair[1]):
        if weight > 0 and tag[:2] in (b"pt", b"en"):
            return "en" if tag[:2] == b"en" else "pt-BR"
    return "pt-BR"


def _weights(header: bytes) -> dict[bytes, float]:
    weights: dict[bytes, float] = {}
    for part in header.lower().split(b","):
        name, *parameters = (piece.strip() for piece in part.split(b";"))
        given = [_number(piece[2:]) for piece in parameters if piece.startswith(b"q=")]
        weights[name] = max(given[0] if given else 1.0, weights.get(name, 0.0))
    return weights


def _weight(weights: dict[bytes, float], media: bytes) -> float:
    for name in (media, b"application/*", b"*/*"):
        if name in weights:
            return weights[name]
    return 0.0


def _number(text: bytes) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
