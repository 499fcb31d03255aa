"""Addresses of the network, as far as they tell one subscriber from another."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

SUBSCRIBER_BITS: Final = 64
"""Of an IPv6 address, what one subscriber cannot choose (RFC 6177)."""


@lru_cache(4096)
def subscriber(address: str) -> str:
    """The address; of IPv6 the network; what is no address stays as it is."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), SUBSCRIBER_BITS), strict=False))
