"""What stands round a report on a web page: made-up sites with menus, index tables, related links and footers."""

from __future__ import annotations

import html
import random
from collections.abc import Callable

from pipeline.synth.agency import CITIES, COUNTIES
from pipeline.synth.document import Draft

MENU = ("首页", "机构职能", "政策文件", "规划信息", "财政资金", "办事指南", "互动交流", "政府信息公开年报")
FOOT = (
    "主办：{place}人民政府办公室　承办：{place}数据资源中心　备案序号：岭ICP备0{a}号　"
    "网站标识码：88{b}0001　建议使用1280×720分辨率"
)


def frame_portal(draft: Draft, body: str, rng: random.Random) -> str:
    """A government portal: head, crumbs, index table, text, tools, related reports, foot."""
    menu = "".join(f'<li><a href="/col/{index}/index.shtml">{name}</a></li>' for index, name in enumerate(MENU))
    return f"""<div class="top"><span>今天是{draft.year + 1}年9月{rng.randint(1, 28)}日 星期三</span>
<a href="/login">登录</a> | <a href="/reg">注册</a> | <a href="#" onclick="zoom(1)">无障碍浏览</a></div>
<div class="banner"><img src="/images/logo.png" alt="{draft.place}人民政府门户网站"></div>
<ul class="nav">{menu}</ul>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt;
<a href="/nb/">年度报告</a></div>
{_index_table(draft, rng)}
<div class="content" id="zoom">
{body}
</div>
<div class="tools">【字体：<a>大</a> <a>中</a> <a>小</a>】　<a href="javascript:window.print()">打印本页</a>
<a href="javascript:window.close()">关闭窗口</a>　浏览次数：<span id="hits">{rng.randint(12, 9000)}</span></div>
<div class="related"><h3>相关信息</h3><ul>{_related(draft, rng)}</ul></div>
<div class="footer"><p>{FOOT.format(place=draft.place, a=rng.randint(1000, 9999), b=rng.randint(1000, 9999))}</p></div>
<script>var hits={rng.randint(1, 99)};var _t="政府信息公开申请{rng.randint(1, 99)}件";function zoom(n){{}}</script>"""


def frame_columns(draft: Draft, body: str, rng: random.Random) -> str:
    """An old site laid out with tables: a list of years on the left, the report in the middle cell."""
    years = "".join(
        f'<tr><td><a href="/nb/{year}.html">{year}年年度报告</a></td></tr>' for year in range(draft.year + 1, 2012, -1)
    )
    return f"""<table width="1000" align="center" cellspacing="0" cellpadding="0"><tr><td colspan="2" bgcolor="#c00">
<font size="5">{draft.place}政府信息公开网</font></td></tr>
<tr><td width="180" valign="top"><table width="100%" border="0"><tr><td><b>年度报告</b></td></tr>{years}</table></td>
<td valign="top"><table width="100%" border="0"><tr><td align="center">
发布时间：{draft.published_on}　来源：{draft.agency}　点击数：{rng.randint(30, 3000)}</td></tr><tr><td>
{body}
</td></tr><tr><td align="right"><a href="#">返回顶部</a></td></tr></table></td></tr>
<tr><td colspan="2" align="center">
{draft.place}人民政府办公室主办　电话：0999-62{rng.randint(10000, 99999)}</td></tr></table>"""


def frame_article(draft: Draft, body: str, rng: random.Random) -> str:
    """A plain article of a content system, with an invisible copy of the title and a share bar."""
    return f"""<header><nav><a href="/">{draft.place}</a> / <a href="/open">公开</a></nav></header>
<div style="display:none">分享标题：{draft.title}，申请总数{rng.randint(100, 999)}件</div>
<!-- 模板编号 {rng.randint(1000, 9999)}：收到申请 {rng.randint(1, 99)} 件 -->
<article><div class="meta"><time>{draft.published_on} 09:{rng.randint(10, 59)}</time><span>责任编辑：公开办</span></div>
{body}
<p class="share">分享到：微信 微博 空间</p></article>
<aside><h4>热门推荐</h4><ol>{_related(draft, rng)}</ol></aside>
<footer>版权所有 {draft.place}融媒体中心 未经许可不得转载</footer>"""


def no_frame(_draft: Draft, body: str, _rng: random.Random) -> str:
    """The report alone."""
    return body


FRAMES: dict[str, Callable[[Draft, str, random.Random], str]] = {
    "none": no_frame,
    "portal": frame_portal,
    "columns": frame_columns,
    "article": frame_article,
}


def _index_table(draft: Draft, rng: random.Random) -> str:
    rows = (
        (
            "索引号",
            f"00{rng.randint(1000000, 9999999)}/{draft.year + 1}-{rng.randint(10000, 99999)}",
            "主题分类",
            "年度报告",
        ),
        ("发布机构", draft.agency, "发布日期", draft.published_on),
        ("信息名称", draft.title, "文号", "无"),
    )
    lines = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="index" border="1" width="100%">{lines}</table>'


def _related(draft: Draft, rng: random.Random) -> str:
    places = rng.sample([*CITIES, *COUNTIES], 5)
    titles = [f"{place}{draft.year - index}年政府信息公开工作年度报告" for index, place in enumerate(places)]
    return "".join(f'<li><a href="/art/{rng.randint(100, 9999)}.html">{title}</a></li>' for title in titles)
