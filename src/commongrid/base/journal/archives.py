"""A month of the journal as a Parquet file: written, read, and proved by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from commongrid.base.journal.roots import Fault, merkle_root
from commongrid.base.journal.terms import Recorded, link, moment, text

AT_ONCE = 20_000
COLUMNS = (
    "recorded_at", "id", "era", "xid", "kind", "subject_kind", "subject_id", "seq", "at", "actor", "data", "whys", "previous",
    "digest",
)  # fmt: skip


class Kept(NamedTuple):
    """One row of the journal's table as an archive keeps it; actor, data and whys in canonical JSON."""

    recorded_at: datetime
    id: int
    era: int
    xid: int
    kind: str
    subject_kind: str
    subject_id: str
    seq: int
    at: datetime
    actor: str
    data: str
    whys: str
    previous: bytes
    digest: bytes


def file_of(folder: Path, month: date) -> Path:
    return folder / f"journal-{month:%Y-%m}.parquet"


def write(path: Path, rows: Iterable[Kept], month: date) -> None:
    """Rows in order of recording. The file appears whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema().with_metadata({"commongrid.month": f"{month:%Y-%m}"})
    draft = path.with_name(f"{path.name}.new")
    with pq.ParquetWriter(draft, schema, compression="zstd") as out:
        for batch in _batched(rows):
            columns = dict(zip(COLUMNS, map(list, zip(*batch, strict=True)), strict=True))
            out.write_table(pa.table(columns, schema=schema))
    draft.rename(path)


def _batched(rows: Iterable[Kept]) -> Iterator[list[Kept]]:
    batch: list[Kept] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _schema() -> Any:
    import pyarrow as pa

    at = pa.timestamp("us", tz="UTC")
    texts = {name: pa.string() for name in ("kind", "subject_kind", "subject_id", "actor", "data", "whys")}
    kinds = {
        "recorded_at": at, "id": pa.int64(), "era": pa.int16(), "xid": pa.int64(), "seq": pa.int32(), "at": at,
        "previous": pa.binary(), "digest": pa.binary(), **texts,
    }  # fmt: skip
    return pa.schema([(name, kinds[name]) for name in COLUMNS])


def month_of(path: Path) -> date:
    """The month a file says it holds. Raises OSError, ValueError for any other file."""
    import pyarrow.parquet as pq

    told = (pq.read_schema(path).metadata or {}).get(b"commongrid.month")
    if told is None:
        raise ValueError(f"{path} is no archive of the journal")
    return datetime.strptime(told.decode(), "%Y-%m").replace(tzinfo=UTC).date()


def read(path: Path, subject: tuple[str, str] | None = None) -> Iterator[Kept]:
    """All rows in order of recording, or those of one subject."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(AT_ONCE, columns=list(COLUMNS)):
            if subject:
                is_kind = pc.equal(batch["subject_kind"], subject[0])
                batch = batch.filter(pc.and_(is_kind, pc.equal(batch["subject_id"], subject[1])))  # noqa: PLW2901
            for row in batch.to_pylist():
                yield Kept(*(row[name] for name in COLUMNS))


def recorded(kept: Kept) -> Recorded:
    told = (json.loads(kept.actor), json.loads(kept.data), tuple(json.loads(kept.whys)))
    return Recorded(
        kept.id,
        kept.era,
        kept.xid,
        kept.kind,
        kept.subject_kind,
        kept.subject_id,
        kept.seq,
        kept.at,
        kept.recorded_at,
        *told,
    )


def root(path: Path) -> bytes:
    """The Merkle root of everything in a file, in order of recording."""
    return merkle_root([row.digest for row in read(path)])


def first_fault(path: Path, expected: bytes) -> Fault | None:
    """Every entry gives its own digest, follows the one before it in the file, and all together give the root."""
    last: dict[tuple[str, str], tuple[int, bytes]] = {}
    digests = []
    for row in read(path):
        subject = (row.subject_kind, row.subject_id)
        told = (row.actor, row.data, row.whys)
        made = link(*subject, row.seq, row.kind, moment(row.at), told=told, previous=row.previous)
        if made != row.digest or last.get(subject, (row.seq - 1, row.previous)) != (
            row.seq - 1,
            row.previous,
        ):
            return Fault(":".join(subject), row.seq, "changed")
        last[subject] = (row.seq, row.digest)
        digests.append(row.digest)
    return None if merkle_root(digests) == expected else Fault(f"archive:{path.name}", len(digests), "seal")


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def canonical(value: Any) -> str:
    """JSON of the database, which keeps no order, in the one form that is digested."""
    return text(json.loads(value) if isinstance(value, str) else value)
