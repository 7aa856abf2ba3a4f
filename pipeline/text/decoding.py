"""What a text file says, whatever its encoding: candidates are decoded, and the one that makes sense is taken.

A declaration (a byte order mark, a `charset`, an XML declaration) is one candidate among others: many pages declare
another encoding than the one they are written in. Sense is measured by how common the characters are that come out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

# The characters that most of a Chinese text consists of, in simplified and in traditional script.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权"
    "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连"
    "断深难近矿千周委素技备半办青省列习响约支般史感劳便团往历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液"
    "官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯"
    "负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载倒房突坐粉敌略客"
    "袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误"
    "训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希"
    "伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛归召"
    "鼓播盘裁险康唯录菌纯借糖盖横符私努堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退洗摆灰彩卖耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸"
    "楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛楚谢奋购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救恩剥凝碱"
    "齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯乘恢辞稿舆衔诺询妥咨廉涵窗悉仲聘邮腾诈贫赔障耀悬汇蓝辅衷融篮撤址绩缴览掘屏债详逾幕绪惠诚仪澄纠嘉惑贴疑闲渔寄丢刊履竣兑拟妨碍牵挂渠"
    "這爲個國時來們於對會發動過說產種後學經進電裏現實兩體機當點從業應開還義間樣與關線內數麼質氣變條沒結問無軍並題黨員總設長頭資邊級圖統較將組見計別論運農幾區強決幹戰則據處隊給門規熱領東導壓爭濟階術極聯認權"
    "證採轉單風帶場車務萬達積議聲報鬥類離華確張馬節話況溫傳許羣廣記觀織裝衆書覆兒須際驗連斷難礦備辦習響約勞團歷構稱準號維劃選標寫親養層卻專狀廠識適屬圓調滿縣參紅細聽該鐵價嚴隨蘇爾講黃顯談藝營項舉勢臺幫輪亞"
    "師圍遠態減樹葉魚視僅費緊愛續輕試護練負擊範繼興餘堅輸夠筆佔財喫職覺漢畫雖雜飛檢昇陽創壞徑換鋼責簡錢盡衝獨環雙請讓軸紀優頂礎載敵勝絕塊劑測絲協訴陳羅鹽錯頻終雲衛燒覈遊舊貨損預穩媽擴銀語揮紙醫嗎針劉誤訓願"
    "審獲鮮糧脫龍漸歡剛謂討亂殺藥寧魯貴鍾讀豐蘭擔執樂誰順煙縮徵臉腳異買靜補評踐寬揚傷氫憲慶編觸銷詩綠雞孫膠鄉臨陸顧燈歲劇趙課凱額紹齊偉爐巖楊鎮飯濃懷趕庫奪靈稅滅賽歸盤險錄純蓋橫槍潤蟲澤腦歐側徹慮納彈飼麥溼"
    "牀築惡戶訪跡擺賣擇銅獻陣陰樓謀噸豬館爺驚遺纖傾謝奮購監貫釋詞頓寶塵聞殘橋婦綜吳搖贊訂園紛敗榮閉灣鍵駐鍋剝鹼齒煉紡廢緩淨莊貿慣復辭輿銜諾詢諮郵騰詐貧賠懸匯藍輔籃績繳覽債詳緒誠儀糾貼閒漁眾裡為佈産衹祇僞値"
    "啓"
)
PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·～％　－×√①②③④⑤⑥⑦⑧⑨⑩□■◆●★→")
WORDS = ("政府", "信息", "公开", "公開", "年度", "报告", "報告", "申请", "申請", "情况", "情況", "行政", "资讯", "資訊")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark its own starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9][\w.:-]{1,30})""", re.I)
# What a declaration names, and the superset that the text is really written in.
FAMILY = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "hz": "hz", "cp936": "gb18030", "big5": "big5",
    "big5hkscs": "big5", "cp950": "big5", "utf-8": "utf-8", "utf_8": "utf-8", "utf-16": "utf-16-le", "ascii": "utf-8",
}  # fmt: skip
CODEC = {"big5": "big5hkscs"}
DECLARED_IN = 4096  # bytes at the start where a declaration is looked for
SAMPLE = 400_000  # characters that are judged
PLAIN = 0.5  # the sense of a text without any character beyond ASCII
CLEAR = 0.6
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text: `encoding` is the one taken, `declared` the one that the file names (None: none).

    `sense` says from about -3 to 1 how much of it is sensible Chinese, 0.5 for plain ASCII; `lost` counts the
    characters that could not be decoded.
    """

    text: str
    encoding: str
    sense: float
    lost: int
    declared: str | None = None

    @property
    def is_text(self) -> bool:
        """Whether this is text at all, and not bytes of something else."""
        sample = self.text[:SAMPLE]
        strange = len(CONTROL.findall(sample)) + sample.count("\ufffd")
        return self.sense > 0 and strange <= 0.02 * len(sample)


def decode(content: bytes) -> Decoded:
    """The text of `content` in the encoding that gives the most sensible Chinese."""
    declared = declared_encoding(content)
    first = best = _decode(content, "utf-8", declared)
    if first.lost == 0 and first.sense >= PLAIN:
        return first  # valid UTF-8 that makes sense is never anything else
    for encoding in _other_candidates(content, declared):
        found = _decode(content, encoding, declared)
        if found.sense > best.sense + 1e-9:
            best = found
    if first.lost == 0:  # valid UTF-8 without sense: other bytes may have been taken for Western letters
        twice = _decoded_twice(first)
        best = twice if twice is not None and twice.sense > max(CLEAR, best.sense) else best
    return best


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a byte order mark, or else a charset or XML declaration near the start, names."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    match = DECLARATION.search(content[:DECLARED_IN].replace(b"\x00", b""))
    if match is None:
        return None
    name = match.group(1).decode("ascii").lower()
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return FAMILY.get(name)
    return FAMILY.get(known, FAMILY.get(name, known))


def sense(text: str) -> float:
    """How much of `text` is sensible Chinese, by the characters beyond ASCII: see `Decoded`."""
    sample = text[:SAMPLE]
    counted: dict[str, int] = {}
    for char in sample:
        if char > "\x7f" or char < "\t":
            counted[char] = counted.get(char, 0) + 1
    total = sum(counted.values())
    if not total:
        return PLAIN
    weight = sum(number * _weight(char) for char, number in counted.items())
    words = sum(word in sample for word in WORDS)
    return weight / total + min(0.3, 0.05 * words)


def _weight(char: str) -> float:
    code = ord(char)
    if char in COMMON:
        return 1.0
    if char in PUNCTUATION or code in (0xA0, 0xFEFF):
        return 0.8
    if 0x4E00 <= code <= 0x9FFF:
        return 0.15
    if 0xFF01 <= code <= 0xFF5E or 0x2000 <= code <= 0x25FF:  # full-width forms, general punctuation, symbols
        return 0.5
    if char == "\ufffd" or code < 0xA0 or 0xD800 <= code <= 0xF8FF or code >= 0x30000:
        return -3.0  # not decoded, control, surrogate, private use, beyond every plane in use
    return -0.3


def _other_candidates(content: bytes, declared: str | None) -> Iterator[str]:
    if declared is not None and declared != "utf-8":
        yield declared
    for encoding in ("gb18030", "big5"):
        if encoding != declared:
            yield encoding
    if b"\x00" in content[:SAMPLE] or (declared or "").startswith("utf-16"):
        yield from (encoding for encoding in ("utf-16-le", "utf-16-be") if encoding != declared)


def _decode(content: bytes, encoding: str, declared: str | None) -> Decoded:
    mark = next((mark for mark, of in BYTE_ORDER_MARKS if of == encoding and content.startswith(mark)), b"")
    try:
        text = content[len(mark) :].decode(CODEC.get(encoding, encoding), errors="replace")
    except (LookupError, UnicodeError):  # a codec that is no text encoding, or that cannot replace
        return Decoded("", encoding, -9.0, len(content), declared)
    return Decoded(text, encoding, sense(text), text.count("\ufffd"), declared)


def _decoded_twice(found: Decoded) -> Decoded | None:
    """The text where its bytes were taken for Western letters and written again as UTF-8."""
    for western in ("cp1252", "latin-1"):
        try:
            content = found.text.encode(western)
        except UnicodeEncodeError:
            continue
        repaired = [_decode(content, encoding, found.declared) for encoding in ("utf-8", "gb18030", "big5")]
        return max(repaired, key=lambda one: one.sense)
    return None
