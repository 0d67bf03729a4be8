"""Checklists made for tests, and a strategy that makes any number of them that hang together."""

from __future__ import annotations

from hypothesis import strategies as st

from commongrid.registry.checklists.grammar import read_condition, read_test
from commongrid.registry.checklists.terms import (
    Answer,
    AnswerKind,
    Checklist,
    Condition,
    Option,
    Question,
    Sense,
    Test,
)

KINDS = tuple(AnswerKind)
COLOURS = (Option("red", "红", "Red"), Option("blue", "蓝", "Blue"), Option("none", "无", "None"))


def question(
    code: str, kind: str = "yes_no", *, only_if: str = "", gap: str = "", photo: str = "", **more: object
) -> Question:
    told = {
        "zh": f"问题{code}？",
        "en": f"Question {code}?",
        "options": COLOURS if kind == "choice" else (),
        "opens": "XF-003" if gap else "",
        **more,
    }
    return Question(
        code=code,
        kind=AnswerKind(kind),
        only_if=read_condition(only_if),
        gap=read_test(gap),
        photo=read_test(photo),
        **told,  # type: ignore[arg-type]
    )


def checklist(*questions: Question, code: str = "T1") -> Checklist:
    return Checklist(code=code, zh="试", en="Trial", premises=("rental_building",), questions=questions)


def tests_for(kind: AnswerKind) -> st.SearchStrategy[Test]:
    """Any test that may be put to a question of this kind."""
    figures = st.builds(
        lambda sense, figure: Test(sense, figure=float(figure)),
        st.sampled_from([Sense.ABOVE, Sense.BELOW, Sense.RISES]),
        st.integers(-5, 5),
    )
    offered = {AnswerKind.YES_NO: ("yes", "no"), AnswerKind.CHOICE: tuple(one.value for one in COLOURS)}
    if kind in offered:
        some = st.lists(st.sampled_from(offered[kind]), min_size=1, unique=True).map(tuple)
        return st.builds(Test, st.sampled_from([Sense.IS, Sense.NOT]), some)
    return figures if kind == AnswerKind.NUMBER else st.just(Test(Sense.ALWAYS))


def answers_for(kind: AnswerKind) -> st.SearchStrategy[Answer]:
    """Nothing, something offered, or something that is not."""
    values: dict[AnswerKind, st.SearchStrategy[str | float]] = {
        AnswerKind.YES_NO: st.sampled_from(["", "yes", "no", "perhaps"]),
        AnswerKind.CHOICE: st.sampled_from(["", *(one.value for one in COLOURS), "green"]),
        AnswerKind.NUMBER: st.one_of(st.just(""), st.integers(-9, 9).map(float)),
        AnswerKind.PHOTO: st.just(""),
        AnswerKind.TEXT: st.sampled_from(["", " ", "words"]),
    }
    before = st.one_of(st.none(), st.integers(-9, 9).map(float))
    return st.builds(Answer, values[kind], st.integers(0, 2), before)


@st.composite
def inspections(draw: st.DrawFn) -> tuple[Checklist, dict[str, Answer]]:
    """A checklist without a flaw, and answers to some of its questions."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8))
    made: list[Question] = []
    for number, kind in enumerate(kinds):
        gap = draw(st.one_of(st.none(), tests_for(kind)))
        condition = None
        if made and draw(st.booleans()):
            earlier = draw(st.sampled_from(made))
            condition = Condition(earlier.code, draw(tests_for(earlier.kind)))
        photos = [st.none(), tests_for(kind), *([st.just(Test(Sense.GAP))] if gap else [])]
        made.append(
            Question(
                code=f"q{number}",
                zh="问",
                en="Asked",
                kind=kind,
                options=COLOURS if kind == AnswerKind.CHOICE else (),
                required=draw(st.booleans()),
                only_if=condition,
                gap=gap,
                opens="XF-003" if gap else "",
                photo=draw(st.one_of(*photos)),
                score=draw(st.integers(0, 3)),
            )
        )
    answers = {one.code: draw(answers_for(one.kind)) for one in made if draw(st.booleans())}
    return checklist(*made), answers
