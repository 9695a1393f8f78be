// What does a number rest on? Summary, days, lists, shapes, orders, sources.

function restingList(table, key, asset, rule) {
  const rows = table.where((row) => table.get(row, "asset") === asset);
  return {
    title: "Held under " + ruleLabel(rule), rows,
    at: (row) => ({ label: table.get(row, "account"), key: `${key}:${row}:${rule}`, id: true,
      amount: table.get(row, rule), asset, note: partLabel(table.get(row, "part")) }),
  };
}
/** What a table of money at rest adds up to under each rule. */
function resting(title, table, key, asset, told) {
  const sums = data.rules.map((rule) => {
    const list = restingList(table, key, asset, rule);
    return [rule, sum(list.rows.map((row) => list.at(row).amount))];
  });
  return { title, asset, total: told ? told.max : sums.find(([rule]) => rule === chosenRule())[1],
    facts: told ? [["Lowest", told.min], ["Highest", told.max]] : [],
    notes: sums.map(([rule, total]) => "Under " + ruleLabel(rule) + " the accounts below hold " +
      grouped(total === undefined ? "an unknown sum of" : total) + " " + asset + " together."),
    lists: [restingList(table, key, asset, chosenRule())] };
}
function orderList(orders) {
  return { title: "Orders", rows: orders, at: (row) => ({ label: data.rest.orders[row].order,
    key: "o:" + row, note: words(data.rest.orders[row].outcome) }) };
}

explainers.s = ([what, which]) => {
  const summary = data.rest.summary || {}, reports = data.reports, count = { asset: "" };
  const found = (row) => reports.get(row, "match") !== "none";
  const answers = {
    victims: () => ({ ...count, title: "Victims", total: summary.victims,
      lists: [victimList("Victims", data.victims.all(), "loss")] }),
    reports: () => ({ ...count, title: "Reports", total: summary.reports,
      lists: [reportList("Reports", reports.all())] }),
    reports_matched: () => ({ ...count, title: "Reports found in the ledgers",
      total: summary.reports_matched, lists: [reportList("Reports", reports.where(found))] }),
    reports_unmatched: () => ({ ...count, title: "Reports without a flow",
      total: summary.reports_unmatched,
      lists: [reportList("Reports", reports.where((row) => !found(row)))] }),
    loss: () => ({ title: "Lost, " + which, asset: which,
      total: ((summary.losses || []).find((one) => one.asset === which) || {}).amount,
      lists: [victimList("Sum of the losses of", data.victims.where((row) =>
        data.victims.get(row, "asset") === which), "loss", true)] }),
    not_found: () => ({ title: "Reported, in no ledger, " + which, asset: which,
      total: ((summary.not_found || []).find((one) => one.asset === which) || {}).amount,
      lists: [victimList("Sum of what was not found of", data.victims.where((row) =>
        data.victims.get(row, "asset") === which &&
        /[1-9]/.test(data.victims.get(row, "not_found") || "")), "not_found", true)] }),
    freeze: () => resting("To freeze now, " + which, data.freeze, "f", which,
      (summary.to_freeze || []).find((one) => one.asset === which)),
    kept: () => resting("With recipients, " + which, data.kept, "b", which),
    accounts_followed: () => ({ ...count, title: "Accounts followed",
      total: summary.accounts_followed, lists: [accountList("Accounts", data.accounts.all(),
        "received." + chosenRule())] }),
    flows_followed: () => ({ ...count, title: "Flows followed", total: summary.flows_followed,
      notes: ["Each line below stands for the flows between two accounts."],
      lists: [edgeList("Between accounts", data.edges.all(), chosenRule())] }),
    listed_accounts: () => ({ ...count, title: "Listed accounts", total: summary.listed_accounts,
      lists: [hitList(), accountList("Accounts listed", data.accounts.where((row) =>
        data.accounts.get(row, "listed") === "yes"))] }),
    groups: () => ({ ...count, title: "Consolidation groups",
      total: ((data.rest.parts || {}).groups || []).length, lists: [{ title: "Groups",
        rows: ((data.rest.parts || {}).groups || []).map((_, row) => row), at: (row) => ({
          label: "Group " + data.rest.parts.groups[row].group, key: "q:" + row,
          note: data.rest.parts.groups[row].holder }) }] }),
    listings: () => ({ ...count, title: "Hits on lists", total: (data.rest.listed || []).length,
      lists: [hitList()] }),
    orders: () => ({ ...count, title: "Orders judged", total: (summary.orders || {}).total,
      lists: [orderList((data.rest.orders || []).map((_, row) => row))] }),
    outcome: () => ({ ...count, title: "Orders: " + words(which),
      total: ((summary.orders || {}).by_outcome || {})[which],
      lists: [orderList((data.rest.orders || []).map((_, row) => row).filter((row) =>
        data.rest.orders[row].outcome === which))] }),
  };
  return answers[what] ? { kind: "Summary", ...answers[what]() } : undefined;
};

