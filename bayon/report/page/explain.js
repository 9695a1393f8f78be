// What does a number rest on? Accounts, edges, victims, sums.
//
// explain(key) gives {title, total, asset, facts, notes, lists, records}. A list has a title, `rows`
// and `at(row)` -> {label, key, amount, asset}; where its amounts must add up to the total, `adds`.

const explainers = {};

function explain(key) {
  const [kind, ...rest] = key.split(":");
  return explainers[kind] ? explainers[kind](rest, key) : undefined;
}

function edgeList(title, edges, rule, end, adds) {
  const amount = (edge) => data.edges.get(edge, "amount." + rule);
  return {
    title, adds,
    rows: byAmount(edges, amount),
    at: (edge) => {
      const from = data.edges.get(edge, "from"), to = data.edges.get(edge, "to");
      return {
        label: end === "from" ? from : end === "to" ? to
          : shortened(from, 18) + " \u2192 " + shortened(to, 18),
        key: "e:" + edge, amount: amount(edge), asset: data.edges.get(edge, "asset"), id: true,
      };
    },
  };
}
function accountList(title, accounts, field, adds) {
  const amount = (row) => field ? data.accounts.get(row, field) : undefined;
  return {
    title, adds,
    rows: field ? byAmount(accounts, amount) : accounts,
    at: (row) => ({
      label: data.accounts.get(row, "account"), key: "a:" + row, amount: amount(row),
      asset: field ? data.accounts.get(row, "asset") : undefined, id: true,
      note: partLabel(data.accounts.get(row, "part")),
    }),
  };
}
function reportList(title, reports, adds) {
  return {
    title, rows: reports, adds,
    at: (row) => ({
      label: data.reports.get(row, "report"), key: "r:" + row,
      amount: data.reports.get(row, "amount"), asset: data.reports.get(row, "asset"),
      note: String(data.reports.get(row, "when") || "").slice(0, 10) + ", found: " +
        words(data.reports.get(row, "match")),
    }),
  };
}
function victimList(title, victims, field, adds) {
  return {
    title, rows: victims, adds,
    at: (row) => ({
      label: data.victims.get(row, "name") || data.victims.get(row, "victim"), key: "v:" + row,
      amount: field && data.victims.get(row, field), asset: data.victims.get(row, "asset"),
      note: data.victims.get(row, "victim"),
    }),
  };
}

/** Flows one by one, with what of each was traced: "arrived", or "sent" with what was burnt. */
function flowList(title, flows, rule, part, asset, adds) {
  return {
    title, rows: flows, adds,
    at: (flow) => ({
      label: flow.when.replace("T", " ").replace(/(\.\d+)?Z$/, ""), key: "y:" + flow.edge + ":" + flow.at,
      amount: flow[part][rule], asset,
      note: (same(flow.paid, flow[part][rule]) ? "" : "of " + grouped(flow.paid) + " paid; ") +
        flow.records.map(recordName).join("; "),
    }),
  };
}
function flowsOfAll(edges, rule, part) {
  return edges.flatMap(flowsOf).filter((flow) => units(flow[part][rule]) !== 0n)
    .sort((a, b) => a.when < b.when ? -1 : a.when > b.when ? 1 : a.edge - b.edge || a.at - b.at);
}

explainers.y = ([edge, at]) => {
  const flow = flowsOf(Number(edge))[Number(at)], edges = data.edges, rule = chosenRule();
  if (!flow) return undefined;
  const facts = [["From", { account: data.from[edge], name: edges.get(edge, "from") }],
    ["To", { account: data.to[edge], name: edges.get(edge, "to") }], ["At", flow.when], ["Paid", flow.paid]];
  for (const one of data.rules) {
    facts.push(["traced, " + ruleLabel(one), flow.arrived[one]]);
    if (units(flow.burnt[one])) facts.push(["burnt as fee, " + ruleLabel(one), flow.burnt[one]]);
  }
  return {
    title: "One flow", kind: "Traced part, " + ruleLabel(rule), total: flow.arrived[rule],
    asset: edges.get(edge, "asset"), facts, flow: flow.records,
  };
};

/** Rows of a table as facts, those that are there. */
function factsOf(table, row, fields) {
  return fields.map(([field, label]) => [label, table.get(row, field)])
    .filter((fact) => fact[1] !== undefined && fact[1] !== "");
}

