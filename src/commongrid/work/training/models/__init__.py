"""Tables of training."""

from commongrid.work.training.models.courses import BankQuestion, Course, Edition, Progress
from commongrid.work.training.models.exams import Certificate, CertificateKind, Demand, Exam, Sitting

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