explainers.d = ([asset, from, to]) => {
  const line = data.timeline;
  const days = line.where((row) => line.get(row, "asset") === asset &&
    line.get(row, "day") >= from && line.get(row, "day") <= to);
  const total = (field) => sum(days.map((row) => line.get(row, field) || "0"));
  const answer = {
    title: from === to ? from : from + " to " + to, kind: "Time line, " + asset,
    facts: [["Paid", total("paid")], ["Arrived at a stop", total("stopped")],
      ["Returned", total("returned")],
      ["Held at the end", days.length ? line.get(days[days.length - 1], "held_end") : undefined]],
  };
  if (from !== to) {
    answer.lists = [{ title: "Paid, by day", rows: days, at: (row) => ({ label: line.get(row, "day"),
      key: `d:${asset}:${line.get(row, "day")}:${line.get(row, "day")}`,
      amount: line.get(row, "paid"), asset,
      note: "arrived at a stop: " + grouped(line.get(row, "stopped") || "unknown") }) }];
    return answer;
  }
  const within = (edge) => String(data.edges.get(edge, "first")).slice(0, 10) <= from &&
    String(data.edges.get(edge, "last")).slice(0, 10) >= from;
  const isStop = (row) => row >= 0 && String(data.accounts.get(row, "part")).startsWith("stop");
  answer.lists = [
    reportList("Reported payments of this day", data.reports.where((row) =>
      data.reports.get(row, "asset") === asset &&
      String(data.reports.get(row, "when")).slice(0, 10) === from)),
    edgeList("Into stops, with this day between first and last flow", data.edges.where((edge) =>
      data.edges.get(edge, "asset") === asset && isStop(data.to[edge]) && within(edge)), "fifo")];
  return answer;
};

function hitList() {
  return { title: "Hits", rows: (data.rest.listed || []).map((_, row) => row), at: (row) => {
    const one = data.rest.listed[row];
    return { label: one.hit.caption || one.account, key: "h:" + row, note: words(one.hit.listed) };
  } };
}

/** Evidence of an object and of what lies in it, each record once. */
function recordsIn(object, found = [], seen = new Set()) {
  if (Array.isArray(object)) object.forEach((one) => recordsIn(one, found, seen));
  else if (object && typeof object === "object") {
    for (const [key, part] of Object.entries(object)) {
      if (key !== "evidence") { recordsIn(part, found, seen); continue; }
      for (let at = 0; at < part.length; at += 2) {
        const mark = part[at] + ":" + part[at + 1];
        if (!seen.has(mark)) { seen.add(mark); found.push(part[at], part[at + 1]); }
      }
    }
  }
  return found;
}

explainers.h = ([row]) => {
  const one = (data.rest.listed || [])[Number(row)] || { hit: {} }, hit = one.hit;
  const facts = [["Listed", words(hit.listed)], ["List", hit.dataset], ["Version", hit.version],
    ["Entity", hit.entity], ["Likeness", likeness(hit.score)]];
  if (one.account) {
    facts.unshift(["Account", { account: data.accountRow.get(one.account), name: one.account }]);
    if (one.holder) facts.unshift(["Asked for its holder", one.holder]);
  }
  for (const listing of hit.listings || []) {
    facts.push([listing.authority || "Listing", [listing.programme, listing.listed && "listed " +
      listing.listed, listing.held && "in force: " + listing.held, listing.from && "from " +
      listing.from, listing.until && "until " + listing.until].filter(Boolean).join(", ")]);
  }
  return { title: hit.caption || one.account, kind: "Hit on a list", facts, records: recordsIn(hit),
    notes: (hit.because || []).map((why) => `${typeWords(why.kind)}: asked "${why.asked}", listed ` +
      `"${why.listed}", likeness ${likeness(why.score)}`) };
};

