// How does evidence open? A panel beside the page, with a way back and out.

const panel = { trail: [], opener: null, box: null };
const LINES = 40, RECORDS = 60;

function openPanel(key, opener) {
  if (!panel.box) {
    panel.box = el("aside", { id: "panel", role: "dialog", "aria-labelledby": "panel-h", hidden: true });
    document.body.append(panel.box);
  }
  if (panel.box.hidden) { panel.trail = []; panel.opener = opener; }
  panel.trail.push(key);
  renderPanel();
}
function closePanel() {
  if (!panel.box || panel.box.hidden) return;
  panel.box.hidden = true;
  if (panel.opener && panel.opener.isConnected) panel.opener.focus();
}
function backPanel() {
  panel.trail.pop();
  if (panel.trail.length === 0) closePanel(); else renderPanel();
}

function factValue(value) {
  if (value && typeof value === "object") {
    if ("name" in value) return accountLead(value.account, value.name);
    return figure(value.number, value.key);
  }
  return el("bdi", {}, typeof value === "number" ? grouped(value)
    : /^-?\d+\.\d+$/.test(value) ? grouped(value) : String(value));
}

/** A list that shows some lines and the others on demand. */
function listed(rows, most, line, listClass) {
  const list = el("ul", { class: listClass });
  const more = el("button", { type: "button", class: "act" });
  let shown = 0;
  const grow = () => {
    const from = shown;
    for (const row of rows.slice(shown, shown + most)) list.append(line(row));
    shown = Math.min(rows.length, shown + most);
    more.textContent = "Show " + grouped(Math.min(most, rows.length - shown)) + " more of " +
      grouped(rows.length - shown);
    more.hidden = shown >= rows.length;
    if (from > 0 && list.children[from]) {
      const next = list.children[from].querySelector("button");
      if (next) next.focus();
    }
  };
  more.addEventListener("click", grow);
  grow();
  return [list, more.hidden ? undefined : more];
}

function partLine(list, row) {
  const part = list.at(row);
  const label = part.key ? lead(part.label, part.key, part.id ? "id" : "")
    : el("span", { class: part.id ? "id" : "" }, el("bdi", {}, String(part.label)));
  const left = el("span", {}, label, part.note ? el("span", { class: "note" }, part.note) : undefined);
  const right = el("span", {});
  if (part.amount !== undefined) {
    right.append(part.key ? figure(part.amount, part.key) : grouped(part.amount), " ", el("abbr", {}, part.asset || ""));
  }
  return el("li", {}, left, right);
}

function partsOf(answer) {
  const out = [];
  for (const list of answer.lists || []) {
    out.push(el("h3", {}, list.title + " (" + grouped(list.rows.length) + ")"));
    if (list.adds && answer.total !== undefined) {
      const total = sum(list.rows.map((row) => list.at(row).amount));
      const text = total === undefined ? "One of these amounts is unknown."
        : same(total, answer.total) ? "These lines add up to the number above."
          : "These lines add up to " + grouped(total) + ", which is not the number above.";
      out.push(el("p", { class: "note", "data-adds": String(same(total, answer.total)) }, text));
    }
    if (list.rows.length === 0) out.push(el("p", { class: "note" }, "None in this answer."));
    out.push(...listed(list.rows, LINES, (row) => partLine(list, row), "parts"));
  }
  return out;
}

function recordsOf(evidence) {
  const pairs = [];
  for (let at = 0; at < (evidence || []).length; at += 2) pairs.push(at);
  if (pairs.length === 0) return [];
  const line = (at) => {
    const [dataset, version, file, sha256] = data.sources[evidence[at]];
    return el("li", {}, el("b", {}, el("bdi", {}, dataset)), version ? ", version " : "",
      version ? el("bdi", {}, version) : undefined, ", ", el("bdi", {}, file), ", record ",
      el("b", {}, String(evidence[at + 1])), el("br"), el("code", {}, "SHA-256 " + sha256));
  };
  return [el("h3", {}, "Source records (" + grouped(pairs.length) + ")"),
    ...listed(pairs, RECORDS, line, "records")];
}

/** Records of one flow, by the answer's numbers of files. */
function recordsOfFlow(records) {
  if (!records || records.length === 0) return [];
  const line = ([number, record]) => {
    const file = (data.rest.record_files || [])[number] || {};
    return el("li", {}, el("b", {}, el("bdi", {}, file.dataset || "unknown")),
      file.version ? ", version " : "", file.version ? el("bdi", {}, file.version) : undefined, ", ",
      el("bdi", {}, file.file || "unknown"), ", record ", el("b", {}, String(record)), el("br"),
      el("code", {}, "SHA-256 " + (file.sha256 || "unknown")));
  };
  return [el("h3", {}, "Source records (" + grouped(records.length) + ")"),
    ...listed(records, RECORDS, line, "records")];
}

function renderPanel() {
  const key = panel.trail[panel.trail.length - 1];
  const answer = explain(key) || { title: "Nothing more is known of this number" };
  const head = el("div", { class: "head" });
  if (panel.trail.length > 1) {
    const back = el("button", { type: "button", class: "act" }, "Back");
    back.addEventListener("click", backPanel);
    head.append(back);
  }
  const close = el("button", { type: "button", class: "act" }, "Close");
  close.addEventListener("click", closePanel);
  head.append(el("span", {}), close);

  const title = el("h2", { id: "panel-h", tabindex: "-1", class: answer.id ? "id" : "" },
    el("bdi", {}, String(answer.title)));
  const facts = el("dl", {});
  for (const [label, value] of answer.facts || []) {
    if (value === undefined || value === null || value === "") continue;
    facts.append(el("dt", {}, el("bdi", {}, String(label))), el("dd", {}, factValue(value)));
  }
  panel.box.replaceChildren(head, ...[
    answer.kind ? el("p", { class: "note" }, answer.kind) : undefined, title,
    answer.total === undefined ? undefined : el("p", { class: "total" }, grouped(answer.total), " ",
      el("abbr", {}, answer.asset || "")),
    facts.children.length ? facts : undefined,
    ...(answer.notes || []).map((note) => el("p", {}, note)),
    ...recordsOfFlow(answer.flow), ...recordsOf(answer.records), ...partsOf(answer)].filter(Boolean));
  panel.box.hidden = false;
  panel.box.scrollTop = 0;
  title.focus();
}
