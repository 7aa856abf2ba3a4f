"""A manifest against what was read: differences become warnings of the record."""

from __future__ import annotations

from pipeline.batch.manifest import Entry
from pipeline.schema import Remark, Report, Stated
from pipeline.text.normalise import caption_key

FROM_MANIFEST = 1.0  # the region of the manifest is what the user says, not a reading


def compare(report: Report, entry: Entry) -> Report:
    """The report with a warning for each thing that the manifest says otherwise.

    The region is taken from the manifest where the report prints none; it then has no raw text and no place.
    """
    remarks = []
    if said := _difference("agency", entry.agency, report.agency.value):
        remarks.append(Remark(code="manifest_agency", message=said))
    if report.region.value and (said := _difference("region", entry.region, report.region.value)):
        remarks.append(Remark(code="manifest_region", message=said))
    if said := _year_difference(entry.year, report.year.value):
        remarks.append(Remark(code="manifest_year", message=said))
    region = report.region
    if not region.value and entry.region:
        region = Stated[str](value=entry.region, confidence=FROM_MANIFEST)
    return report.model_copy(update={"region": region, "warnings": (*report.warnings, *remarks)})


def _difference(what: str, said: str, read: str | None) -> str | None:
    if not said:
        return None
    if not read:
        return f"the manifest says {said}; the report's {what} was not found"
    one, other = caption_key(said), caption_key(read)
    if one in other or other in one:  # with or without the province in front
        return None
    return f"the manifest says {said}, the report {read}"


def _year_difference(said: str, read: int | None) -> str | None:
    digits = caption_key(said).removesuffix("年度").removesuffix("年")
    if not digits:
        return None
    if not digits.isdecimal():
        return f"the manifest's year is not a year: {said}"
    if read is None:
        return f"the manifest says {int(digits)}; the report's year was not found"
    return None if int(digits) == read else f"the manifest says {int(digits)}, the report {read}"
