from commongrid.work.letters.models.boxes import Box
from commongrid.work.letters.models.letters import Letter
from commongrid.work.letters.models.publications import Publication

__all__ = ["Box", "Letter", "Publication"]