/** How many accounts take part, those that the page does not carry among them. */
function partakers(ring) {
  return Object.values(ring.account_counts || {}).reduce((sum, count) => sum + count, 0);
}

explainers.k = ([row]) => {
  const rings = data.rest.rings || {}, kind = (rings.searched || [])[Number(row)] || {};
  const shown = (rings.shown || []).map((_, at) => at).filter((at) =>
    rings.shown[at].kind === kind.kind);
  return { title: words(kind.kind), kind: "Shape", total: kind.instances, asset: "instances",
    facts: [["Steps", kind.steps], ["Complete", kind.complete ? "yes"
      : "no, there may be more: " + String(kind.cut || "cut").replace(/^\S+: /, "")],
      ["Innocent", (rings.innocent || {})[kind.kind]]],
    notes: shown.length < kind.instances ? ["This page carries " + shown.length + " of them."] : [],
    lists: [{ title: "Instances", rows: shown, at: (at) => ({ key: "g:" + at,
      label: words(kind.kind) + ", " + grouped(partakers(rings.shown[at])) + " accounts",
      note: String(rings.shown[at].first).slice(0, 10) }) }] };
};

explainers.g = ([row, what, which]) => {
  const ring = ((data.rest.rings || {}).shown || [])[Number(row)] || {};
  const account = (name) => ({ account: data.accountRow.get(name), name });
  if (what === "flow") {
    const flow = ring.flows[Number(which)];
    return { title: "One flow", kind: "Shape: " + words(ring.kind), total: flow.amount,
      asset: flow.asset, facts: [["From", account(flow.from)], ["To", account(flow.to)],
        ["At", flow.at], ["Reference", flow.reference]], records: flow.evidence };
  }
  const total = what === "sum" ? ring.sums[Number(which)] : {};
  return { title: words(ring.kind), kind: "Shape", total: total.amount, asset: total.asset,
    facts: [...(ring.accounts || []).map((one) => [words(one.role), account(one.account)]),
      ["First", ring.first], ["Last", ring.last]],
    notes: (ring.flows || []).length < ring.flow_count ? ["This page carries " +
      grouped(ring.flows.length) + " of its " + counted(ring.flow_count, "flow", "flows") + "."] : [],
    lists: [{ title: "Flows", rows: (ring.flows || []).map((_, at) => at), at: (at) => ({
      label: shortened(ring.flows[at].from, 18) + " \u2192 " + shortened(ring.flows[at].to, 18),
      id: true, key: `g:${row}:flow:${at}`, amount: ring.flows[at].amount,
      asset: ring.flows[at].asset, note: String(ring.flows[at].at).slice(0, 10) }) }] };
};

/** What a rule says of itself; the answer tells it once for all orders. */
function ruleOf(control) {
  return (data.rest.order_rules || []).find((rule) => rule.rule === control.rule) || {};
}

