"""What decoding makes of readings that were corrupted at random: restored, sent to review, repaired wrongly."""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass

import click

from pipeline.bench.corruption import Damage, corrupted_readings
from pipeline.forms import Form
from pipeline.run import kit_for
from pipeline.schema import Check, Field, FormEvidence
from pipeline.settings import default_settings
from pipeline.stages.check import check
from pipeline.stages.decode import decode
from pipeline.stages.judge import judge
from pipeline.synth.values import Values, Wishes, draw_values
from pipeline.synth.values.habits import SIZES
from pipeline.types.located import Located
from pipeline.types.reading import Reading

EPILOG = """\b
Examples:
  gongkai bench decoding
  gongkai bench decoding --reports 2000
"""
FORMS = ("2021", "2019", "2014")
COUNTS = (1, 2, 3, 5, 10)
NORMAL = 1.96  # standard deviations on either side of 95 % of a normal distribution


@dataclass(slots=True)
class Tally:
    """Cells and sums over all reports of one kind of damage.

    Of corrupted cells: `restored` (accepted and right), `review`, `passed` (accepted as misread); `wrong_repairs` and
    `slipped` count among all cells those that sums made wrong, and those accepted wrongly. `alarms` are cells in review
    that no reader got wrong. Of publishers' broken sums: `named`, `undecided`, `repaired` away; `alleged` are sums that
    the report keeps.
    """

    reports: int = 0
    corrupted: int = 0
    restored: int = 0
    review: int = 0
    passed: int = 0
    cells: int = 0
    wrong_repairs: int = 0
    repairs: int = 0
    alarms: int = 0
    sums: int = 0
    named: int = 0
    undecided: int = 0
    repaired: int = 0
    alleged: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    left_out: float = 0.0


@click.command("decoding", epilog=EPILOG)
@click.option("--reports", type=click.IntRange(1), default=200, show_default=True, help="Reports a line.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed draws other reports.")
def decoding(reports: int, seed: int) -> None:
    """Corrupt the readings of drawn reports at random and print what becomes of them.

    Three readers give each cell a distribution over texts; in 1, 2, 3, 5 and 10 cells of the tables that have sums
    some of them are wrong. No page is drawn. Wrong repairs count all
    cells that sums made wrong, against those that were corrupted.
    """
    click.echo(f"{reports} reports a line, three readers; 'all agree' are cells that every reader misreads alike")
    head = f"{'readings':17}{'wrong':>6}{'mistakes':>9}{'corrupted':>10}{'restored%':>10}{'review%':>8}{'passed%':>8}"
    click.echo(
        f"{head}{'repairs':>8}{'wrong repairs (95 %)':>27}{'alarms%':>8}{'publisher named':>18}{'ms':>6}{'most':>7}"
    )
    total = Tally()
    for name, damage, errors in _lines():
        tally = measure(damage, errors=errors, reports=reports, seed=seed)
        click.echo(_row(name, damage, errors, tally))
        if not damage.agreed:
            _add(total, tally)
    low, high = interval(total.wrong_repairs, total.corrupted)
    click.echo(
        f"all but those that agree: {total.wrong_repairs} wrong repairs of {total.corrupted} corrupted cells "
        f"({100 * low:.3f} to {100 * high:.3f} %), {total.passed} passed as misread"
    )
    click.echo(
        f"publishers' broken sums {total.sums}: named {total.named}, undecided {total.undecided}, repaired away "
        f"{total.repaired}; falsely alleged {total.alleged}; most left out of a search {100 * total.left_out:.2g} %"
    )


def _lines() -> list[tuple[str, Damage, int]]:
    lines = [
        ("sure of it" if sure else "in doubt", Damage(count, sure), errors)
        for sure in (False, True)
        for errors in (0, 1)
        for count in (0, *COUNTS)
        if count or errors
    ]
    return [
        *lines,
        *(
            (name, Damage(1, sure, agreed=True), 0)
            for name, sure in (("doubt, all agree", False), ("sure, all agree", True))
        ),
    ]


