"""The province, city and county at the start of an agency's name."""

from __future__ import annotations

import re

PROVINCES = (
    "(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省"
    "|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区|(?:北京|天津|上海|重庆)市|新疆生产建设兵团"
)
PREFECTURES = (
    "延边|恩施|湘西|阿坝|甘孜|凉山|黔西南|黔东南|黔南|楚雄|红河|文山|西双版纳|大理|德宏|怒江|迪庆|临夏|甘南|海北|黄南|海南|果洛|玉树|海西"
    "|昌吉|博州|巴州|克州|伊犁"
)
CITY = (
    rf"[一-龥]{{2,12}}?自治州|(?:{PREFECTURES})州"
    r"|[^县区旗（(]{2,6}?(?:市(?![场民政容直级]|中区|南区|北区|区|县)|地区|盟)"
)
ZONE = "(?:经济技术|高新技术产业|高新|经济|示范|旅游度假|综合保税)*(?:开发|工业园|新|保税|试验|合作|功能|管理)?"
# 市中区, 沙市区 and the like hold the sign of a city in a county's name; 社区, 景区 are none, 红旗镇 is a town.
COUNTY = (
    r"市[中南北]区|沙市区|[^市县区旗（(]{2,10}?旗(?![镇乡街村])"
    r"|[^市县区旗（(]{1,10}?(?:自治县|县(?!委)|林区|特区|市(?![场民政容直级区县])"
    rf"|{ZONE}(?<![社校景小辖库片])区(?!划|块))"
)
ABOVE = "中华人民共和国|国家税务总局|中国共产党|中共"
REGION = re.compile(rf"(?:{ABOVE})?(?P<region>(?:{PROVINCES})?(?:{CITY})?(?:{COUNTY})?)")


def region_of(agency: str) -> str | None:
    """The part of a simplified name that says where: 常州市武进区 of 常州市武进区人民政府; None where none does."""
    match = REGION.match(agency)
    return match.group("region") or None if match is not None else None
