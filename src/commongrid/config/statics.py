"""Static files with their digest in the name, compressed once when they are collected."""

import os
from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HouseStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Digests follow `import` statements too; Brotli takes 17 s, so only production's COMMONGRID_BROTLI=1 asks for it."""

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Uploads are closed to other accounts, but a web server in front may hand these out.
        super().__init__(*args, file_permissions_mode=0o644, **kwargs)

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(**kwargs, use_brotli=os.environ.get("COMMONGRID_BROTLI") == "1")
