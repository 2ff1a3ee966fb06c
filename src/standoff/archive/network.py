"""Connections of a visitor: only to public addresses, and never longer than until a deadline.

The address that is checked is the one that is connected to, so a name that means another address the second time, or
a redirection, leads nowhere else.
"""

import ipaddress
import socket
import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Any

import httpcore

from standoff.errors import FetchError

_TRIED = 4
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open Internet, whatever other address it wraps."""
    found = ipaddress.ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast and not each.is_reserved for each in _wrapped(found))


def _wrapped(address: _Address) -> list[_Address]:
    """Return the addresses that an address leads to: itself, or the IPv4 address that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in inner if each is not None] or [address]


class Guarded(httpcore.NetworkBackend):
    """Connects within a time, and to public addresses unless others are allowed."""

    def __init__(self, seconds: float, *, allow_private: bool) -> None:
        self._until = monotonic() + seconds
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (the deadline is in force)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that may be visited and answers."""
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._allowed(host, port)[:_TRIED]:
            try:
                left = _left(self._until, httpcore.ConnectTimeout)
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._until)
        raise failed

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no address is known for {host} ({error})") from error
        allowed = [address for address in found if self._allow_private or is_public(address)]
        if found and not allowed:
            raise FetchError(
                f"{host} is {found[0]}, an address of a private network or of this machine; nothing is fetched from "
                "there unless --allow-private says so"
            )
        return allowed


class _Timed(httpcore.NetworkStream):
    """A stream that ends at a deadline, however slowly bytes come."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, _left(self._until, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, _left(self._until, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        left = _left(self._until, httpcore.ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(until: float, late: type[Exception]) -> float:
    left = until - monotonic()
    if left <= 0:
        raise late("the time for this request is over")
    return left
