"""Servers on this machine for the tests of lines: an HTTP peer that fails half of the time, and a small IMAP4rev1 server."""

from __future__ import annotations

import json
import random
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from commongrid.work.lines import rules


@dataclass
class Peer:
    """What the other office has and was told. Half of its calls fail: before it does anything, or after it has."""

    secret: str
    tickets: list[dict[str, Any]]
    lot: random.Random
    url: str = ""
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: int = 0
    failures: int = 0
    unsigned: int = 0

    def fails(self) -> str:
        """ "", "before" or "after" the call had its effect."""
        self.calls += 1
        fate = self.lot.choice(("", "", "before", "after"))
        self.failures += bool(fate)
        return fate


class _Handler(BaseHTTPRequestHandler):
    peer: Peer

    def do_GET(self) -> None:
        self._check(self.path.encode())
        asked = parse_qs(urlsplit(self.path).query)
        start = int((asked.get("cursor") or ["0"])[0] or 0)
        page = self.peer.tickets[start : start + 7]
        self._answer({"tickets": page, "next": str(start + len(page))})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._check(body)
        self._answer({}, told=json.loads(body))

    def _check(self, signed: bytes) -> None:
        stamp = self.headers["X-Commongrid-Timestamp"]
        expected = f"sha256={rules.signature(self.peer.secret, stamp, signed)}"
        self.peer.unsigned += expected != self.headers["X-Commongrid-Signature"]

    def _answer(self, answer: dict[str, Any], told: dict[str, Any] | None = None) -> None:
        fate = self.peer.fails()
        if told is not None and fate != "before":
            self.peer.told[self.headers["Idempotency-Key"]] = told
        data = json.dumps(answer).encode()
        self.send_response(503 if fate == "before" else 200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if fate == "after" else data)

    def log_message(self, *_args: Any) -> None:
        """Nothing is said on the terminal."""


@contextmanager
def peer(secret: str, tickets: list[dict[str, Any]], seed: int = 12345) -> Iterator[Peer]:
    """Another office's server, for as long as the block lasts."""
    office = Peer(secret, tickets, random.Random(seed))
    handler = type("Handler", (_Handler,), {"peer": office})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    office.url = f"http://127.0.0.1:{server.server_port}"
    with _running(server):
        yield office


@dataclass
class Mailbox:
    """Letters by UID. `breaks_after`: hang up after so many letters have been fetched, each time somebody comes."""

    user: str
    password: str
    letters: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    breaks_after: int = 10**9
    port: int = 0


class _Imap(socketserver.StreamRequestHandler):
    box: Mailbox

    def handle(self) -> None:
        fetched = 0
        self._say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _, command = line.partition(" ")
            word = command.split(" ", 1)[0].upper()
            if "BODY.PEEK" in command:
                fetched += 1
                if fetched > self.box.breaks_after:
                    return
            done = self._do(word, command)
            self._say(f"{tag} {done}")
            if word == "LOGOUT":
                return

    def _do(self, word: str, command: str) -> str:
        if word == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1")
        elif word == "LOGIN":
            known = f'"{self.box.password}"' in command and self.box.user in command
            return "OK welcome" if known else "NO who are you"
        elif word in {"SELECT", "EXAMINE"}:
            self._say(f"* {len(self.box.letters)} EXISTS")
            self._say(f"* OK [UIDVALIDITY {self.box.validity}] valid")
        elif word == "UID":
            self._uid(command)
        return "OK done"

    def _uid(self, command: str) -> None:
        if found := re.search(r"SEARCH UID (\d+):\*", command):
            last = max(self.box.letters, default=0)  # as RFC 3501 has it: n:* always names the last letter
            uids = [uid for uid in sorted(self.box.letters) if uid >= int(found[1]) or uid == last]
            self._say(f"* SEARCH {' '.join(map(str, uids))}")
        elif found := re.search(r"FETCH (\d+) (.+)", command):
            uid, letter = int(found[1]), self.box.letters.get(int(found[1]))
            if letter is not None and "SIZE" in found[2]:
                self._say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(letter)})")
            elif letter is not None:
                self.wfile.write(
                    f"* 1 FETCH (UID {uid} BODY[] {{{len(letter)}}}\r\n".encode() + letter + b")\r\n"
                )

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mailbox(letters: dict[int, bytes], **told: Any) -> Iterator[Mailbox]:
    """A mail server that speaks IMAP, for as long as the block lasts."""
    box = Mailbox("letters", "only-a-test", letters, **told)
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), type("Imap", (_Imap,), {"box": box}))
    server.daemon_threads = True
    box.port = server.server_address[1]
    with _running(server):
        yield box


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
