"""manage train-suggestions: makes the model that suggests a matter from the words, or measures one."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commongrid.intake import (
    evaluation,
    examples,
    grams,
    labelled_texts,
    suggestion,
    suggestion_file,
    training,
)
from commongrid.intake.labelled_texts import Labelled


class Command(BaseCommand):
    help = "Trains the suggestion of a matter from the catalogue and labelled messages, or measures it on a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--labelled", type=Path, help="CSV of messages whose label is a matter's code or name"
        )
        parser.add_argument(
            "--evaluate", type=Path, help="CSV of messages with any labels: measures, trains nothing"
        )
        parser.add_argument(
            "--text-column", action="append", help="repeat for several, the title first (default: text)"
        )
        parser.add_argument("--label-column", default="label")
        parser.add_argument(
            "--extra",
            action="append",
            default=[],
            metavar="FILE:LABEL:TEXT[+TEXT][:WEIGHT]",
            help="with --evaluate: rows that are trained on in every fold and never asked",
        )
        parser.add_argument("--repeats", type=int, default=3)
        parser.add_argument("--out", type=Path, help="default: the file the product reads")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        columns = options["text_column"] or ["text"]
        try:
            if options["evaluate"]:
                asked = labelled_texts.read(options["evaluate"], columns, options["label_column"])
                self._say(_measured(asked, options["extra"], options["repeats"]), options)
            else:
                labelled = options["labelled"]
                rows = labelled_texts.read(labelled, columns, options["label_column"]) if labelled else []
                self._say(_trained(rows, options["out"] or suggestion.model_path()), options)
        except labelled_texts.Faulty as fault:
            raise CommandError(str(fault)) from fault

    def _say(self, facts: dict[str, Any], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(f"{name.replace('_', ' ')}: {fact}" for name, fact in facts.items()))


def _trained(rows: Sequence[Labelled], out: Path) -> dict[str, Any]:
    words = suggestion.catalogue_words()
    if not words:
        raise CommandError("The catalogue is empty: load a pack first (manage load-pack).")
    codes = {each.name_zh: each.code for each in words} | {each.code: each.code for each in words}
    known = [examples.example(row.fields, codes[row.label], row.weight) for row in rows if row.label in codes]
    model = training.train(words, known)
    suggestion_file.save(model, out)
    return {
        "matters": len(words),
        "messages": len(known),
        "labels_not_in_the_catalogue": len(rows) - len(known),
        "file": str(out),
        "kilobytes": out.stat().st_size // 1024,
    }


def _measured(asked: Sequence[Labelled], specs: Sequence[str], repeats: int) -> dict[str, Any]:
    extra = labelled_texts.merged([row for spec in specs for row in _extra(spec)])
    labels = {row.label for row in asked}
    usable = labelled_texts.unseen([row for row in extra if row.label in labels], asked)
    measured = evaluation.cross_validated(_examples(asked), _examples(usable), repeats=repeats)
    rounded = {name: round(value, 3) for name, value in asdict(measured).items()}
    return rounded | {"labels": len(labels), "extra": len(usable), "extra_left_out": len(extra) - len(usable)}


def _examples(rows: Sequence[Labelled]) -> list[examples.Example]:
    return [examples.example(row.fields, row.label, row.weight, grams.as_said) for row in rows]


def _extra(spec: str) -> list[Labelled]:
    path, label, texts, *weight = spec.split(":")
    return labelled_texts.read(Path(path), texts.split("+"), label, float(weight[0]) if weight else 1.0)
