"""A text column that only the application can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from commongrid.base.privacy import keys, sealing


class Sealed:
    """A value as the database holds it; opened once, when somebody first reads it."""

    __slots__ = ("_opened", "sealed")

    def __init__(self, sealed: bytes) -> None:
        self.sealed = bytes(sealed)
        self._opened: str | None = None

    def open(self, place: str) -> str:
        if self._opened is None:
            self._opened = sealing.unseal(keys.ring(), self.sealed, place).decode()
        return self._opened

    def __repr__(self) -> str:
        return "<sealed>"


if TYPE_CHECKING:
    TextInBytes = models.Field[str | Sealed | None, Any]  # str, or str | None where the column may be null
else:
    TextInBytes = models.BinaryField


class Unsealing(DeferredAttribute):
    """Reads decrypt, assignments wait for the save; the instance itself carries only sealed bytes until then."""

    field: EncryptedTextField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return value.open(self.field.place_of(instance)) if isinstance(value, Sealed) else value

    def __set__(self, instance: models.Model, value: str | Sealed | None) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(TextInBytes):
    """Text sealed with AES-GCM, bound to `label` ("table.column") and the row's primary key.

    The key must be known before the save, so such a table has ids made by the caller (`ids.uuid7`).
    `retention` names how long it is kept (`retention.py`). Only `isnull` can be asked of it: to find a
    value keep a `BlindIndex` beside it. `update()` takes what `sealed()` below gives, never text.
    """

    descriptor_class = Unsealing

    def __init__(self, *, label: str = "", retention: str = "", **kwargs: Any) -> None:
        self.label = label
        self.retention = retention
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """As the plain column it is stored in: migrations outlive this class."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    def place_of(self, instance: models.Model) -> str:
        return self._place(instance.pk)

    def sealed_for(self, pk: object, text: str | None) -> Sealed | None:
        """`text` sealed for the row `pk`, for writing without loading the row."""
        if text is None:
            return None
        return Sealed(sealing.seal(keys.ring(), text.encode(), self._place(pk)))

    def _place(self, pk: object) -> str:
        if pk is None:
            raise ValueError(f"{self.label}: the row needs its primary key before it can hold a sealed value")
        return f"{self.label}:{pk}"

    def from_db_value(self, value: bytes | None, expression: object, connection: object) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            value.open(self.place_of(model_instance))  # a copied row must not carry what it cannot open
            return value
        sealed = self.sealed_for(model_instance.pk, value)
        model_instance.__dict__[self.attname] = sealed
        return sealed

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(
                f"{self.label}: text cannot be written as it is; save the row or use fields.sealed()"
            )
        return super().get_db_prep_value(value.sealed, connection, prepared)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError(
            f"{self.label} is sealed and is not dumped; back up with pg_dump and keep the keys apart"
        )

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> Any:
        return None


def sealed(model: type[models.Model], field: str, pk: object, text: str | None) -> Sealed | None:
    """`text` as the encrypted `field` of the row `pk` takes it in `update()` or in a statement of the journal."""
    found = model._meta.get_field(field)
    if not isinstance(found, EncryptedTextField):
        raise TypeError(f"{model.__name__}.{field} is not encrypted")
    return found.sealed_for(pk, text)
