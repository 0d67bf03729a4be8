"""The keys a demo makes for itself and keeps under var/secrets; production brings its own."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from commongrid.config import environment, variables

TEST_KEY = b"a key that only a test ever uses"


def secret_key(found: environment.Environment) -> str:
    if found.secret_key:
        return found.secret_key
    if found.mode == "test":
        return "only-for-tests-" * 5
    return _kept(found.var, "secret_key", lambda: secrets.token_urlsafe(64))


def field_keys(found: environment.Environment) -> dict[str, bytes]:
    """The keys of personal fields by their id; the first encrypts, the others still open what they once closed."""
    if found.field_keys:
        return found.field_keys
    if found.mode == "test":
        return {"t1": TEST_KEY}
    return variables.field_keys(_kept(found.var, "field_keys", lambda: f"k1:{_random()}"))


def blind_index_key(found: environment.Environment) -> bytes:
    if found.blind_index_key:
        return found.blind_index_key
    if found.mode == "test":
        return TEST_KEY[::-1]
    return variables.key(_kept(found.var, "blind_index_key", _random))


def _random() -> str:
    return base64.b64encode(os.urandom(variables.KEY_BYTES)).decode()


def _kept(var: Path, name: str, make: Callable[[], str]) -> str:
    """Reads var/secrets/<name>, making it first where it is not there; two processes that start together agree."""
    path = var / "secrets" / name
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = path.with_name(f".{name}.{os.getpid()}.{secrets.token_hex(4)}")
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(make())
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        except OSError as fault:
            sentence = (
                f"{path} cannot be written ({fault.strerror}): make its folder writable or set COMMONGRID_VAR"
            )
            raise environment.BadEnvironment([sentence]) from fault
    return path.read_text().strip()
