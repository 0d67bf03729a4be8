"""One line in the log and one count for each request, and an id that ties them to everything written meanwhile."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from commongrid.config import metrics

HEADER = "X-Request-ID"
_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_log = structlog.get_logger("commongrid.requests")


class RequestLine:
    """Middleware, outermost: takes over a proxy's request id, or makes one, and returns it in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request_id = given if _ACCEPTABLE.fullmatch(given) else uuid.uuid4().hex
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            route = request.resolver_match.route if request.resolver_match else ""
            metrics.count_request(request.method or "", route, response.status_code, seconds)
            if not request.path.startswith(("/static/", "/healthz", "/readyz", "/metrics")):
                # The route and not the path: a path may hold a resident's follow code.
                _log.info(
                    "request",
                    method=request.method,
                    route=route,
                    status=response.status_code,
                    ms=round(seconds * 1000, 1),
                )
        response.headers[HEADER] = request_id
        return response
