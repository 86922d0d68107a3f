"""Messages between this process and the engine's: a length, then pickled data of our own making."""

from __future__ import annotations

import pickle
import socket
import struct
import time
from typing import Any

LENGTH = struct.Struct("!Q")


class Channel:
    """One end of a socket pair. A time limit in seconds covers a whole message; None waits."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end

    def send(self, message: Any, limit: float | None = None) -> None:
        """Raises TimeoutError, or OSError when the other end is gone."""
        content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self.end.settimeout(limit)
        self.end.sendall(LENGTH.pack(len(content)) + content)

    def receive(self, limit: float | None = None) -> Any:
        """Raises TimeoutError, or EOFError and OSError when the other end is gone."""
        until = None if limit is None else time.monotonic() + limit
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size, until))
        return pickle.loads(self._exactly(length, until))

    def receive_answer(self, limit: float) -> tuple[str, Any, bool]:
        """What kind of answer, the answer, and whether the process is worn out.

        Raises as `receive` does; also EOFError for what is no answer, as a crash may leave it.
        """
        try:
            kind, answer, worn = self.receive(limit)
        except OSError:
            raise
        except Exception:
            raise EOFError from None
        return kind, answer, worn

    def close(self) -> None:
        """Close this end; the other then reads an end of file."""
        self.end.close()

    def _exactly(self, length: int, until: float | None) -> bytes:
        found = bytearray()
        while len(found) < length:
            if until is None:
                self.end.settimeout(None)
            else:
                self.end.settimeout(max(0.001, until - time.monotonic()))
                if found and time.monotonic() > until:
                    raise TimeoutError
            part = self.end.recv(min(length - len(found), 1 << 20))
            if not part:
                raise EOFError
            found += part
        return bytes(found)
