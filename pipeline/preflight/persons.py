"""Personal data in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.preflight.case import Case, Passage
from pipeline.preflight.finding import Spot
from pipeline.preflight.hit import Hit
from pipeline.preflight.privacy import Personal, PersonalKind, find_personal, mask
from pipeline.schema import Level
from pipeline.text.normalise import clean

AROUND = 12
CONTACT = re.compile(r"联系|咨询|电话|电邮|邮箱|值班|传真|来电|致电")
REACH = 30


def person_id_card(case: Case) -> Iterator[Hit]:
    """An identity card number is printed."""
    for passage, text, one in _found(case, "id_card", "old_id_card"):
        yield _hit("error" if one.sure else "warning", passage, text, one)


def person_mobile(case: Case) -> Iterator[Hit]:
    """A mobile number is printed; an office's own, given for questions, is the lesser matter."""
    for passage, text, one in _found(case, "mobile"):
        before = text[max(0, one.start - REACH) : one.start]
        office = passage.role in ("preamble", "closing") and CONTACT.search(before) is not None
        yield _hit("warning" if office else "error", passage, text, one)


def person_bank_card(case: Case) -> Iterator[Hit]:
    """A bank card number is printed."""
    for passage, text, one in _found(case, "bank_card"):
        yield _hit("error", passage, text, one)


def person_email(case: Case) -> Iterator[Hit]:
    """An electronic mail address outside the government's domains is printed."""
    for passage, text, one in _found(case, "email"):
        yield _hit("info", passage, text, one)


def _found(case: Case, *kinds: PersonalKind) -> Iterator[tuple[Passage, str, Personal]]:
    for passage in case.passages:
        text = clean(passage.printed).replace("\n", " ")
        for one in find_personal(text):
            if one.kind in kinds:
                yield passage, text, one


def _hit(level: Level, passage: Passage, text: str, one: Personal) -> Hit:
    masked = mask(text)
    left, right = max(0, one.start - AROUND), min(len(text), one.end + AROUND)
    excerpt = "…" * (left > 0) + masked[left:right] + "…" * (right < len(text))
    spot = Spot(place=passage.place, label=passage.title, excerpt=excerpt)
    return Hit(level, {"number": masked[one.start : one.end]}, (spot,), private=True)
