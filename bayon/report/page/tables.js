// How does a long table stay usable? Sorted by any column, searched, some rows at a time.

function cellText(row, column) {
  const cell = row.cells[column];
  const ruled = cell.querySelector(".r" + data.rules.indexOf(chosenRule()));
  return (ruled || cell).textContent.trim();
}
function asNumber(text) {
  const found = /^-?[\d,]+(\.\d+)?/.exec(text);
  return found ? Number(found[0].replaceAll(",", "")) : undefined;
}

function sortRows(rows, column, down, numeric) {
  const keyed = rows.map((row, at) => {
    const text = cellText(row, column);
    return { row, at, text, number: numeric ? asNumber(text) : undefined };
  });
  keyed.sort((a, b) => {
    let order;
    if (numeric) {
      if (a.number === undefined || b.number === undefined) {  // unknown is last, either way
        return (a.number === undefined) - (b.number === undefined) || a.at - b.at;
      }
      order = a.number - b.number;
    } else {
      order = a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
    }
    return (down ? -order : order) || a.at - b.at;
  });
  return keyed.map((one) => one.row);
}

function pager(label, count, size, show) {
  const state = { page: 0, count };
  const where = el("span", { role: "status" });
  const before = el("button", { type: "button", class: "act", "aria-label": "Earlier rows of " + label }, "Earlier");
  const after = el("button", { type: "button", class: "act", "aria-label": "Later rows of " + label }, "Later");
  const turn = el("span", { class: "turn" }, where, before, after);
  const update = () => {
    const pages = Math.max(1, Math.ceil(state.count / size));
    state.page = Math.min(Math.max(state.page, 0), pages - 1);
    const from = state.page * size, to = Math.min(state.count, from + size);
    where.textContent = state.count === 0 ? "No rows" : grouped(from + 1) + "\u2013" + grouped(to) +
      " of " + grouped(state.count);
    before.disabled = state.page === 0;
    after.disabled = state.page + 1 >= pages;
    before.hidden = after.hidden = pages === 1;
    show(from, to);
  };
  before.addEventListener("click", () => { state.page--; update(); });
  after.addEventListener("click", () => { state.page++; update(); });
  return { turn, set: (total) => { state.count = total; state.page = 0; update(); }, update };
}

function enhance(table) {
  const size = Number(table.dataset.page), body = table.tBodies[0];
  const label = table.caption.textContent;
  let rows = Array.from(body.rows), kept = rows;
  const turn = pager(label, rows.length, size, (from, to) => {
    kept.forEach((row, at) => row.classList.toggle("off", at < from || at >= to));
  });
  const search = el("input", { type: "search", placeholder: "Search", "aria-label": "Search " + label });
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    kept = rows.filter((row) => {
      const fits = !wanted || row.textContent.toLowerCase().includes(wanted);
      row.classList.toggle("out", !fits);
      return fits;
    });
    turn.set(kept.length);
  });
  const tools = el("div", { class: "tools" }, rows.length > 5 ? search : undefined, turn.turn);
  table.closest(".wide").before(tools);
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = el("button", { type: "button" }, ...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const numeric = head.classList.contains("num");
      const was = head.getAttribute("aria-sort");
      const down = was ? was === "ascending" : numeric;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows = sortRows(rows, column, down, numeric);
      body.append(...rows);
      kept = rows.filter((row) => !row.classList.contains("out"));
      turn.set(kept.length);
    });
  });
  // On a narrow screen each row is a card: its cells say their column.
  table.classList.add("cardwise");
  const names = Array.from(table.tHead.rows[0].cells, (head) => head.textContent);
  for (const row of rows) {
    Array.from(row.cells).forEach((cell, column) => {
      if (column > 0) cell.dataset.label = names[column];
    });
  }
  turn.update();
}

// All accounts: rows are made as they are shown, for there may be many thousands.
function accountsTable(place) {
  const accounts = data.accounts, size = 20;
  const fields = [["account", "Account"], ["part", "Part"], ["received", "Received"],
    ["sent", "Sent"], ["held", "Held"], ["victims", "Victims"], ["first", "First"], ["listed", "Listed"]];
  const amount = (field) => ["received", "sent", "held"].includes(field);
  let sorted = "received", down = true, rows = [];
  const body = el("tbody"), heads = new Map();
  const cell = (row, field) => {
    if (amount(field)) {
      const rule = chosenRule();
      return el("td", { class: "num" }, figure(accounts.get(row, field + "." + rule),
        ["a", row, field, rule].join(":")));
    }
    if (field === "victims") return el("td", { class: "num" }, figure(accounts.get(row, field), "a:" + row));
    if (field === "part") return el("td", {}, partLabel(accounts.get(row, "part")));
    const text = accounts.get(row, field);
    return el("td", { class: field === "first" ? "day" : "" }, text === undefined ? "unknown"
      : field === "first" ? String(text).slice(0, 10) : String(text));
  };
  const turn = pager("all accounts", 0, size, (from, to) => {
    body.replaceChildren(...rows.slice(from, to).map((row) => el("tr", {},
      el("th", { scope: "row" }, accountLead(row)), ...fields.slice(1).map(([field]) => cell(row, field)))));
  });
  const search = el("input", { type: "search", placeholder: "Search", "aria-label": "Search all accounts" });
  const parts = [...new Set(accounts.all().map((row) => accounts.get(row, "part")))].sort();
  const part = el("select", { "aria-label": "Part" }, el("option", { value: "" }, "All parts"),
    ...parts.map((one) => el("option", { value: one }, partLabel(one))));
  const update = () => {
    const wanted = search.value.trim().toLowerCase(), asset = chosenAsset();
    rows = accounts.where((row) => (accounts.get(row, "asset") === asset || !asset) &&
      (!part.value || accounts.get(row, "part") === part.value) &&
      (!wanted || String(accounts.get(row, "account")).toLowerCase().includes(wanted) ||
        String(accounts.get(row, "label") || "").toLowerCase().includes(wanted)));
    if (amount(sorted)) {
      rows = byAmount(rows, (row) => accounts.get(row, sorted + "." + chosenRule()));
      if (!down) rows.reverse();
    } else {
      const key = (row) => { const value = accounts.get(row, sorted); return value === undefined ? "" : value; };
      rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b) * (down ? -1 : 1));
    }
    for (const [field, head] of heads) {
      if (field === sorted) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    shown.textContent = "Amounts in " + asset + ", " + ruleLabel(chosenRule());
    turn.set(rows.length);
  };
  for (const [field, label] of fields) {
    const button = el("button", { type: "button" }, label);
    const head = el("th", { scope: "col", class: amount(field) || field === "victims" ? "num" : "" }, button);
    button.addEventListener("click", () => {
      down = sorted === field ? !down : amount(field) || field === "victims";
      sorted = field;
      update();
    });
    heads.set(field, head);
  }
  search.addEventListener("input", update);
  part.addEventListener("change", update);
  const shown = el("span");
  place.append(el("div", { class: "tools" }, search, part, shown, turn.turn),
    el("div", { class: "wide", role: "region", tabindex: "0", "aria-label": "All accounts" },
      el("table", {}, el("caption", { class: "sr" }, "All accounts"),
        el("thead", {}, el("tr", {}, ...heads.values())), body)));
  update();
  return update;
}
