"""Agencies that do not exist."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from pipeline.synth.values.habits import Size

Body = Literal["government", "office", "department", "township"]
CITIES = ("云岫市", "霁川市", "麓原市", "茗源市", "溪陵市", "松洲市", "雁栖山市", "沅泽市", "桐渡市", "汐海市")
COUNTIES = (
    "澄沙县", "砚池县", "雁回县", "岚屏县", "桐湾县", "鹭沙县", "枫屿区", "渌汀区", "朔野区", "璧湾区", "槐溪区",
    "芷塘区", "苔岭县", "琼岗县", "霜桥区", "禾渡县", "烟墩区", "箬岭县",
)  # fmt: skip
TOWNS = (
    "枕流镇人民政府", "白芷镇人民政府", "三棵槐乡人民政府", "听泉街道办事处", "望麓街道办事处", "柳堰镇人民政府",
    "石笋乡人民政府", "桂坞街道办事处", "半塘镇人民政府",
)  # fmt: skip
OLD_DEPARTMENTS = (
    "国土资源局", "环境保护局", "卫生和计划生育委员会", "住房和城乡建设局", "工商行政管理局", "质量技术监督局",
    "食品药品监督管理局", "安全生产监督管理局", "农业委员会", "规划局",
)  # fmt: skip
NEW_DEPARTMENTS = (
    "自然资源局", "生态环境局", "卫生健康局", "农业农村局", "文化广电和旅游局", "退役军人事务局", "应急管理局",
    "行政审批服务局", "医疗保障局", "城市管理综合行政执法局", "乡村振兴局",
)  # fmt: skip
DEPARTMENTS = (
    "教育局", "公安局", "民政局", "司法局", "财政局", "人力资源和社会保障局", "交通运输局", "水利局", "商务局",
    "审计局", "统计局", "科学技术局", "发展和改革委员会", "民族宗教事务局", "信访局", "地方金融监督管理局",
)  # fmt: skip
ZONES = ("高新技术产业开发区管理委员会", "临空经济区管理委员会", "现代农业示范区管理委员会")


@dataclass(frozen=True, slots=True)
class Agency:
    """Who reports: `name` in full, `place` the town or county it belongs to, `we` and `area` as the prose says."""

    name: str
    place: str
    body: Body
    we: str
    area: str
    size: Size


def draw_agency(year: int, rng: random.Random) -> Agency:
    """An agency of the year's names."""
    body: Body = rng.choices(("government", "office", "department", "township"), (3, 2, 6, 2))[0]
    city = rng.random() < 0.45
    place = rng.choice(CITIES if city else COUNTIES)
    area = {"市": "全市", "县": "全县", "区": "全区"}[place[-1]]
    we = {"government": "我" + place[-1], "office": "我办"}.get(body, "我局")
    size: Size = "small" if body == "township" else "middle"
    match body:
        case "government":
            name, size = place + "人民政府", "large" if city else "middle"
        case "office":
            name = place + "人民政府办公室"
        case "township":
            town = rng.choice(TOWNS)
            name, we = place + town, {"道办事处": "街道"}.get(town[-4:], town[-5])
            we, area = ("我街道", "辖区") if we == "街道" else ("我" + we, "全" + we)
        case "department":
            department = rng.choice(_departments(year))
            name, size = place + department, rng.choice(("small", "small", "middle"))
            we = {"委员会": "我委", "理委员会": "我委"}.get(department[-3:], "我局")
    return Agency(name, place, body, we, area, size)


def _departments(year: int) -> tuple[str, ...]:
    return DEPARTMENTS + (OLD_DEPARTMENTS if year < 2019 else NEW_DEPARTMENTS) + ZONES
