"""What a check answers: how it stands, in plain sentences, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

type State = Literal["ok", "soon", "late"]
"""ok: nothing to do · soon: works, but look at it · late: broken, somebody is not served."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing checked. `words` say how it stands, `mend` what to do, `url` where."""

    state: State
    title: str
    words: str
    mend: str = ""
    url: str = ""
