"""The sentences that state figures of the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.forms import AnyOf, Form
from pipeline.synth.agency import Agency
from pipeline.synth.prose.teller import Teller, sentence

Speaker = Callable[[Teller, Form, Agency], str]
OUTCOMES = (
    ("requests.granted.total", "予以公开{}件"),
    ("requests.partially_granted.total", "部分公开{}件"),
    ("requests.denied_total.total", "不予公开{}件"),
    ("requests.unavailable_total.total", "无法提供{}件"),
    ("requests.not_processed_total.total", "不予处理{}件"),
    ("requests.other_total.total", "作其他处理{}件"),
)
GROUNDS = (
    ("requests.denied_state_secret.total", "属于国家秘密{}件"),
    ("requests.denied_third_party.total", "保护第三方合法权益{}件"),
    ("requests.denied_enforcement_file.total", "属于行政执法案卷{}件"),
    ("requests.unavailable_not_held.total", "本机关不掌握{}件"),
)
REPLIES = (
    ("statistics.reply_already_public", "属于已主动公开范围的{}件"),
    ("statistics.reply_granted", "同意公开的{}件"),
    ("statistics.reply_partially_granted", "同意部分公开的{}件"),
    ("statistics.reply_denied", "不同意公开的{}件"),
    ("statistics.reply_not_this_agency", "不属于本行政机关公开的{}件"),
    ("statistics.reply_not_exist", "申请信息不存在的{}件"),
    ("statistics.reply_amend_request", "告知作出更改补充的{}件"),
    ("statistics.reply_other_route", "告知通过其他途径办理的{}件"),
)
CHANNELS = (
    ("statistics.received_in_person", "当面申请{}件"),
    ("statistics.received_fax", "传真申请{}件"),
    ("statistics.received_online", "网络申请{}件"),
    ("statistics.received_letter", "信函申请{}件"),
)
MEDIA = (
    ("statistics.channel_website", "通过政府网站公开{}条"),
    ("statistics.channel_weibo", "通过政务微博公开{}条"),
    ("statistics.channel_wechat", "通过政务微信公开{}条"),
)
REVIEWS = ("disputes.reconsideration", "disputes.litigation_direct", "disputes.litigation_after_reconsideration")


def received(teller: Teller, _form: Form, agency: Agency) -> str:
    """What came in, was answered and is left."""
    new, carried_in = "requests.new.total", "requests.carried_in.total"
    done, left = "requests.processed_total.total", "requests.carried_out.total"
    if teller.is_zero(new, carried_in):
        return sentence([teller.none("本年度未收到政府信息公开申请", new)], lead=agency.we)
    match teller.rng.randrange(4):
        case 0:
            clauses = [teller.tell("共收到政府信息公开申请{}件", new), teller.tell("上年结转{}件", carried_in)]
            clauses += [teller.tell("全部办结答复{}件", done), teller.tell("结转下年度继续办理{}件", left)]
        case 1:
            clauses = [teller.tell("新收政府信息公开申请{}件", new), teller.tell("办理答复{}件", done)]
        case 2:
            clauses = [teller.tell("全年受理公民、法人和其他组织的信息公开申请{}件", new)]
            clauses += [teller.tell("按期答复{}件", done), teller.none("没有结转到下年度的申请", left)]
        case _:
            clauses = [
                teller.tell("连同上年结转，应办理的申请共{}件", new, carried_in),
                teller.tell("已办理{}件", done),
            ]
    return sentence(clauses, lead=teller.rng.choice(("", agency.we)))


def applicants(teller: Teller, _form: Form, _agency: Agency) -> str:
    """Who asked."""
    if teller.is_zero("requests.new.total"):
        return ""
    companies = [f"requests.new.{kind}" for kind in ("business", "research", "public_interest", "legal_service")]
    clauses = [
        teller.tell("自然人申请{}件", "requests.new.natural_person"),
        teller.tell("法人和其他组织申请{}件", *companies, "requests.new.other_organization"),
    ]
    return sentence(clauses, lead="按申请人类型分，")


def outcomes(teller: Teller, form: Form, _agency: Agency) -> str:
    """How requests were answered."""
    chosen = OUTCOMES if teller.rng.random() < 0.6 else OUTCOMES[:2] + GROUNDS
    clauses = [teller.tell(clause, *total_keys(form, teller, key)) for key, clause in chosen]
    return sentence(clauses, lead=teller.rng.choice(("在答复的申请中，", "从答复结果看，")))


def disputes(teller: Teller, _form: Form, agency: Agency) -> str:
    """Reconsideration and litigation under the forms since 2019."""
    totals = [f"{key}.total" for key in REVIEWS]
    if teller.is_zero(*totals):
        clause = teller.rng.choice(
            ("未发生因政府信息公开引发的行政复议、行政诉讼案件", "政府信息公开行政复议和行政诉讼数量均为0")
        )
        return sentence([teller.none(clause, *totals)], lead=agency.we)
    clauses = [teller.tell("因政府信息公开被申请行政复议{}件", totals[0])]
    clauses += [teller.tell("其中结果维持{}件", f"{REVIEWS[0]}.upheld")] if not teller.is_zero(totals[0]) else []
    if teller.rng.random() < 0.5:
        clauses += [teller.tell("未经复议直接起诉{}件", totals[1]), teller.tell("复议后起诉{}件", totals[2])]
    else:
        clauses += [teller.tell("被提起行政诉讼共{}件", totals[1], totals[2])]
    return sentence(clauses)


def disclosed(teller: Teller, _form: Form, agency: Agency) -> str:
    """Documents, decisions and fees."""
    prefix = "disclosure.normative_documents"
    clauses = [
        teller.tell("制发行政规范性文件{}件", f"{prefix}.issued"),
        teller.tell("废止{}件", f"{prefix}.repealed"),
        teller.tell("现行有效{}件", f"{prefix}.in_force"),
        teller.tell("新制作规范性文件{}件", f"{prefix}.made"),
    ]
    documents = sentence(clauses, lead=teller.rng.choice(("", agency.we + "全年")))
    if teller.rng.random() < 0.5:
        return documents
    clauses = [
        teller.round("作出行政许可处理决定{}件", "disclosure.licensing.decisions"),
        teller.round("行政处罚处理决定{}件", "disclosure.penalties.decisions"),
    ]
    return documents + sentence(clauses)


def old_disclosed(teller: Teller, _form: Form, agency: Agency) -> str:
    """The disclosed items of the statistics table."""
    clauses = [teller.round("主动公开政府信息{}条", "statistics.disclosed_items")]
    clauses += [teller.round(clause, key) for key, clause in MEDIA]
    issued = sentence([teller.tell("制发规范性文件{}件", "statistics.normative_documents_issued")])
    return sentence(clauses, lead=agency.we) + issued


def old_received(teller: Teller, _form: Form, agency: Agency) -> str:
    """Requests under the statistics table."""
    if teller.is_zero("statistics.received"):
        return sentence([teller.none("全年未收到政府信息公开申请", "statistics.received")], lead=agency.we)
    ways = sentence([teller.tell(clause, key) for key, clause in CHANNELS], lead="其中，")
    clauses = [teller.tell("收到政府信息公开申请{}件", "statistics.received")]
    answered = [teller.tell("已答复{}件", "statistics.replies")]
    kinds = [teller.tell(clause, key) for key, clause in REPLIES if not teller.is_zero(key)]
    return sentence(clauses, lead=agency.we) + ways + sentence([*answered, *kinds])


def old_disputes(teller: Teller, _form: Form, _agency: Agency) -> str:
    """Reconsideration and litigation under the statistics table."""
    return _old_kind(teller, "reconsideration", "行政复议", "维持具体行政行为") + _old_kind(
        teller, "litigation", "行政诉讼", "维持具体行政行为或者驳回原告诉讼请求"
    )


def _old_kind(teller: Teller, kind: str, name: str, upheld: str) -> str:
    key = f"statistics.{kind}"
    if teller.is_zero(f"{key}.total"):
        return sentence([teller.none(f"未发生针对政府信息公开的{name}案件", f"{key}.total")])
    clauses = [teller.tell(f"因政府信息公开发生{name}" + "{}件", f"{key}.total")]
    clauses += [teller.tell("其中" + upheld + "{}件", f"{key}.upheld")]
    clauses += [teller.tell("被依法纠错{}件", f"{key}.corrected"), teller.tell("其他情形{}件", f"{key}.other")]
    return sentence(clauses)


def old_training(teller: Teller, _form: Form, _agency: Agency) -> str:
    """Training under the statistics table."""
    clauses = [
        teller.tell("举办各类培训班{}次", "statistics.trainings"),
        teller.tell("接受培训{}人次", "statistics.trainees"),
    ]
    return sentence(clauses, lead="全年")


def total_keys(form: Form, teller: Teller, key: str) -> tuple[str, ...]:
    """The printed keys whose sum a derived key is; the key itself where it is printed."""
    if key in teller.values.figures:
        return (key,)
    prefix, _, column = key.rpartition(".")
    terms = form.file.derived.get(f"{prefix}.*")
    if terms is None:
        return (key,)
    table = prefix.partition(".")[0]
    return tuple(f"{table}.{row}.{column}" for term in terms for row in _present(term, table, column, teller))


def _present(term: str | AnyOf, table: str, column: str, teller: Teller) -> tuple[str, ...]:
    options = term.any_of if isinstance(term, AnyOf) else ((term,),)
    for option in options:
        if all(f"{table}.{row}.{column}" in teller.values.figures for row in option):
            return tuple(option)
    return tuple(options[0])


SPEAKERS: Mapping[str, tuple[Speaker, ...]] = {
    "disclosure": (disclosed, old_disclosed),
    "requests": (received, old_received),
    "outcomes": (applicants, outcomes),
    "disputes": (disputes, old_disputes),
    "training": (old_training,),
}


def speak(what: str, teller: Teller, form: Form, agency: Agency) -> str:
    """What there is to say of a subject in figures of this form."""
    return "".join(speaker(teller, form, agency) for speaker in SPEAKERS[what])
