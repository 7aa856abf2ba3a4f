"""The words that names of agencies are made of, and where names stand in running text."""

from __future__ import annotations

import re

from pipeline.text.normalise import simplify, squeeze

ENDINGS = (
    "人民政府办公室|人民政府办公厅|政府办公室|政府办公厅|人民政府|街道办事处|地区行政公署|行政公署|管理委员会|委员会"
    "|办事处|办公室|办公厅|管理局|监督局|税务局|总局|分局|支局|局|管委会|监委|党工委|工委|纪委|党委|农工办|厅|部|委"
    "|研究院|检察院|法院|学院|科学院|大学|学校|中学|医院|银行|署|政府|总队|支队|大队|中队|中心"
    "|联合会|总工会|协会|学会|商会|联社|供销社|总社|馆|监狱|海关|集团|公司|兵团|师|农场|林场|开发区|高新区|示范区"
    "|新区|园区|台|站|所|处|院|办|会|社|队"
)
IN_BRACKETS = "(?:[（(][一-龥、·]{2,24}[)）])?"  # the second plate of an agency
WHOLE_NAME = re.compile(rf"[一-龥][一-龥（）()·、]{{1,40}}(?:{ENDINGS}){IN_BRACKETS}")
AREA = re.compile(r"[一-龥]{1,24}(?:省|自治区|市|自治州|州|盟|地区|县|自治县|区|旗|镇|乡|街道)")
# What stands in a sentence where a name might: the agency itself, all of something, those above it, documents.
NO_NAME = re.compile(
    r"^(?:我|本|全|各|该|其|此|在|以|对|为|将|按|据|根据|依据|按照|遵照|依照|通过|经|由|和|与|及|并|现将|关于|上级|有关"
    r"|相关|中央|国家有关|国务院|党中央|中共中央|省委|市委|县委|区委|省政府|市政府|县政府|区政府|年度|报告|政府信息公开"
    r"|信息公开|公开)"
)
VERBS = re.compile(
    r"根据|按照|依据|依照|遵照|编制|现将|结合|落实|贯彻|坚持|公布|公开|报告|情况|工作的|要求|规定|条例|通知|认真|开展|推进"
)
AUTHOR = r"(?P<name>[^,，。;；:：《》]{2,42}?)"
BY_LAW = "按照|根据|依据|依照|遵照"
ZEAL = "严格|认真|坚持|深入|全面|高度|始终|积极|紧紧|围绕|切实|贯彻|在|以"
MAKES = "组织|负责|牵头|综合|汇总|编制|编写|编撰|撰写|起草|制作|发布"
STATED = (
    re.compile(rf"由{AUTHOR}(?:{BY_LAW}|{MAKES})"),
    re.compile(rf"(?:公布|公开|发布|编制|形成|将){AUTHOR}(?:关于)?20\d\d年"),
    re.compile(rf"^20\d\d年(?:度)?[,，]?{AUTHOR}(?:{BY_LAW}|{ZEAL})"),
    re.compile(rf"^{AUTHOR}(?:{BY_LAW}|{ZEAL}|现将)"),
    re.compile(rf"[,，。；;]{AUTHOR}(?:{BY_LAW}|现将|现就|编制|组织|对20\d\d年|将20\d\d年|就20\d\d年|20\d\d年)"),
    re.compile(rf"[,，。；;]{AUTHOR}(?:{ZEAL})"),
    re.compile(rf"(?:请与|直接与|请联系|联系单位:|致函|联系){AUTHOR}(?:联系|[(（]|反映|,)"),
)
# The agency's own office for disclosure, which drew up the report: 某市人民政府信息公开工作领导小组办公室.
OFFICE = re.compile(r"(?:(?<!人民)政府)?(?:信息与政务公开|信息公开|政务公开).{0,20}(?:办公室|办|中心|处|科|小组)$")
LOOSE = STATED[-2:]  # in these places a name may also be another agency's, unless it says of where it is
PLACED = re.compile(r"[一-龥]{1,9}?[省市县区旗州盟镇乡]|国家")
MOST_CHARACTERS, LONGEST_PARAGRAPH, LONGEST_FILLED_IN = 42, 800, 120
FILLED_IN = re.compile(
    r"(?:填报|编报|编制|报告|报送|公开)单位(?:名称)?(?:[(（]盖章[)）])?:(?P<name>[^:]{3,42}?)(?:$|填报|日期|20)"
)
SITE = re.compile(r"(?:中国|政务)?(?:门户|公众信息|信息公开|政府信息公开|公开)?(?:网站|网|平台)$")


def is_agency(text: str) -> bool:
    """Whether the text is the name of an agency and nothing else; simplified, without spaces."""
    if not 3 <= len(text) <= MOST_CHARACTERS or NO_NAME.match(text) or VERBS.search(text) or text.endswith("网站"):
        return False
    return WHOLE_NAME.fullmatch(text) is not None


def is_area(text: str) -> bool:
    """Whether the text is the name of a province, city, county or town only."""
    return AREA.fullmatch(text) is not None and NO_NAME.match(text) is None


def plain_name(text: str) -> str:
    """The text in simplified characters, without white space and what may stand round a name."""
    return squeeze(simplify(text)).replace("资讯", "信息").strip("《》“”\"'【】[]<>:,.;、，。；：-—_|·*#")


def stated_agencies(paragraph: str) -> list[str]:
    """Names that a paragraph gives as those of the report's author, surest first."""
    text = plain_name(paragraph)[:LONGEST_PARAGRAPH]
    found: list[str] = []
    for pattern in STATED:
        for match in pattern.finditer(text):
            name = match.group("name").strip(",，")
            name = name if is_agency(name) else OFFICE.sub("", name)
            loose = pattern in LOOSE and PLACED.match(name) is None
            if is_agency(name) and not loose and name not in found:
                found.append(name)
    return found


def agency_of_site(name: str) -> str | None:
    """The agency whose site bears the name: 某县人民政府 of 某县人民政府门户网站."""
    plain = SITE.sub("", plain_name(name))
    return plain if is_agency(plain) else None


def filled_in_agency(text: str) -> str | None:
    """The agency that a form names as the one that fills it in; None where the text is no such line."""
    match = FILLED_IN.search(plain_name(text)) if len(text) <= LONGEST_FILLED_IN else None
    name = None if match is None else match.group("name")
    return name if name is not None and is_agency(name) else None
