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
    remarks = [
        _differs("agency", entry.agency, report.agency.value),
        _differs("region", entry.region, report.region.value) if report.region.value else None,
        _year_differs(entry.year, report.year.value),
    ]
    region = report.region
    if not region.value and entry.region:
        region = Stated[str](value=entry.region, confidence=FROM_MANIFEST)
    warnings = (*report.warnings, *(remark for remark in remarks if remark is not None))
    return report.model_copy(update={"region": region, "warnings": warnings})


def _differs(what: str, said: str, read: str | None) -> Remark | None:
    if not said:
        return None
    if not read:
        return Remark(code=f"manifest_{what}", message=f"the manifest says {said}; the report's {what} was not found")
    one, other = caption_key(said), caption_key(read)
    if one in other or other in one:  # with or without the province in front
        return None
    return Remark(code=f"manifest_{what}", message=f"the manifest says {said}, the report {read}")


def _year_differs(said: str, read: int | None) -> Remark | None:
    digits = caption_key(said).removesuffix("年度").removesuffix("年")
    if not digits:
        return None
    if not digits.isdecimal():
        return Remark(code="manifest_year", message=f"the manifest's year is not a year: {said}")
    if read is None:
        return Remark(code="manifest_year", message=f"the manifest says {digits}; the report's year was not found")
    if int(digits) != read:
        return Remark(code="manifest_year", message=f"the manifest says {int(digits)}, the report {read}")
    return None
