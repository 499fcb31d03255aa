"""Connections in plain Python: order, cut, and name the places."""

import base64
import json
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from graphql import GraphQLError


def written(instant: datetime) -> str:
    text = instant.isoformat().removesuffix("+00:00")
    return (text.rstrip("0") if "." in text else text) + "Z"


def rejected(code: str) -> GraphQLError:
    return GraphQLError(code, extensions={"code": code})


def page(order: str | None, found: list[Any], first: int, after: str | None) -> SimpleNamespace:
    """A connection over the rows, in this order and then by id."""
    keys = [order, "id"] if order else ["id"]
    if not 1 <= first <= 100:
        raise rejected("BAD_USER_INPUT")

    def place(row: Any) -> tuple[Any, ...]:
        return tuple(str(row.id) if key == "id" else getattr(row, key) for key in keys)

    def cursor(row: Any) -> str:
        shown = (
            written(value).replace("Z", "+00:00") if isinstance(value, datetime) else value
            for value in place(row)
        )
        text = json.dumps([",".join(keys), *shown], ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def named(cursor: str) -> tuple[Any, ...]:
        kind, *values = json.loads(base64.urlsafe_b64decode(cursor + "=="))
        if kind != ",".join(keys):
            raise rejected("BAD_USER_INPUT")
        pairs = zip(keys, values, strict=True)
        return tuple(datetime.fromisoformat(value) if key.endswith("_at") else value for key, value in pairs)

    start = () if after is None else named(after)
    left = [row for row in sorted(found, key=place) if place(row) > start]
    edges = [SimpleNamespace(node=row, cursor=cursor(row)) for row in left[:first]]
    info = SimpleNamespace(
        has_next_page=len(left) > first,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return SimpleNamespace(nodes=[edge.node for edge in edges], edges=edges, page_info=info)
