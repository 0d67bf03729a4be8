"""What the page of one letter shows: its forms, what may be done now, and texts with what is personal marked."""

from __future__ import annotations

from typing import Any

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.journal import queries as history
from commongrid.cases import numbers
from commongrid.doors.desk.letters import forms
from commongrid.doors.look import wording
from commongrid.work.letters import queries, redacting, rules
from commongrid.work.letters.acts.answering import is_alive
from commongrid.work.letters.models import Letter, Publication
from commongrid.work.letters.terms import LETTER

FORMS: dict[str, type[wording.Form]] = {
    "take_on": forms.TakeOn,
    "redact": forms.Redact,
    "send_back": forms.Why,
    "refuse": forms.Why,
    "take_down": forms.Why,
}


def form_of(name: str, letter: Letter, sent: Any = None, first: dict[str, Any] | None = None) -> wording.Form:
    """The form of an act; those without fields still carry what is refused."""
    ids = f"id_{name}_%s"
    if name == "draft":
        return forms.Draft(sent, initial=first, has_case=letter.report.case_id is not None, auto_id=ids)
    return FORMS.get(name, wording.Form)(sent, initial=first, auto_id=ids)


def of(letter: Letter, actor: Actor, wrong: dict[str, wording.Form]) -> dict[str, Any]:
    """Everything the template asks for."""
    names, found = queries.names_in(letter), getattr(letter, "publication", None)
    may = possible(letter, found, actor)
    first = {"draft": _drafted(letter), "take_on": _pointed(letter)}
    if "redact" in may:
        first["redact"] = _cut(letter, found, names)
    asked = {
        name: form_of(name, letter, first=first.get(name)) for name in (*FORMS, "draft", "approve", "publish")
    }
    return {
        "letter": letter,
        "report": letter.report,
        "case": letter.report.case,
        "spoken": numbers.spoken(letter.report.number),
        "publication": found,
        "may": may,
        "forms": {**asked, **wrong},
        "question": _marked(letter.report.words, names),
        "answer": _marked(letter.answer, names),
        "public": _public(found, names),
        "is_gone": not is_alive(letter) and letter.state != "answered",
        "own_draft": letter.drafted_by_id == actor.account_id,
        "own_redaction": found is not None and found.redacted_by_id == actor.account_id,
        "entries": history.history(LETTER, str(letter.pk)),
    }


def possible(letter: Letter, found: Publication | None, actor: Actor) -> set[str]:
    """The acts that are open to the reader now."""
    writes, approves = (access.may(actor, f"letters.{one}", letter).answer for one in ("answer", "approve"))
    can: set[str] = set()
    if writes and rules.may_draft(letter.state, is_open=is_alive(letter)).answer:
        can |= {"draft"} if letter.report.case_id else {"draft", "take_on"}
    if writes and rules.may_redact(letter.state, letter.agreed, queries.public_state(letter)).answer:
        can.add("redact")
    waits = approves and letter.state == "drafted"
    if waits and rules.may_approve(letter.state, letter.drafted_by_id, actor.account_id).answer:
        can |= {"approve", "send_back"}
    if approves and found is not None:
        if rules.may_approve(found.state, found.redacted_by_id, actor.account_id).answer:
            can |= {"publish", "refuse"}
        can |= {"take_down"} if found.state == "public" else set()
    return can


def _marked(text: str | None, names: tuple[str, ...]) -> tuple[redacting.Piece, ...]:
    return redacting.pieces(text or "", redacting.marks(text or "", names))


def _public(found: Publication | None, names: tuple[str, ...]) -> dict[str, Any]:
    return (
        {}
        if found is None
        else {name: _marked(getattr(found, name), names) for name in ("title", "question", "answer")}
    )


def _pointed(letter: Letter) -> dict[str, str]:
    told = letter.report.suggestion.get("matters") or [{}]
    return {"matter": letter.item_code or str(told[0].get("code", ""))}


def _drafted(letter: Letter) -> dict[str, str]:
    return {**_pointed(letter), "words": letter.answer or ""}


def _cut(letter: Letter, found: Publication | None, names: tuple[str, ...]) -> dict[str, str]:
    """Where a person begins: what was sent back as it was, else both texts with every mark cut."""
    if found is not None and found.title:
        return {name: str(getattr(found, name)) for name in ("title", "topic", "question", "answer")}
    texts = {"question": letter.report.words or "", "answer": letter.answer or ""}
    return {name: redacting.cut(text, redacting.marks(text, names)) for name, text in texts.items()}
