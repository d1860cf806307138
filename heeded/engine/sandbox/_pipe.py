"""Parcels sent through a socket, each with its length before it."""

import socket
import struct
import time

_HEADER = struct.Struct("!Q")


def send(door: socket.socket, parcel: bytes) -> None:
    """Sends a parcel, its length first."""
    door.sendall(_HEADER.pack(len(parcel)))
    door.sendall(parcel)


def receive(door: socket.socket, *, deadline: float | None = None, largest: int = 1 << 40) -> bytes:
    """The next parcel. Raises EOFError when the other side has gone, TimeoutError after `deadline` (monotonic
    seconds), OverflowError where it would be larger than `largest` bytes."""
    size = _HEADER.unpack(_exactly(door, _HEADER.size, deadline))[0]
    if size > largest:
        raise OverflowError(size)
    return _exactly(door, size, deadline)


def _exactly(door: socket.socket, size: int, deadline: float | None) -> bytes:
    parcel = bytearray()
    while len(parcel) < size:
        if deadline is not None:
            door.settimeout(max(0.001, deadline - time.monotonic()))
        piece = door.recv(min(1 << 20, size - len(parcel)))
        if not piece:
            raise EOFError
        parcel += piece
    return bytes(parcel)
