"""Pages and map data leave compressed: a cheap phone on a weak link pays for every byte."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/html", "application/json", "application/manifest+json")


class Compressed(GZipMiddleware):
    """Django's own, with its random padding against guessing by size, for texts only: photos are small already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)
