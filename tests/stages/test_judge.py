"""Accept a figure, or send it to a person."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.schema import Field, FormEvidence
from pipeline.stages.check import check
from pipeline.stages.decode import decode
from pipeline.stages.judge import _faded, as_shown, judge
from pipeline.types.located import Located
from pipeline.types.reading import Candidate, Reading
from tests.grids import forms

FORM = forms()["2021"]
TOTAL = "disputes.reconsideration.total"


def reading(key: str, value: int | None = 0, *, found: float = 0.999, read: float = 0.9999) -> Reading:
    candidate = Candidate(
        "" if value is None else str(value), value, "blank" if value is None else "number", math.log(read), "text", "件"
    )
    return Reading(key, (candidate,), "text", None, found, trusted=True)


def judged(*changed: Reading, missing: tuple[str, ...] = (), unread: tuple[str, ...] = ()) -> dict[str, Field]:
    by_key = {one.key: one for one in changed}
    readings = tuple(
        by_key.get(key, reading(key)) for key in FORM.expected(frozenset()) if FORM.specs[key].table not in missing
    )
    values = decode(readings, FORM)
    located = Located("2021", FormEvidence(), readings, (), missing, unread)
    return judge(values, check(values, FORM), located, FORM, accept=0.9)


def test_a_surely_found_and_read_figure_is_accepted() -> None:
    field = judged()[TOTAL]
    assert (field.status, field.value, field.meaning) == ("accepted", 0, "number")


def test_a_blank_is_accepted_as_blank() -> None:
    field = judged(reading(TOTAL, None))[TOTAL]
    assert (field.status, field.value, field.meaning) == ("accepted", None, "blank")


def test_a_doubtful_cell_goes_to_review_even_where_sums_hold() -> None:
    assert judged(reading(TOTAL, found=0.6))[TOTAL].status == "review"


def test_a_holding_sum_settles_a_doubtful_reading() -> None:
    upheld = "disputes.reconsideration.upheld"
    assert judged(reading(TOTAL, 5, read=0.85), reading(upheld, 5))[TOTAL].status == "accepted"
    assert judged(reading(TOTAL, 5, read=0.85))[TOTAL].status == "review"


def test_where_two_cells_of_a_sum_are_in_doubt_it_settles_less() -> None:
    upheld = "disputes.reconsideration.upheld"
    one = judged(reading(TOTAL, 5, read=0.85), reading(upheld, 5))[TOTAL]
    both = judged(reading(TOTAL, 5, read=0.85), reading(upheld, 5, read=0.85))[TOTAL]
    assert both.read < one.read


def seen(
    key: str, value: int, *others: int, trusted: bool = False, share: float = 0.9, clear: int = 0, found: float = 0.999
) -> Reading:
    """A figure seen in a picture, `others` being what else a reader proposes, `clear` how many readers are sure."""
    rest = (1 - share) / (len(others) + 1)
    first = Candidate(str(value), value, "number", math.log(share), "small", "件", seen_by=1 + trusted, clear_to=clear)
    candidates = [first, *(Candidate(str(other), other, "number", math.log(rest), "tiny", "件") for other in others)]
    return Reading(key, tuple(candidates), "ocr", None, found, trusted=trusted)


NEW = "requests.new.natural_person"
AGREEING = {
    f"requests.{row}.{column}": 7
    for row in ("new", "granted", "processed_total")
    for column in ("natural_person", "total")
}


def test_what_one_reader_saw_needs_a_sum_that_it_would_have_broken() -> None:
    figures = [reading(key, value) for key, value in AGREEING.items() if key != NEW]
    assert judged(*figures, seen(NEW, 7))[NEW].status == "accepted"
    alone = "disclosure.licensing.decisions"
    assert judged(seen(alone, 7, share=0.999))[alone].status == "review"
    assert judged(seen(alone, 7, share=0.999, trusted=True, clear=1))[alone].status == "accepted"


def test_a_figure_without_a_sum_needs_a_reader_that_is_sure_and_a_cell_that_is_surely_its_own() -> None:
    alone = "disclosure.licensing.decisions"
    assert judged(seen(alone, 7, share=0.999, trusted=True))[alone].status == "review"
    assert judged(seen(alone, 7, share=0.999, trusted=True, clear=2, found=0.97))[alone].status == "review"
    assert judged(seen(alone, 7, share=0.999, trusted=True, clear=2, found=0.98))[alone].status == "accepted"
    assert judged(seen(alone, 7, share=0.97, trusted=True, clear=2))[alone].status == "review"


def test_a_figure_without_a_sum_that_a_reader_takes_for_another_is_for_review() -> None:
    alone = "disclosure.licensing.decisions"
    read = seen(alone, 2438, 2436, share=0.999, trusted=True, clear=1)
    first, other = read.candidates
    runner_up = replace(read, candidates=(first, replace(other, seen_by=0)))
    assert judged(runner_up)[alone].status == "accepted"
    assert judged(read)[alone].status == "review"
    figures = [reading(key, value) for key, value in AGREEING.items() if key != NEW]
    assert judged(*figures, seen(NEW, 7, 1, share=0.999, trusted=True, clear=1))[NEW].status == "accepted"


@pytest.mark.parametrize(("share", "status"), [(0.95, "accepted"), (0.85, "review")])
def test_two_sums_that_cross_speak_for_a_figure_though_others_in_them_are_doubtful(share: float, status: str) -> None:
    doubtful = [NEW, "requests.new.total", "requests.processed_total.natural_person"]
    figures = [reading(key, value) for key, value in AGREEING.items() if key not in doubtful]
    assert judged(*figures, *(seen(key, 7, share=share) for key in doubtful))[NEW].status == status


def test_one_sum_speaks_for_none_of_two_doubtful_figures() -> None:
    upheld = "disputes.reconsideration.upheld"
    assert judged(seen(upheld, 5, share=0.95), seen(TOTAL, 5, share=0.95))[upheld].status == "review"


@pytest.mark.parametrize(("rival", "clear", "status"), [(0, 0, "review"), (0, 1, "accepted"), (7, 0, "accepted")])
def test_a_mark_that_a_reader_takes_for_a_zero_is_for_review_whatever_sums_say(
    rival: int, clear: int, status: str
) -> None:
    key = "requests.denied_state_secret.natural_person"
    read = seen(key, 0, rival, share=0.999, trusted=True, clear=clear)
    first, other = read.candidates
    mark = replace(first, raw="—", value=None, meaning="dash")
    figures = [reading(other_key, value) for other_key, value in AGREEING.items()]
    assert judged(*figures, replace(read, candidates=(mark, other)))[key].status == status


@pytest.mark.parametrize(
    ("doubtful", "bilevel", "status"), [(2, True, "accepted"), (3, True, "review"), (3, False, "accepted")]
)
def test_in_a_fax_a_figure_without_a_sum_is_for_review_where_a_tenth_of_what_sums_check_is_in_doubt(
    doubtful: int, bilevel: bool, status: str
) -> None:
    alone = "disclosure.licensing.decisions"
    summed = [key for key in FORM.specs if key.startswith("requests.denied")][:20]
    figures = []
    for number, key in enumerate(summed):
        read = seen(key, 0, 0, share=0.999, trusted=True)
        mark = replace(read.candidates[0], raw="—", value=None, meaning="dash")
        unsure = replace(read, candidates=(mark, read.candidates[1]))  # a reader takes it for a 0
        figures.append(unsure if number < doubtful else seen(key, 0, share=0.999, trusted=True, clear=2))
    figures.append(seen(alone, 5, share=0.9999, trusted=True, clear=2))
    fields = judged(*(replace(read, bilevel=bilevel) for read in figures))
    assert sum(fields[key].status == "review" for key in summed) == doubtful
    assert fields[alone].status == status
    assert fields[alone].agreed == (status == "accepted")  # so it stays, whatever else a person confirms


ALONE = "disclosure.licensing.decisions"


def in_fax(*doubted: Reading) -> tuple[dict[str, Field], int]:
    """What is made of these in a fax of twenty sure zeros and a figure without a sum; how many of them are for review.

    More than two are over a tenth of what sums check.
    """
    zeros = [key for key in FORM.specs if key.startswith("requests.denied")][:20]
    figures = [*doubted, *(seen(key, 0, share=0.999, trusted=True, clear=2) for key in zeros)]
    figures.append(seen(ALONE, 5, share=0.9999, trusted=True, clear=2))
    fields = judged(*(replace(read, bilevel=read.origin == "ocr") for read in figures))
    return fields, sum(fields[one.key].status == "review" for one in doubted)


@pytest.mark.parametrize(("total", "status"), [(5, "accepted"), (6, "review")])
def test_in_a_fax_figures_that_their_sums_bear_out_are_no_sign_of_misreading(total: int, status: str) -> None:
    """A sum does not accept two doubtful figures; that they add up says that they were read well."""
    ways = ("reconsideration", "litigation_direct")
    doubtful = [seen(f"disputes.{way}.upheld", 5, share=0.9) for way in ways]
    doubtful += [seen(f"disputes.{way}.total", total, share=0.9) for way in ways]
    fields, for_review = in_fax(*doubtful)
    assert for_review == 4
    assert fields[ALONE].status == status


@pytest.mark.parametrize(("agreed", "status"), [(True, "accepted"), (False, "review")])
def test_in_a_fax_a_sum_that_fails_tells_of_one_misread_figure(agreed: bool, status: str) -> None:
    """Any of its dashes may be the foot of a 2, or the total mistyped; all of them are for review, and one is wrong."""
    outcomes = ("upheld", "corrected", "other", "pending")
    dashes = [replace(dash(f"disputes.reconsideration.{one}", clear=0), trusted=agreed) for one in outcomes]
    fields, for_review = in_fax(*dashes, reading(TOTAL, 5))
    assert for_review == 4
    assert fields[ALONE].status == status


def test_in_a_fax_sums_of_marks_alone_bear_nothing_out() -> None:
    """Where nothing is added up all marks of a sum may be what is left of digits."""
    column = ["upheld", "corrected", "other", "pending", "total"]
    marks = [dash(f"disputes.reconsideration.{outcome}", clear=0) for outcome in column]
    unsure = [replace(one, trusted=False) for one in marks]
    fields, for_review = in_fax(*unsure)
    assert for_review == 5
    assert fields[ALONE].status == "review"


@pytest.mark.parametrize(("clear", "total", "status"), [(0, 2, "review"), (1, 2, "accepted"), (0, 0, "accepted")])
def test_a_mark_that_no_reader_is_sure_of_is_for_review_in_a_broken_sum(clear: int, total: int, status: str) -> None:
    row = [key for key in FORM.specs if key.startswith("requests.granted.")]
    figures = [reading(key, total if number == 0 else 0) for number, key in enumerate(row[:-1])]
    usual = [dash(f"requests.new.{column}", clear=clear) for column in ("business", "research")]
    assert judged(*figures, *usual, dash(row[-1], clear=clear))[row[-1]].status == status


def dash(key: str, *, clear: int) -> Reading:
    """A dash that two readers agree on, of which `clear` are sure."""
    read = seen(key, 0, share=0.999, trusted=True, clear=clear)
    return replace(read, candidates=(replace(read.candidates[0], raw="-", value=None, meaning="dash"),))


@pytest.mark.parametrize(
    ("others", "clear", "status"), [(0, 0, "review"), (1, 0, "review"), (2, 0, "accepted"), (0, 1, "accepted")]
)
def test_a_stroke_that_its_table_hardly_prints_needs_a_reader_that_is_sure(
    others: int, clear: int, status: str
) -> None:
    alone = ["disclosure.licensing.decisions", "disclosure.penalties.decisions", "disclosure.compulsion.decisions"]
    assert judged(*(dash(key, clear=clear) for key in alone[: others + 1]))[alone[0]].status == status


def test_a_repair_says_what_was_read_and_which_sums_decide() -> None:
    figures = [reading(key, value) for key, value in AGREEING.items() if key != NEW]
    field = judged(*figures, seen(NEW, 1, 7, share=0.7))[NEW]
    assert (field.value, field.origin, field.status) == (7, "repair", "accepted")
    assert field.repair is not None
    assert field.repair.raw == "1"
    assert field.repair.sums == ("requests_balance@natural_person", "requests_applicants@new")


def test_a_figure_that_alone_would_explain_broken_sums_is_for_review_where_it_was_seen() -> None:
    figures = [reading(key, value) for key, value in AGREEING.items() if key != NEW]
    assert judged(*figures, seen(NEW, 1, share=0.9999, trusted=True))[NEW].status == "review"
    assert judged(*figures, reading(NEW, 1))[NEW].status == "accepted"


def test_the_publishers_broken_sum_leaves_its_figures_accepted() -> None:
    assert judged(reading(TOTAL, 5))[TOTAL].status == "accepted"


def test_a_missing_table_is_absent_only_where_nothing_is_unread() -> None:
    assert judged(missing=("disputes",))[TOTAL].status == "absent"
    assert judged(missing=("disputes",), unread=("disputes",))[TOTAL].status == "review"


def test_an_unread_table_may_print_either_alternative() -> None:
    fields = judged(missing=("requests",), unread=("requests",))
    assert fields["requests.other.total"].status == "review"
    assert fields["requests.other_else.total"].status == "review"


def test_of_figures_that_were_given_up_only_what_is_sure_by_itself_is_accepted() -> None:
    """A blank that no ink contradicts, unless it stands in a broken sum; a number needs readers that are sure."""
    upheld, corrected = "disputes.reconsideration.upheld", "disputes.reconsideration.corrected"
    other = "disputes.litigation_direct.upheld"
    readings = [seen(upheld, 0, trusted=True, clear=1)]
    readings += [replace(reading(key, None, read=0.99), origin="ocr") for key in (corrected, other)]
    by_key = {one.key: one for one in (*readings, reading(TOTAL, 3))}
    everything = tuple(by_key.get(key, reading(key)) for key in FORM.expected(frozenset()))
    values = decode(everything, FORM)
    values |= {one.key: replace(values[one.key], given_up=True) for one in readings}
    located = Located("2021", FormEvidence(), everything, (), (), ())
    fields = judge(values, check(values, FORM), located, FORM, accept=0.9)
    assert [fields[key].status for key in (upheld, corrected, other)] == ["review", "review", "accepted"]


def test_an_unreadable_cell_is_for_review() -> None:
    unread = Reading(TOTAL, (), "text", None, 0.999, trusted=False)
    field = judged(unread)[TOTAL]
    assert (field.status, field.meaning) == ("review", "unparseable")


def test_what_sums_propose_is_shown_to_a_person_and_never_accepted() -> None:
    upheld = "disputes.reconsideration.upheld"
    candidates = [Candidate("1", 1, "number", math.log(0.99), "a", "件", clear_to=2)]
    candidates.append(Candidate("4", 4, "number", math.log(0.005), "b", "件"))
    seen = Reading(upheld, tuple(candidates), "ocr", None, 0.999, trusted=True)
    field = judged(seen, reading(TOTAL, 4))[upheld]
    assert (field.status, field.value, field.raw, field.agreed) == ("review", 4, "4", False)
    assert field.confidence == pytest.approx(0.8, abs=0.01)
    assert field.seen == pytest.approx(0.005)
    assert [one.value for one in field.alternatives] == [1]
    right = judged(seen, reading(TOTAL, 1))[upheld]
    assert (right.status, right.value) == ("accepted", 1)


def test_sums_are_of_the_values_that_are_shown() -> None:
    upheld = "disputes.reconsideration.upheld"
    candidates = (
        Candidate("1", 1, "number", math.log(0.99), "a", "件", clear_to=2),
        Candidate("4", 4, "number", -5.0, "b", "件"),
    )
    readings = [reading(key) for key in FORM.expected(frozenset()) if key not in (upheld, TOTAL)]
    own = (*readings, Reading(upheld, candidates, "ocr", None, 0.999, trusted=True), reading(TOTAL, 4))
    values = decode(own, FORM)
    fields = judge(values, check(values, FORM), Located("2021", FormEvidence(), own, ()), FORM, accept=0.9)
    shown = as_shown(values, fields)
    assert (values[upheld].value, shown[upheld].value, shown[TOTAL].value) == (1, 4, 4)
    assert {one.verdict for one in check(shown, FORM) if upheld in one.keys} == {"holds"}


@pytest.mark.parametrize(("total", "status"), [(465, "review"), (470, "accepted")])
def test_a_figure_whose_other_reading_mends_its_sum_is_for_review_though_marks_may_stand_for_the_rest(
    total: int, status: str
) -> None:
    upheld, corrected = "disputes.reconsideration.upheld", "disputes.reconsideration.corrected"
    other = "disputes.reconsideration.other"
    nine = Candidate("439", 439, "number", math.log(1e-6), "b", "件", seen_by=0)
    zero = Candidate("430", 430, "number", math.log(0.9999), "a", "件", clear_to=3)
    word = Candidate("无", None, "none_word", math.log(0.9), "a", "件")
    fields = judged(
        Reading(upheld, (zero, nine), "ocr", None, 0.999, trusted=True),
        Reading(other, (word,), "ocr", None, 0.999, trusted=False),
        reading(corrected, 26),
        reading(TOTAL, total),
    )
    assert fields[upheld].status == status


@pytest.mark.parametrize(("printed", "doubted"), [(("new", "processed_total"), True), (("new",), False)])
def test_a_blank_total_of_figures_is_doubted_where_more_are_printed(printed: Sequence[str], *, doubted: bool) -> None:
    """Sums that several blank totals break have no one suspect."""
    seen = {f"requests.{name}.natural_person": 2 for name in ("granted", "new", "processed_total")}
    totals = {key: replace(reading(key, None), origin="ocr") for key in FORM.specs if key.startswith("requests.")}
    own = {**{key: reading(key, value) for key, value in seen.items()}}
    own |= {key: one for key, one in totals.items() if key.endswith(".total")}
    own |= {f"requests.{name}.total": reading(f"requests.{name}.total", 2) for name in printed}
    values = decode(tuple(own.get(key, reading(key)) for key in FORM.expected(frozenset())), FORM)
    total = "requests.granted.total"
    assert _faded(check(values, FORM), values) == ({total} if doubted else set())