explainers.a = ([row, field, rule]) => {
  row = Number(row);
  const by = rule || chosenRule(), accounts = data.accounts;
  const facts = factsOf(accounts, row, [["label", "Label"], ["category", "Category"],
    ["group", "Group"], ["listed", "Listed"], ["victims", "Victims"], ["flows", "Flows in"],
    ["first", "First"], ["last", "Last"], ["hops", "Steps from a victim"],
    ["stop", "Tracing ends, because"],
    ["why", "Numbers"]]);
  const meaning = partMeaning(accounts.get(row, "part"));
  for (const silent of ["Victims", "Flows in"]) {  // a payer of its own money has neither
    const zero = facts.findIndex((fact) => fact[0] === silent && Number(fact[1]) === 0);
    if (zero >= 0) facts.splice(zero, 1);
  }
  const passed = accounts.get(row, "passed_on_per_mille");
  if (passed !== undefined) facts.push(["Passed on", (passed / 10).toFixed(1) + " %"]);
  facts.unshift(["Part", partLabel(accounts.get(row, "part"))]);
  if (accounts.get(row, "datasets")) facts.push(["Seen in", accounts.get(row, "datasets").join(", ")]);
  for (const one of data.rules) {
    for (const what of ["received", "sent", "held"]) {
      facts.push([what + ", " + ruleLabel(one),
        { number: accounts.get(row, what + "." + one), key: ["a", row, what, one].join(":") }]);
    }
  }
  const asset = accounts.get(row, "asset"), into = data.in.get(row) || [], out = data.out.get(row) || [];
  const came = [edgeList("Came from (" + ruleLabel(by) + ")", into, by, "from", field === "received"),
    flowList("Flows in, one by one", flowsOfAll(into, by, "arrived"), by, "arrived", asset, field === "received")];
  const went = [edgeList("Went to (" + ruleLabel(by) + ")", out, by, "to", false),
    flowList("Flows out, one by one, fees included", flowsOfAll(out, by, "sent"), by, "sent", asset,
      field === "sent")];
  return {
    title: accounts.get(row, "account"), id: true,
    total: field && accounts.get(row, field + "." + by), asset: accounts.get(row, "asset"),
    kind: field ? field + ", " + ruleLabel(by) : "Account",
    notes: [...(meaning ? [meaning.replace(/\.?$/, ".")] : []),
      ...(field === "held" ? ["Held is what came in less what went on, fees and dust."] : [])],
    facts, lists: field === "sent" ? [...went, ...came] : [...came, ...went],
    records: into.length + out.length ? undefined : accounts.get(row, "evidence"),
  };
};

explainers.e = ([edge]) => {
  edge = Number(edge);
  const edges = data.edges, rule = chosenRule(), asset = edges.get(edge, "asset");
  const flows = flowsOfAll([edge], rule, "arrived");
  return {
    title: "From account to account", kind: "Flows between two accounts",
    total: edges.get(edge, "amount." + chosenRule()), asset: edges.get(edge, "asset"),
    facts: [["From", { account: data.from[edge], name: edges.get(edge, "from") }],
      ["To", { account: data.to[edge], name: edges.get(edge, "to") }],
      ...data.rules.map((rule) => [ruleLabel(rule), edges.get(edge, "amount." + rule)]),
      ["Flows", edges.get(edge, "flows")], ["First", edges.get(edge, "first")],
      ["Last", edges.get(edge, "last")]],
    notes: flows.length < Number(edges.get(edge, "flows")) ? ["Under " + ruleLabel(rule) + " " +
      counted(flows.length, "flow", "flows") + " of " + grouped(edges.get(edge, "flows")) +
      " carried traced money; the others did under another rule."] : [],
    lists: [flowList("Flows, each with its record (" + ruleLabel(rule) + ")", flows, rule, "arrived", asset, true)],
    records: edges.get(edge, "evidence"),
  };
};

