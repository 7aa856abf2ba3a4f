"use strict";
(() => {
  const root = document.documentElement;
  const button = document.getElementById("lang");
  const remember = (value) => { try { localStorage.setItem("gongkai-lang", value); } catch { /* a file may have no storage */ } };
  const recall = () => { try { return localStorage.getItem("gongkai-lang"); } catch { return null; } };
  const speak = (lang) => { root.dataset.lang = lang; root.lang = lang === "zh" ? "zh-CN" : "en"; button.textContent = lang === "zh" ? "English" : "中文"; };
  button.addEventListener("click", () => { const lang = root.dataset.lang === "zh" ? "en" : "zh"; remember(lang); speak(lang); });
  speak(recall() === "en" ? "en" : "zh");

  const table = document.getElementById("reports");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => ({ row, text: row.textContent.toLowerCase() }));
  const filter = document.getElementById("filter"), review = document.getElementById("only-review"), broken = document.getElementById("only-broken");
  const show = () => {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = wanted.every((word) => text.includes(word)) && (!review.checked || row.dataset.review !== "0") && (!broken.checked || row.dataset.broken !== "0");
      row.classList.toggle("hidden", !fits);
      shown += fits ? 1 : 0;
    }
    document.getElementById("shown").textContent = shown;
  };
  filter.addEventListener("input", show); review.addEventListener("change", show); broken.addEventListener("change", show);
  document.addEventListener("keydown", (event) => { if (event.key === "/" && document.activeElement !== filter) { event.preventDefault(); filter.focus(); } });

  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const value = ({ row }) => row.cells[column].textContent.trim();
    const numeric = head.classList.contains("num");
    rows.sort((a, b) => (down ? -1 : 1) * (numeric ? sum(value(a)) - sum(value(b)) : value(a).localeCompare(value(b), "zh")));
    body.append(...rows.map(({ row }) => row));
  }));
  const sum = (text) => (text.match(/\d+/g) || []).reduce((total, part) => total + Number(part), 0);
})();
