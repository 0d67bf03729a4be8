"""Whether an address can be listened on, said in a sentence when not."""

import socket

from commongrid.config.launch.house import Trouble

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 (named, not listened on)


def demand_free(host: str, port: int, command: str) -> None:
    """Raises Trouble naming a free port when `port` is taken, and saying what is wrong with `host` otherwise."""
    if not 0 < port < 65536:
        raise Trouble(f"{port} is not a port: give one from 1024 to 65535, such as --port 8000.")
    try:
        _try(host, port)
    except PermissionError:
        raise Trouble(
            f"Port {port} is kept for the system: give one above 1023, such as --port 8000."
        ) from None
    except socket.gaierror:
        raise Trouble(
            f"{host} is not an address of this machine: give --host 127.0.0.1 or --host 0.0.0.0."
        ) from None
    except OSError as fault:
        if "assign" in str(fault):
            raise Trouble(
                f"{host} is not an address of this machine: give --host 127.0.0.1 or --host 0.0.0.0."
            ) from None
        raise Trouble(
            f"Port {port} is in use: end what listens there, or run `{command} --port {_free(host, port)}`, which is free."
        ) from None


def spoken(host: str) -> str:
    """The name to put in an address a person opens."""
    if host in EVERYWHERE or host == "127.0.0.1":
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _try(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((host, port))


def _free(host: str, taken: int) -> int:
    for port in range(taken + 1, min(taken + 100, 65536)):
        try:
            _try(host, port)
        except OSError:
            continue
        return port
    with socket.socket() as tried:
        tried.bind(("", 0))
        return int(tried.getsockname()[1])
