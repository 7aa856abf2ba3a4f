"use strict";
(() => {
  const root = document.documentElement;
  const button = document.getElementById("lang");
  const remember = (value) => { try { localStorage.setItem("gongkai-lang", value); } catch { /* a file may have no storage */ } };
  const recall = () => { try { return localStorage.getItem("gongkai-lang"); } catch { return null; } };
  const speak = (lang) => { root.dataset.lang = lang; root.lang = lang === "zh" ? "zh-CN" : "en"; button.textContent = lang === "zh" ? "English" : "中文"; };
  button.addEventListener("click", () => { const lang = root.dataset.lang === "zh" ? "en" : "zh"; remember(lang); speak(lang); });
  speak(recall() === "en" ? "en" : "zh");

  const data = JSON.parse(document.getElementById("data").textContent);
  const source = document.getElementById("source"), found = document.getElementById("found"), tell = document.getElementById("tell");
  const hint = Array.from(tell.childNodes, (node) => node.cloneNode(true));
  const byKey = new Map();
  for (const element of document.querySelectorAll("[data-k]")) {
    const key = element.dataset.k;
    if (!byKey.has(key)) byKey.set(key, []);
    byKey.get(key).push(element);
  }
  const at = (key) => byKey.get(key) || [];
  const mark = (keys, name, wanted) => { for (const key of keys) for (const element of at(key)) element.classList.toggle(name, wanted); };
  const keysOf = (element) => (element.dataset.keys || "").split(" ").filter(Boolean);

  const make = (tag, text, name) => { const element = document.createElement(tag); if (text !== undefined) element.textContent = text; if (name) element.className = name; return element; };
  const both = (pair) => { const box = make("span"); ["zh", "en"].forEach((lang, number) => { const part = make("span", pair[number], "t"); part.lang = lang; box.append(part); }); return box; };
  const share = (value) => `${(100 * value).toFixed(value > 0.999 ? 2 : 1)}%`;
  const describe = (key) => {
    const one = data.figures[key];
    if (!one) return null;
    const box = make("div"), name = make("div", one.label, "name"), list = make("dl");
    name.append(" ", make("span", key, "mono soft"));
    const say = (zh, en, value) => { const row = make("div"), term = make("dt"); term.append(both([`${zh} `, `${en} `])); const said = make("dd"); said.append(value); row.append(term, said); list.append(row); };
    say("读得", "read", one.value === null ? both(one.meaning || ["–", "–"]) : `${one.value.toLocaleString("en")} ${one.unit || ""}`);
    if (one.raw !== "") say("原文", "as printed", `“${one.raw}”`);
    say("状态", "status", both(one.status));
    say("置信度", "confidence", share(one.confidence));
    say("找对", "right cell", share(one.found));
    say("读对", "read right", share(one.read));
    if (one.origin) say("来源", "origin", both(one.origin));
    if (one.others.length) say("其他读法", "other readings", one.others.map(([raw, sure]) => `“${raw}” ${share(sure)}`).join(" "));
    box.append(name, list);
    return box;
  };

  let chosen = null;
  // Each pane is scrolled by itself: two smooth scrollIntoView at once stop each other.
  const into = (pane, element, behavior) => {
    if (!element) return;
    if (getComputedStyle(pane).overflowY === "visible") { element.scrollIntoView({ block: "center" }); return; }
    const there = element.getBoundingClientRect(), here = pane.getBoundingClientRect();
    const seen = there.top >= here.top + 50 && there.bottom <= here.bottom - 120;
    if (!seen) pane.scrollTo({ top: pane.scrollTop + there.top - here.top - (here.height - there.height) / 2.4, behavior });
  };
  const choose = (key, from, behavior = "smooth") => {
    if (chosen !== null) mark([chosen], "on", false);
    chosen = key;
    if (key === null) { tell.replaceChildren(...hint); return; }
    mark([key], "on", true);
    const said = describe(key);
    tell.replaceChildren(...(said ? [said] : hint));
    if (from !== source) into(source, at(key).find((element) => source.contains(element)), behavior);
    if (from !== found) into(found, at(key).find((element) => found.contains(element) && element.offsetParent !== null), behavior);
    history.replaceState(null, "", `#${encodeURIComponent(key)}`);
  };

  for (const [key, elements] of byKey) for (const element of elements) {
    const pane = source.contains(element) ? source : found;
    element.addEventListener("click", (event) => { if (event.target.closest("a")) return; choose(key, pane); event.stopPropagation(); });
    element.addEventListener("mouseenter", () => { if (!key.startsWith("par-")) mark([key], "hover", true); });
    element.addEventListener("mouseleave", () => mark([key], "hover", false));
  }
  for (const element of document.querySelectorAll("[data-keys]")) {
    const keys = keysOf(element);
    element.addEventListener("mouseenter", () => mark(keys, "hover", true));
    element.addEventListener("mouseleave", () => mark(keys, "hover", false));
    const go = () => { if (keys.length && !element.dataset.k) choose(keys[keys.length - 1], null); };
    element.addEventListener("click", go);
    element.addEventListener("keydown", (event) => { if (event.key === "Enter") go(); });
  }

  const step = (by) => {
    if (!data.doubtful.length) return;
    const here = data.doubtful.indexOf(chosen);
    const next = here < 0 ? (by > 0 ? 0 : data.doubtful.length - 1) : (here + by + data.doubtful.length) % data.doubtful.length;
    choose(data.doubtful[next], null);
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") choose(null, null);
  });
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (byKey.has(wanted)) choose(wanted, null, "instant");
})();