/** Where a victim's money lies; the answer tells it for the rule that keeps each unit apart. */
function restList(victim, rule, state) {
  const rests = rule === "fifo" && data.victims.get(victim, "rests");
  if (!rests || !["held", "stopped", "returned"].includes(state)) return undefined;
  const rows = rests.map((_, at) => at).filter((at) => rests[at].state === state);
  return {
    title: "Lies in", adds: true, rows: byAmount(rows, (at) => rests[at].amount),
    at: (at) => {
      const account = data.accountRow.get(rests[at].account);
      return { label: rests[at].account, id: true, amount: rests[at].amount,
        key: account === undefined ? undefined : "a:" + account,
        asset: data.victims.get(victim, "asset"),
        note: account === undefined ? undefined : partLabel(data.accounts.get(account, "part")) };
    },
  };
}

explainers.v = ([row, one, other]) => {
  row = Number(row);
  const victims = data.victims, asset = victims.get(row, "asset");
  const rule = data.rules.includes(one) ? one : undefined;
  const fields = ["held", "stopped", "returned", "fees", "dust"];
  const reports = (victims.get(row, "reports") || []).filter((report) =>
    data.reports.get(report, "asset") === asset || data.reports.get(report, "asset") === undefined);
  const facts = factsOf(victims, row, [["victim", "Victim"], ["asset", "Asset"], ["loss", "Lost"],
    ["not_found", "Reported, in no ledger"],
    ["payments", "Payments"], ["first", "First"], ["last", "Last"]]);
  const notes = [];
  for (const by of rule ? [rule] : data.rules) {
    for (const field of fields) {
      facts.push([words(field) + ", " + ruleLabel(by), victims.get(row, `by_rule.${by}.${field}`)]);
    }
    const total = sum(fields.map((field) => victims.get(row, `by_rule.${by}.${field}`)));
    const loss = victims.get(row, "loss");
    notes.push(total === undefined ? "Under " + ruleLabel(by) + " a part is unknown."
      : "Under " + ruleLabel(by) + " the five parts add up to " + grouped(total) +
        (same(total, loss) ? ", the loss." : "; the loss is " + grouped(loss) + "."));
  }
  if (rule) {
    notes.push("This amount comes from tracing the payments below under " + ruleLabel(rule) +
      "; recompute it with bayon verify.");
  }
  return {
    title: victims.get(row, "name") || victims.get(row, "victim"),
    kind: rule ? words(other) + ", " + ruleLabel(rule) : "Victim",
    total: rule ? victims.get(row, `by_rule.${rule}.${other}`)
      : victims.get(row, one === "payments" || one === "not_found" ? one : "loss"),
    asset: one === "payments" ? "payments" : asset, facts, notes,
    lists: [...(rule ? [restList(row, rule, other)] : []),
      reportList("Reports of this victim", reports)].filter(Boolean),
  };
};

explainers.r = ([row]) => {
  row = Number(row);
  const reports = data.reports, flow = reports.get(row, "flow.to");
  const facts = factsOf(reports, row, [["victim", "Victim"], ["name", "Name"], ["when", "When"],
    ["to", "To, as reported"], ["match", "Found in the ledger"], ["why", "Why"],
    ["flow.at", "Flow at"], ["flow.reference", "Reference"]]);
  for (const end of ["from", "to"]) {
    const name = reports.get(row, "flow." + end);
    if (name) facts.push(["Flow " + end, { account: data.accountRow.get(name), name }]);
  }
  return {
    title: reports.get(row, "report"), kind: "Report of a victim",
    total: reports.get(row, "amount"), asset: reports.get(row, "asset"), facts,
    notes: !flow && reports.get(row, "match") === "none" ? ["No flow was found for this report, so " +
      "its money was not followed."] : [],
    records: reports.get(row, "evidence"),
  };
};

function picture(rule, asset) { return ((data.rest.money || {})[rule] || {})[asset] || {}; }

explainers.l = ([rule, asset, row]) => {
  const link = (picture(rule, asset).links || [])[Number(row)] || {};
  const edges = [];
  for (let edge = 0; edge < data.edges.rows; edge++) {
    const [from, to] = edgeStages(edge);
    if (data.edges.get(edge, "asset") === asset && from === link.from_stage && to === link.to_stage &&
        units(data.edges.get(edge, "amount." + rule)) !== 0n) {
      edges.push(edge);
    }
  }
  return {
    title: stageLabel(link.from_stage) + " \u2192 " + stageLabel(link.to_stage),
    kind: "Between stages, " + ruleLabel(rule), total: link.amount, asset,
    facts: [["Flows", link.flows], ["Pairs of accounts", edges.length]],
    lists: [edgeList("Sum of", edges, rule, undefined, true)],
  };
};