explainers.o = ([row, what, which]) => {
  const order = (data.rest.orders || [])[Number(row)] || {};
  const said = (one) => typeof one === "object" && one ? one.sentence || one.text ||
    one.question || (one.fact ? [one.fact, one.value, one.truth].filter(Boolean).join(", ")
    : JSON.stringify(one)) : String(one);
  if (what === "control") {
    const one = order.controls[Number(which)];
    const rule = ruleOf(one), stood = (rule.standings || [])[one.stands] || {};
    return { title: rule.title || one.rule, kind: "Control, order " + order.order,
      facts: [["Rule", one.rule], ["Issuer", rule.issuer], ["Instrument", rule.instrument],
        ["Citation", rule.citation], ["Basis", words(rule.basis)],
        ["Standing", words(stood.standing)], ["Since", stood.since], ["Seen", stood.seen],
        ["Applies", words(one.applies)], ["Outcome", words(one.outcome)],
        ["Sentence", stood.sentence], ["Reason", one.reason]],
      notes: [...(one.because || []).map((why) => "Because: " + said(why)),
        ...(one.open || []).map((why) => "Open: " + said(why)),
        ...(stood.noted || []).map((why) => "Noted: " + said(why))], records: recordsIn(order) };
  }
  if (what === "party") {
    const one = order.parties[Number(which)];
    return { title: one.name, kind: "Party of order " + order.order,
      facts: [["Role", words(one.role)], ["List", one.dataset], ["Authority", one.authority],
        ["Outcome", words(one.outcome)], ["Note", one.note]], records: recordsIn(one) };
  }
  return { title: "Order " + order.order, kind: "Order", facts: [["Outcome", words(order.outcome)],
    ["At least", words(order.at_least)], ["At most", words(order.at_most)],
    ["If nothing changed", order.if_unchanged && order.if_unchanged.sentence],
    ["Law of", order.judged_on], ["Chosen by", words(order.judged_by)], ["Goods", order.goods],
    ["Classification", order.classification], ["Destination", order.destination],
    ["Parties screened", words(order.screened)],
    ["Advice", (data.rest.rule_book || {}).advice]],
    notes: (order.open || []).map((one) => "Open: " + said(one)),
    lists: [{ title: "Controls", rows: (order.controls || []).map((_, at) => at), at: (at) => ({
      label: ruleOf(order.controls[at]).title || order.controls[at].rule, key: `o:${row}:control:${at}`,
      note: words(order.controls[at].applies) + ", " + words(order.controls[at].outcome) }) }],
    records: recordsIn({ evidence: order.evidence || [], parties: order.parties }) };
};

explainers.p = (rest) => {
  const part = rest.join(":"), parts = data.rest.parts || {};
  const named = part === "custody" ? [...(parts.entries || []), ...(parts.members || [])]
    : part === "entries" || part === "members" ? parts[part] || [] : undefined;
  const rows = named ? named.map((name) => data.accountRow.get(name)).filter((row) =>
    row !== undefined) : data.accounts.where((row) => data.accounts.get(row, "part") === part);
  const told = (parts.by_part || []).find((one) => one.part === part);
  return { title: named ? "Exchange accounts: " + part : partLabel(part), kind: "Part",
    total: named ? named.length : told && told.accounts, asset: "accounts",
    notes: told && told.meaning ? [told.meaning] : [],
    lists: [accountList("Accounts, by what they received (" + ruleLabel(chosenRule()) + ")", rows,
      "received." + chosenRule())] };
};

explainers.q = ([row, rule]) => {
  const group = ((data.rest.parts || {}).groups || [])[Number(row)] || { feeders: [] };
  const by = rule || chosenRule();
  const feeding = (edge) => group.feeders.includes(data.edges.get(edge, "from"));
  const holders = group.holders || [group.holder];
  return { title: "Group " + group.group, kind: "Gathers the money",
    total: rule ? (group.held || {})[rule] : undefined, asset: group.asset,
    facts: [...holders.map((name) => ["Holder", { account: data.accountRow.get(name), name }]), ["Feeders", group.feeders.length],
      ...data.rules.map((one) => ["Held, " + ruleLabel(one), (group.held || {})[one]])],
    lists: [edgeList("From feeders to the holder (" + ruleLabel(by) + ")",
      holders.flatMap((name) => data.in.get(data.accountRow.get(name)) || []).filter(feeding), by,
      "from"),
    { title: "Feeders", rows: group.feeders.map((_, at) => at), at: (at) => ({ id: true,
      label: group.feeders[at], key: data.accountRow.has(group.feeders[at])
        ? "a:" + data.accountRow.get(group.feeders[at]) : undefined }) }] };
};

explainers.w = ([row, which]) => {
  const dataset = (data.rest.datasets || [])[Number(row)] || { loads: [] };
  const load = dataset.loads[Number(which)] || {};
  return { title: dataset.dataset, kind: "Source", facts: [["Format", dataset.format],
    ["Version", load.version], ["Rows", load.rows], ["Accepted", load.accepted],
    ["Rejected", load.rejected], ["Facts", load.facts], ["Root", load.root],
    ...(load.files || []).map((file) => [file.name, file.sha256])],
    notes: (load.remarks || []).map((remark) => typeof remark === "string" ? remark
      : JSON.stringify(remark)) };
};
