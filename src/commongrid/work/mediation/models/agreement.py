"""The agreement as a document, and who has signed it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.mediation.terms import Form, Signed


class Agreement(models.Model):
    """What the parties sign. `number` finds it on the public page that says whether a document is ours, and nothing else of it.

    `sha256` is the digest of the text that is signed, `copy_sha256` of the copy with all signatures; both files belong to
    base/files under `papers.owner_of(…)`. Effective with the last of: every party, the mediator, the body's seal; an oral one at once.
    """

    id = models.UUIDField(primary_key=True)
    mediation = models.OneToOneField("mediation.Mediation", models.PROTECT, related_name="agreement")
    number = models.CharField(max_length=12, unique=True)
    form = models.CharField(max_length=8)
    issues = EncryptedTextField(label="mediation_agreement.issues", retention="mediation.words", null=True)
    manner = EncryptedTextField(label="mediation_agreement.manner", retention="mediation.words", null=True)
    sha256 = models.BinaryField(max_length=32, null=True)
    copy_sha256 = models.BinaryField(max_length=32, null=True)
    drawn_at = models.DateTimeField()
    mediator_at = models.DateTimeField(null=True)
    mediator_name = models.CharField(max_length=64, blank=True)
    effective_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(form__in=[one.value for one in Form]), name="mediation_agreement_form"
            ),
            models.CheckConstraint(
                condition=Q(form=Form.ORAL.value, effective_at__isnull=False)
                | Q(form=Form.WRITTEN.value, sha256__isnull=False),
                name="mediation_agreement_written",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Signature(models.Model):
    """One party's: drawn behind a code sent to the signer's own phone, or on paper before the mediator, who says so.

    `sha256` is the digest of the text as it was when they signed. `by_agent`: whoever stands for them has signed.
    """

    id = models.UUIDField(primary_key=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    party = models.ForeignKey("mediation.Party", models.PROTECT, related_name="+", db_index=False)
    how = models.CharField(max_length=8)
    strokes = EncryptedTextField(label="mediation_signature.strokes", retention="mediation.words", null=True)
    sha256 = models.BinaryField(max_length=32)
    by_agent = models.BooleanField(default=False)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agreement", "party"], name="mediation_signature_once"),
            models.CheckConstraint(
                condition=Q(how__in=[one.value for one in Signed]), name="mediation_signature_how"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.how}"
