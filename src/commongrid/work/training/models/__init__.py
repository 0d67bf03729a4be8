"""Tables of training."""

from commongrid.work.training.models.courses import BankQuestion, Course, Edition, Progress
from commongrid.work.training.models.exams import Exam, Sitting
from commongrid.work.training.models.holding import Certificate, Demand
from commongrid.work.training.models.kinds import CertificateKind

__all__ = [
    "BankQuestion",
    "Certificate",
    "CertificateKind",
    "Course",
    "Demand",
    "Edition",
    "Exam",
    "Progress",
    "Sitting",
]
