"""False friends: figures that no cell asks for, or that mean something else than the cell they remind of."""

from __future__ import annotations

from pipeline.synth.agency import Agency
from pipeline.synth.prose.teller import Teller


def documents_by_attribute(teller: Teller, agency: Agency) -> str:
    """Publication attributes of documents, which are no requests."""
    shown, asked, kept = (teller.rng.randint(0, most) for most in (90, 12, 140))
    clause = agency.we + "年内制发公文{}件，按公开属性分为主动公开{}件、依申请公开{}件、不予公开{}件。"
    return teller.aside(clause, shown + asked + kept, shown, asked, kept)


def whole_area(teller: Teller, agency: Agency) -> str:
    """Figures of the whole area in an agency's report."""
    if agency.body == "government":  # its tables speak of the whole area too
        return ""
    clause = "据汇总，" + agency.area + "各单位合计收到信息公开申请{}件、办结{}件。"
    received = teller.rng.randint(40, 9000)
    return teller.aside(clause, received, received - teller.rng.randint(0, 20))


def half_year(teller: Teller, _agency: Agency) -> str:
    """Figures of half a year."""
    return teller.aside("其中上半年收到申请{}件，下半年明显增多。", teller.rng.randint(0, 60))


def compared(teller: Teller, _agency: Agency) -> str:
    """Last year's figures."""
    last = teller.rng.randint(3, 400)
    return teller.aside("上年同期收到申请{}件，同比变化{}%。", last, teller.rng.randint(1, 80))


def complaints(teller: Teller, _agency: Agency) -> str:
    """Corrections that no court or authority ordered."""
    return teller.aside(
        "接到群众反映{}次，核实后纠正栏目差错{}处。", teller.rng.randint(1, 30), teller.rng.randint(0, 9)
    )


def channels(teller: Teller, _agency: Agency) -> str:
    """Channels of requests, for which the forms since 2019 have no cell."""
    online, letter = teller.rng.randint(0, 80), teller.rng.randint(0, 30)
    return teller.aside("从渠道看，网上提交{}件、邮寄{}件。", online, letter)


def handling_fee(teller: Teller, _agency: Agency) -> str:
    """The information-handling fee, which is not the fees of the disclosure table."""
    if teller.rng.random() < 0.6:
        return teller.aside("依照信息处理费管理办法，本年度收取政府信息公开信息处理费{}元。", 0)
    return teller.aside("本年度共收取信息处理费{}元，涉及申请{}件。", teller.rng.randint(10, 90) * 10, 1)


ASIDES = (documents_by_attribute, whole_area, half_year, compared, complaints, channels)
