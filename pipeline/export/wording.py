"""What exports say, in Chinese and in English."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The same thing said twice."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Both, as a column's heading has them."""
        return f"{self.zh} {self.en}"


WORDS: dict[str, Words] = {
    name: Words(zh, en)
    for name, zh, en in (
        # heads of columns
        ("document", "文件", "document"),
        ("name", "记录", "record"),
        ("agency", "机关", "agency"),
        ("region", "地区", "region"),
        ("year", "年份", "year"),
        ("published_on", "发布日期", "published"),
        ("form", "表式", "form"),
        ("kind", "类型", "kind"),
        ("pages", "页数", "pages"),
        ("place", "位置", "place"),
        ("section", "部分", "section"),
        ("row", "行", "row"),
        ("column", "列", "column"),
        ("key", "键", "key"),
        ("value", "读得", "value read"),
        ("raw", "原文", "as printed"),
        ("meaning", "含义", "meaning"),
        ("unit", "单位", "unit"),
        ("confidence", "置信度", "confidence"),
        ("found", "单元格找对", "right cell"),
        ("read", "数字读对", "read right"),
        ("status", "状态", "status"),
        ("origin", "来源", "origin"),
        ("alternatives", "其他读法", "other readings"),
        ("checks", "所涉勾稽", "sums"),
        ("picture", "原件", "picture"),
        ("row_text", "整行文字", "row as text"),
        ("answer", "正确值", "right value"),
        ("note", "备注", "note"),
        ("sha256", "内容摘要", "sha256"),
        ("id", "勾稽关系", "identity"),
        ("at", "所在", "at"),
        ("level", "级别", "level"),
        ("verdict", "结论", "verdict"),
        ("blame", "责任", "blame"),
        ("left", "左边", "left"),
        ("right", "右边", "right"),
        ("keys", "所涉数字", "figures"),
        ("explanation", "说明", "explanation"),
        ("reason", "原因", "reason"),
        ("stage", "阶段", "stage"),
        ("message", "怎么办", "what to do"),
        ("open", "打开", "open"),
        # sheets and parts of a page
        ("legend", "说明", "legend"),
        ("figures", "明细", "figures"),
        ("sums", "勾稽", "sums"),
        ("failures", "未能读取", "not read"),
        ("review", "待核对", "for review"),
        ("reports", "报告", "reports"),
        ("broken_sums", "不平的勾稽", "sums that do not hold"),
        ("tables", "表格", "tables"),
        ("prose", "文字中的数字", "figures in the text"),
        ("sections", "正文", "text"),
        ("warnings", "提示", "warnings"),
        ("notes", "表注", "notes"),
        # statuses, verdicts, blame
        ("accepted", "已采纳", "accepted"),
        ("absent", "未载", "absent"),
        ("holds", "平", "holds"),
        ("broken", "不平", "broken"),
        ("holds_if_blank_is_0", "空白作 0 则平", "holds if blank is 0"),
        ("not_assessable", "无法判断", "not assessable"),
        ("publisher", "原件如此", "publisher's"),
        ("reading", "读错", "misread"),
        ("undecided", "待定", "undecided"),
        ("error", "错误", "error"),
        ("warning", "提醒", "warning"),
        ("info", "参考", "info"),
        # meanings
        ("number", "数字", "number"),
        ("blank", "空白", "blank"),
        ("slash", "斜线", "slash"),
        ("dash", "横线", "dash"),
        ("none_word", "“无”", "none"),
        ("not_applicable", "不适用", "not applicable"),
        ("unparseable", "看不清", "unreadable"),
        # origins
        ("text", "文本", "text"),
        ("ocr", "识别", "OCR"),
        ("repair", "推算", "repair"),
        ("person", "人工", "person"),
        # agreement
        ("agrees", "一致", "agrees"),
        ("agrees_in_other_scope", "口径不同而一致", "agrees in another scope"),
        ("disagrees", "不一致", "disagrees"),
        ("not_comparable", "不可比", "not comparable"),
        ("only_source", "唯一来源", "only source"),
        # sections
        ("overview", "总体情况", "overview"),
        ("disclosure", "主动公开", "disclosure"),
        ("requests", "依申请公开", "requests"),
        ("disputes", "复议诉讼", "disputes"),
        ("problems", "问题及改进", "problems"),
        ("other_matters", "其他事项", "other matters"),
        # reasons of failure
        ("encrypted", "文件加密", "encrypted"),
        ("damaged", "文件损坏", "damaged"),
        ("truncated", "文件不全", "truncated"),
        ("empty", "空文件", "empty"),
        ("no_pages", "没有页面", "no pages"),
        ("unsupported_kind", "不支持的类型", "unsupported kind"),
        ("not_a_report", "不是年度报告", "not a report"),
        ("needs_ocr", "需要文字识别", "needs OCR"),
        ("no_text", "没有文字", "no text"),
        ("too_large", "文件过大", "too large"),
        ("out_of_memory", "内存不足", "out of memory"),
        ("timed_out", "超时", "timed out"),
        ("no_progress", "没有进展", "no progress"),
        ("crashed", "程序出错", "crashed"),
        ("unreadable_file", "无法打开", "cannot be opened"),
        # kinds
        ("pdf", "PDF", "PDF"),
        ("docx", "Word", "Word"),
        ("html", "网页", "web page"),
        ("txt", "纯文本", "plain text"),
        ("image", "图片", "picture"),
        ("unknown", "未定", "unknown"),
        # identities of the forms that come with the program
        ("requests_balance", "收到与处理", "requests balance"),
        ("requests_outcomes", "办理结果合计", "outcomes add up"),
        ("requests_applicants", "申请人合计", "applicants add up"),
        ("disputes_reconsideration", "行政复议合计", "reconsideration adds up"),
        ("disputes_litigation_direct", "直接起诉合计", "direct litigation adds up"),
        ("disputes_litigation_after_reconsideration", "复议后起诉合计", "litigation after reconsideration adds up"),
        ("items_not_negative", "项目数不为负", "items not negative"),
        ("published_within_public_total", "新公开不多于公开总数", "published within the public total"),
        ("procurement_zero_together", "采购项目与金额同为 0", "procurement zero together"),
        ("A-RECV", "收到申请合计", "received add up"),
        ("A-CLOSED", "办结合计", "closed add up"),
        ("A-CLOSE-RECV", "办结不多于收到", "closed within received"),
        ("A-CLOSED-REPLY", "办结与答复", "closed and replied"),
        ("A-REPLY", "答复合计", "replies add up"),
        ("A-DENY", "不同意公开合计", "denials add up"),
        ("A-REVIEW", "行政复议合计", "reconsideration adds up"),
        ("A-LIT", "行政诉讼合计", "litigation adds up"),
        ("A-STAFF", "工作人员合计", "staff add up"),
        ("A-NORM", "规范性文件不多于信息总数", "normative documents within all"),
        ("A-NORM2", "公开的规范性文件不多于制发的", "normative documents within those issued"),
        ("A-CHANNEL", "各渠道不少于总数", "channels at least the whole"),
        ("A-PRESS", "其中：新闻发布会", "press conferences of the head"),
        ("A-INTERVIEW", "其中：在线访谈", "interviews of the head"),
    )
}


def words(name: str) -> Words:
    """What `name` is called; a name that has no translation (a new form's identity) is called by itself."""
    return WORDS.get(name) or Words(name, name)


def meaning_mark(meaning: str | None) -> str:
    """How a cell without a number is shown, and answered in review.xlsx."""
    return MARKS.get(meaning or "", "")


MARKS = {
    "blank": "空白", "slash": "/", "dash": "-", "none_word": "无", "not_applicable": "不适用", "unparseable": "看不清",
}  # fmt: skip