explainers.n = ([rule, asset, row, field]) => {
  const links = picture(rule, asset).links || [];
  const node = (picture(rule, asset).nodes || [])[Number(row)] || {};
  const into = links.filter((link) => link.to_stage === node.stage);
  const pays = !node.amount && into.length === 0;  // the first stage is told by what it paid
  const paid = () => node.sent || sum(links.filter((link) => link.from_stage === node.stage)
    .map((link) => link.amount));
  const total = node.amount || (pays ? paid() : node.received);
  const accounts = data.accounts.where((one) => stageKey(one) === node.stage &&
    data.accounts.get(one, "asset") === asset);
  const column = (field === "held" ? "held." : pays ? "sent." : "received.") + rule;
  const linkList = (rows, title) => ({ title, rows: rows.map((link) => links.indexOf(link)),
    at: (at) => ({ label: stageLabel(links[at].from_stage) + " \u2192 " + stageLabel(links[at].to_stage),
      key: ["l", rule, asset, at].join(":"), amount: links[at].amount, asset }) });
  return {
    title: stageLabel(node.stage), kind: "Stage, " + ruleLabel(rule),
    total: field === "accounts" ? node.accounts : field === "held" ? node.held : total,
    asset: field === "accounts" ? "accounts" : asset,
    facts: [["Accounts", node.accounts], [pays ? "Paid" : "Arrived", total], ["Still held", node.held]],
    lists: [...(field === "amount" ? [linkList(links.filter((link) => link.to_stage === node.stage &&
      link.from_stage !== node.stage), "Came from"), linkList(links.filter((link) =>
      link.from_stage === node.stage), "Went to")] : []),
    accountList(field === "held" ? "Held by" : "Accounts", accounts, column, field === "held")],
  };
};

/** A row of the tables of money at rest: what can be frozen, and where tracing ends. */
function restingRow(table, kind, row, field) {
  const name = table.get(row, "account"), account = data.accountRow.get(name);
  const rule = data.rules.includes(field) ? field : chosenRule();
  const ends = table === data.stops;
  return {
    title: name, id: true, kind: kind + (data.rules.includes(field) ? ", " + ruleLabel(rule) : ""),
    total: field === "victims" ? table.get(row, "victims") : table.get(row, rule),
    asset: field === "victims" ? "victims" : table.get(row, "asset"),
    facts: [["Account", { account, name }], ["Part", partLabel(table.get(row, "part"))],
      ["Holder", (table.get(row, "holders") || []).join(", ") || "unknown"],
      ["Institution", table.get(row, "institution") || "unknown"],
      ["Seen in", (table.get(row, "seen_in") || []).join(", ")],
      ...factsOf(table, row, [["category", "Category"],
        ["listed", "Listed"], ["victims", "Victims"], ["since", "Since"], ["min", "Lowest"],
        ["max", "Highest"], ["why", ends ? "Why" : "Numbers"]])],
    notes: [ends ? "What arrived here is not followed further."
      : "What is left is what came in less what went on, under " + ruleLabel(rule) + "."],
    lists: account === undefined ? [] : [
      edgeList("Came from (" + ruleLabel(rule) + ")", data.in.get(account) || [], rule, "from"),
      edgeList("Went to (" + ruleLabel(rule) + ")", data.out.get(account) || [], rule, "to"),
      flowList("Flows in, one by one", flowsOfAll(data.in.get(account) || [], rule, "arrived"), rule,
        "arrived", table.get(row, "asset"), ends && table.get(row, field) === table.get(row, rule)),
      flowList("Flows out, one by one, fees included", flowsOfAll(data.out.get(account) || [], rule, "sent"),
        rule, "sent", table.get(row, "asset"))],
    records: table.get(row, "evidence"),
  };
}
explainers.f = ([row, field]) => restingRow(data.freeze, "To freeze", Number(row), field);
explainers.b = ([row, field]) => restingRow(data.kept, "With a recipient", Number(row), field);
explainers.t = ([row, field]) => restingRow(data.stops, "Tracing ends", Number(row), field);
