"""What an audit says, in words that can be quoted, in Chinese and in English."""

from __future__ import annotations

from pipeline.export.wording import Words

DRAWN = Words(
    "从 {documents:,} 份报告中由程序直接采纳、未经人工的 {population:,} 个数字里随机抽取 {count:,} 个（种子 {seed}），"
    "由人在不知程序读数的情况下对照原件重读：错 {wrong:,} 个，看不清 {unreadable:,} 个。",
    "Of {population:,} figures of {documents:,} reports that the program accepted without a person, {count:,} were "
    "drawn at random (seed {seed}) and read again from the originals by a person who did not see what the program had "
    "read: {wrong:,} were wrong, {unreadable:,} could not be read.",
)
BOUND = Words(
    "观察到的错误率为 {rate:.3%}；在 {level:.0%} 置信水平下，被采纳的数字中错误的比例不超过 {upper:.3%}"
    "（精确二项分布单侧上限，看不清的按错误计）。",
    "The error rate seen is {rate:.3%}; with {level:.0%} confidence at most {upper:.3%} of the accepted figures are "
    "wrong (exact one-sided binomial bound; what could not be read counts as wrong).",
)
KEPT = Words(
    "运行时承诺的 {promised:g} 得到本次抽查证实。",
    "The run's promise of {promised:g} is borne out by this sample.",
)
OPEN = Words(
    "运行时承诺的 {promised:g} 与本次抽查不矛盾，但要单凭抽查证实，需要 {needed:,} 个数字无一错误。",
    "This sample does not contradict the run's promise of {promised:g}; to bear it out by itself it would take "
    "{needed:,} figures without an error.",
)
BROKEN = Words(
    "运行时承诺的 {promised:g} 被本次抽查推翻：错误率至少为 {lower:.3%}。",
    "This sample refutes the run's promise of {promised:g}: the error rate is at least {lower:.3%}.",
)
UNFINISHED = Words(
    "{unanswered:,} 个数字尚未填写，暂不能下结论。",
    "{unanswered:,} figures have no answer yet: nothing can be said before all are filled in.",
)
