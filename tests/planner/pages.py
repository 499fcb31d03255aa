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


def page(order: str, found: list[Any], first: int, after: str | None) -> SimpleNamespace:
    """A connection over the rows, in this order and then by id."""
    if not 1 <= first <= 100:
        raise rejected("BAD_USER_INPUT")

    def place(row: Any) -> tuple[Any, str]:
        return getattr(row, order), str(row.id)

    def cursor(row: Any) -> str:
        value, id = place(row)
        shown = written(value).replace("Z", "+00:00") if isinstance(value, datetime) else value
        text = json.dumps([f"{order},id", shown, id], ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def named(cursor: str) -> tuple[Any, str]:
        kind, value, id = json.loads(base64.urlsafe_b64decode(cursor + "=="))
        if kind != f"{order},id":
            raise rejected("BAD_USER_INPUT")
        return datetime.fromisoformat(value) if order.endswith("_at") else value, id

    left = [row for row in sorted(found, key=place) if after is None or place(row) > named(after)]
    edges = [SimpleNamespace(node=row, cursor=cursor(row)) for row in left[:first]]
    info = SimpleNamespace(
        has_next_page=len(left) > first,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return SimpleNamespace(nodes=[edge.node for edge in edges], edges=edges, page_info=info)
