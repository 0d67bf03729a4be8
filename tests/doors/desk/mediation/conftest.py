"""The town as it is this morning, for pages whose clock is the real one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Town


@pytest.fixture
def recent(town: Town) -> Town:
    """What happens in it is recent to the pages."""
    town.now = timezone.now() - timedelta(hours=6)
    return town
