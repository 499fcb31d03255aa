"""The documents that the client was built with: all that a browser's session may run, where that is wanted.

The build writes them, as they will be sent, into frontend/dist/operations.json (tools/trustedDocuments.ts).
"""

from pathlib import Path
from typing import Final

import orjson
from graphql import parse

from schema.documents import fingerprint

MANIFEST: Final = "operations.json"


def known_documents(dist: Path) -> frozenset[str]:
    """Their fingerprints; RuntimeError where the client was not built."""
    try:
        operations = orjson.loads((dist / MANIFEST).read_bytes())
    except (OSError, ValueError):
        raise RuntimeError(
            "HEALTHMED_TRUSTED_DOCUMENTS needs the client's build: frontend/dist/operations.json is missing."
        ) from None
    return frozenset(fingerprint(parse(text)) for text in operations.values())