def _row(name: str, damage: Damage, errors: int, tally: Tally) -> str:
    low, high = interval(tally.wrong_repairs, tally.corrupted)
    wrong = f"{tally.wrong_repairs} ({100 * low:.2f} to {100 * high:.2f} %)"
    named = f"{tally.named}/{tally.sums} +{tally.undecided} -{tally.repaired} !{tally.alleged}"
    shares = [100 * part / max(tally.corrupted, 1) for part in (tally.restored, tally.review, tally.passed)]
    return (
        f"{name:17}{damage.cells:6}{errors:9}{tally.corrupted:10}{shares[0]:10.2f}{shares[1]:8.2f}{shares[2]:8.2f}"
        f"{tally.repairs:8}{wrong:>27}{100 * tally.alarms / max(tally.cells, 1):8.3f}{named:>18}"
        f"{1000 * tally.seconds / max(tally.reports, 1):6.1f}{1000 * tally.slowest:7.1f}"
    )


def interval(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if of == 0:
        return 0.0, 1.0
    share, square = count / of, NORMAL**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = NORMAL * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def measure(damage: Damage, *, errors: int, reports: int, seed: int) -> Tally:
    """What becomes of `reports` drawn reports with `errors` mistakes of the publisher each."""
    kit = kit_for(default_settings())
    tally = Tally()
    for number in range(reports):
        rng = random.Random(f"{seed} {damage} {errors} {number}")
        form = kit.forms[FORMS[number % 7 % 3]]
        wishes = Wishes(size=rng.choice(SIZES), marks=number % 3 == 0, errors=errors)
        values = draw_values(form, wishes, rng)
        readings, wrong = corrupted_readings(values, form, damage, rng)
        started = time.process_time()
        fields, checks = read(readings, form, accept=kit.policy.floor, tally=tally)
        spent = time.process_time() - started
        tally.seconds += spent
        tally.slowest = max(tally.slowest, spent)
        tally.reports += 1
        _count_cells(tally, values, wrong, fields)
        _count_sums(tally, values, fields, checks)
    return tally


def read(
    readings: tuple[Reading, ...], form: Form, *, accept: float, tally: Tally
) -> tuple[dict[str, Field], tuple[Check, ...]]:
    """Decode, check and judge."""
    values = decode(readings, form)
    tally.left_out = max(tally.left_out, *(value.left_out for value in values.values()))
    checks = check(values, form)
    return judge(values, checks, Located(form.name, FormEvidence(), readings, ()), form, accept=accept), checks


def _count_cells(tally: Tally, values: Values, wrong: frozenset[str], fields: dict[str, Field]) -> None:
    for key, figure in values.figures.items():
        field = fields[key]
        right = (field.value, field.meaning) == (figure.value, figure.meaning)
        accepted = field.status == "accepted"
        tally.cells += 1
        tally.repairs += field.repair is not None
        tally.wrong_repairs += field.repair is not None and accepted and not right
        if key in wrong:
            tally.corrupted += 1
            tally.restored += accepted and right
            tally.review += not accepted
            tally.passed += accepted and not right and field.repair is None
        else:
            tally.alarms += not accepted


def _count_sums(tally: Tally, values: Values, fields: dict[str, Field], checks: tuple[Check, ...]) -> None:
    found = {one.id + (f"@{one.at}" if one.at else ""): one for one in checks if one.level == "error"}
    broken = set(values.broken)
    for name in values.broken:
        one = found[name]
        tally.sums += 1
        tally.named += one.verdict == "broken" and one.blame == "publisher"
        tally.undecided += one.verdict == "broken" and one.blame != "publisher"
        tally.repaired += one.verdict != "broken" and any(
            fields[key].repair is not None and fields[key].status == "accepted" for key in one.keys
        )
    tally.alleged += sum(
        one.verdict == "broken" and one.blame == "publisher" and name not in broken for name, one in found.items()
    )


def _add(total: Tally, one: Tally) -> None:
    for name in ("corrupted", "wrong_repairs", "passed", "sums", "named", "undecided", "repaired", "alleged"):
        setattr(total, name, getattr(total, name) + getattr(one, name))
    total.left_out = max(total.left_out, one.left_out)
