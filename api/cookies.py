"""Cookies that scripts cannot read, named and marked for the address that browsers see."""

from collections.abc import Mapping

from api.answers import Header

Headers = Mapping[bytes, bytes]


class Cookie:
    """One name: with TLS it is bound to this very host (RFC 6265bis, `__Host-`)."""

    def __init__(self, name: bytes, *, secure: bool) -> None:
        self._name = b"__Host-" + name if secure else name
        self._marks = b"; Path=/; HttpOnly; SameSite=Lax" + (b"; Secure" if secure else b"")

    def value_in(self, headers: Headers) -> str | None:
        """What the browser sent; None for nothing."""
        cookies = headers.get(b"cookie", b"")
        if self._name not in cookies:
            return None
        for cookie in cookies.split(b";"):
            name, _, value = cookie.strip().partition(b"=")
            if name == self._name:
                return value.decode("latin-1") or None
        return None

    def given(self, value: str, seconds: int) -> Header:
        """Tell the browser to keep it."""
        return self._set(value.encode(), seconds)

    def taken_away(self) -> Header:
        """Tell the browser to forget it."""
        return self._set(b"", 0)

    def _set(self, value: bytes, seconds: int) -> Header:
        return b"set-cookie", b"%b=%b; Max-Age=%d%b" % (self._name, value, seconds, self._marks)
