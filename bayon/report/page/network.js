// Who paid whom? Stages as columns, groups as boxes; a group opens into its largest accounts.

const net = { open: new Map(), lit: -1, lines: [], place: null };
const BOX = { width: 96, height: 36, gap: 10, head: 40, pitch: 132 };
const STEP = 8, LABELS = 26;  // a group of so many accounts or fewer is open from the start

/**
 * Stages with their boxes for the chosen asset: a closed stage is one box, an open one has its
 * largest accounts. Stages that the answer puts in one column stand above each other.
 */
function netStages(asset, rule) {
  const members = new Map();
  for (let row = 0; row < data.accounts.rows; row++) {
    if (data.accounts.get(row, "asset") !== asset) continue;
    const stage = stageKey(row) === undefined ? "unplaced" : stageKey(row);
    if (members.has(stage)) members.get(stage).push(row); else members.set(stage, [row]);
  }
  const order = [...stages().map((stage) => stage.key), "unplaced"].filter((key) => members.has(key));
  return order.map((stage, at) => {
    const field = at === 0 ? "sent." : "received.";
    const rows = byAmount(members.get(stage), (row) => data.accounts.get(row, field + rule));
    const asked = net.open.get(stage);
    const many = asked === undefined ? (rows.length <= STEP ? rows.length : 0) : Math.min(asked, rows.length);
    const boxes = rows.slice(0, many).map((row) => ({ rows: [row] }));
    const others = rows.slice(many);
    if (others.length === 1 && many > 0) boxes.push({ rows: others });
    else if (others.length > 0) boxes.push({ rows: others, group: true });
    const made = { key: stage, boxes, count: rows.length, opened: many > 0 };
    for (const box of boxes) {
      box.stage = made;
      box.total = sum(box.rows.map((row) => data.accounts.get(row, field + rule) || "0"));
      box.held = sum(box.rows.map((row) => data.accounts.get(row, "held." + rule) || "0"));
    }
    const told = stages().find((one) => one.key === stage);
    made.place = stage.startsWith("stop") && told ? "stop" : stage;
    return made;
  });
}

/** Columns of stages, left to right; the places of all boxes. */
function netPlaces(all) {
  const columns = new Map();
  for (const stage of all) {
    if (columns.has(stage.place)) columns.get(stage.place).push(stage); else columns.set(stage.place, [stage]);
  }
  const tall = (column) => column.reduce((sum, stage) => sum + BOX.head +
    stage.boxes.length * (BOX.height + BOX.gap), 0);
  const tallest = Math.max(0, ...[...columns.values()].map(tall));
  const pitch = Math.max(BOX.pitch, columns.size > 1 ? (1010 - BOX.width) / (columns.size - 1) : 0);
  const at = new Map();
  [...columns.values()].forEach((column, place) => {
    let y = (tallest - tall(column)) / 2;
    for (const stage of column) {
      y += BOX.head;
      stage.x = 2 + place * pitch;
      stage.top = y;
      for (const box of stage.boxes) {
        box.column = place;
        at.set(box, { x: stage.x, y });
        y += BOX.height + BOX.gap;
      }
    }
  });
  return { at, width: Math.max(0, columns.size - 1) * pitch + BOX.width + 30, height: tallest + 46 };
}

/** Edges between boxes, summed. */
function netLines(all, asset, rule) {
  const boxOf = new Map();
  for (const stage of all) {
    for (const box of stage.boxes) box.rows.forEach((row) => boxOf.set(row, box));
  }
  const lines = new Map();
  for (let edge = 0; edge < data.edges.rows; edge++) {
    if (data.edges.get(edge, "asset") !== asset) continue;
    if (units(data.edges.get(edge, "amount." + rule)) === 0n) continue;
    const from = boxOf.get(data.from[edge]), to = boxOf.get(data.to[edge]);
    if (!from || !to || from === to) continue;
    let ends = lines.get(from);
    if (!ends) lines.set(from, ends = new Map());
    let line = ends.get(to);
    if (!line) ends.set(to, line = { from, to, edges: [] });
    line.edges.push(edge);
  }
  const out = [];
  for (const ends of lines.values()) out.push(...ends.values());
  for (const line of out) {
    line.amount = sum(line.edges.map((edge) => data.edges.get(edge, "amount." + rule) || "0"));
    line.size = Number(line.amount);
  }
  return out.sort((a, b) => b.size - a.size);
}

function boxName(box) {
  if (!box.group) return String(data.accounts.get(box.rows[0], "account"));
  return grouped(box.rows.length) + (box.rows.length === box.stage.count ? " accounts" : " others");
}

function netPath(line, at) {
  const from = at.get(line.from), to = at.get(line.to), half = BOX.height / 2;
  if (line.from.column < line.to.column) {
    const x = from.x + BOX.width, y = from.y + half, x2 = to.x, y2 = to.y + half, bend = (x + x2) / 2;
    // Where a label may stand: along the curve, first at its middle; above a straight line first.
    const places = [0.5, 0.66, 0.34, 0.8, 0.2].map((t) => {
      const s = 1 - t, far = t * t * t + 3 * t * t * s;
      return { x: s * s * s * x + 3 * s * t * bend + t * t * t * x2, y: y + (y2 - y) * far };
    });
    if (Math.abs(y - y2) < 9) places.unshift({ x: bend, y: (y + y2) / 2 - 13 }, { x: bend, y: (y + y2) / 2 + 14 });
    return { d: `M${x} ${y}C${bend} ${y} ${bend} ${y2} ${x2} ${y2}`, places };
  }
  if (line.from.column === line.to.column) {
    const x = from.x + BOX.width, y = from.y + half, y2 = to.y + half;  // within a stage
    return { d: `M${x} ${y}C${x + 26} ${y} ${x + 26} ${y2} ${x} ${y2}`, places: [{ x: x + 20, y: (y + y2) / 2 }], back: true };
  }
  const x = from.x + BOX.width / 2, y = from.y + BOX.height, x2 = to.x + BOX.width / 2, y2 = to.y + BOX.height;
  const low = Math.max(y, y2) + 34;
  return { d: `M${x} ${y}C${x} ${low} ${x2} ${low} ${x2} ${y2}`, places: [{ x: (x + x2) / 2, y: low - 9 }], back: true };
}

/** The first of the places at which the label covers nothing; none where all are taken. */
function netLabel(text, places, taken) {
  const wide = text.length * 6 + 4;
  for (const { x, y } of places) {
    const spot = { left: x - wide / 2, right: x + wide / 2, top: y - 7, bottom: y + 7 };
    if (taken.some((one) => one.left < spot.right && spot.left < one.right && one.top < spot.bottom &&
        spot.top < one.bottom)) continue;
    taken.push(spot);
    return svg("text", { class: "sum", x, y: y + 4, "text-anchor": "middle" }, text);
  }
  return undefined;
}

function drawBox(box, spot) {
  const name = boxName(box), held = units(box.held || "0") > 0n;
  const label = (box.group ? "Open " + stageLabel(box.stage.key) + ", " : "Account ") + name + ", " +
    grouped(box.total) + " " + chosenAsset() + (held ? ", holds " + grouped(box.held) : "");
  const made = svg("g", { class: "box" + (box.group ? " group" : "") + (held ? " holds" : "") +
    (box.rows.includes(net.lit) ? " lit" : ""), role: "button", tabindex: "0", "aria-label": label,
  transform: `translate(${spot.x} ${spot.y})` });
  if (box.group) made.dataset.open = box.stage.key; else made.dataset.account = box.rows[0];
  made.append(svg("title", {}, label),
    svg("rect", { width: BOX.width, height: BOX.height, rx: 3 }),
    svg("text", { class: box.group ? "" : "who", x: 6, y: 15 }, shortened(name, box.group ? 16 : 12)),
    svg("text", { class: "amount", x: 7, y: 29 }, brief(box.total) + (box.group ? "  \u25b8 open" : "")));
  return made;
}

function twoLines(text) {
  const cut = text.length > 17 ? text.lastIndexOf(" ", 17) : -1;
  return cut > 1 ? [text.slice(0, cut), shortened(text.slice(cut + 1), 19)] : [shortened(text, 19)];
}

function drawHead(stage) {
  const head = svg("text", { class: "what", x: stage.x, y: stage.top - 10 });
  const label = twoLines((stage.opened ? "\u25be " : "") + stageLabel(stage.key));
  label.forEach((text, line) => head.append(svg("tspan", { x: stage.x,
    dy: line === 0 ? (label.length - 1) * -13 : 13 }, text)));
  return !stage.opened ? head : svg("g", { role: "button", tabindex: "0", "data-close": stage.key,
    "aria-label": "Close " + stageLabel(stage.key) }, head);
}

function drawNet() {
  const rule = chosenRule(), asset = chosenAsset();
  const all = netStages(asset, rule), { at, width, height } = netPlaces(all);
  net.lines = netLines(all, asset, rule);
  const drawing = svg("svg", { class: "net", viewBox: `0 0 ${width} ${height}`, width, height,
    role: "group", "aria-label": `Network of ${asset} under ${ruleLabel(rule)}; the table below has ` +
      "the lines that are drawn" });
  const most = net.lines.length ? net.lines[0].size : 1, taken = [], labels = [];
  for (const spot of at.values()) {
    taken.push({ left: spot.x, right: spot.x + BOX.width, top: spot.y, bottom: spot.y + BOX.height });
  }
  for (const stage of all) {
    taken.push({ left: stage.x, right: stage.x + 112, top: stage.top - 36, bottom: stage.top - 4 });
  }
  net.lines.slice(0, 1500).forEach((line, row) => {
    const path = netPath(line, at);
    const lit = net.lit >= 0 && (line.from.rows.includes(net.lit) || line.to.rows.includes(net.lit)) &&
      !(line.from.group && line.to.group);
    const text = boxName(line.from) + " to " + boxName(line.to) + ": " +
      grouped(line.amount) + " " + asset;
    drawing.append(svg("path", { class: "edge" + (path.back ? " back" : "") + (lit ? " lit" : ""), d: path.d,
      "stroke-width": path.back ? 2 : (1 + 9 * Math.sqrt(line.size / (most || 1))).toFixed(1),
      "data-e": "x:" + row },
    svg("title", {}, text)));
    if ((row < LABELS || lit) && labels.length < 60) {
      const label = netLabel(brief(line.amount), path.places, taken);
      if (label) { label.dataset.e = "x:" + row; labels.push(label); }
    }
  });
  for (const stage of all) {
    drawing.append(drawHead(stage), ...stage.boxes.map((box) => drawBox(box, at.get(box))));
  }
  drawing.append(...labels);
  drawing.style.minWidth = Math.max(860, width * 0.85) + "px";
  net.place.replaceChildren(
    el("div", { class: "wide draw", role: "region", tabindex: "0", "aria-label": "Network" }, drawing),
    el("p", { class: "note" }, "Boxes with a strong border still hold money. Dashed lines go back to an " +
      "earlier stage. Sums are those of the chosen rule."),
    netTable(asset, rule));
}

function netTable(asset, rule) {
  const rows = net.lines.slice(0, 200).map((line, row) => el("tr", {},
    el("th", { scope: "row" }, stageLabel(line.from.stage.key), ": ", el("bdi", {}, boxName(line.from))),
    el("td", {}, stageLabel(line.to.stage.key), ": ", el("bdi", {}, boxName(line.to))),
    el("td", { class: "num" }, figure(line.edges.length, "x:" + row)),
    el("td", { class: "num" }, figure(line.amount, "x:" + row))));
  return el("details", { class: "alt" }, el("summary", {}, "The lines as a table" +
    (net.lines.length > 200 ? " (200 largest of " + grouped(net.lines.length) + ")" : "")),
  el("div", { class: "wide", role: "region", tabindex: "0", "aria-label": "Lines of the network" },
    el("table", {}, el("caption", {}, asset + " between boxes, " + ruleLabel(rule)),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "From"), el("th", { scope: "col" }, "To"),
        el("th", { scope: "col", class: "num" }, "Pairs of accounts"),
        el("th", { scope: "col", class: "num" }, "Amount"))), el("tbody", {}, ...rows))));
}

explainers.x = ([row]) => {
  const line = net.lines[Number(row)];
  return { title: stageLabel(line.from.stage.key) + " \u2192 " + stageLabel(line.to.stage.key),
    kind: "Line of the network, " + ruleLabel(chosenRule()), total: line.amount, asset: chosenAsset(),
    lists: [edgeList("Sum of", line.edges, chosenRule(), undefined, true)] };
};

/** Opens the next accounts of a group; true when the target was one of the network's boxes. */
function netAct(target) {
  const box = target.closest("[data-open],[data-account],[data-close]");
  if (!box || !net.place.contains(box)) return false;
  const stage = box.dataset.open || box.dataset.close;
  if (box.dataset.close) net.open.set(stage, 0);
  else if (box.dataset.open) net.open.set(stage, (net.open.get(stage) || 0) + STEP);
  else net.lit = Number(box.dataset.account);
  drawNet();
  const again = [...net.place.querySelectorAll("[data-open],[data-account],[data-close]")].find((one) =>
    box.dataset.account !== undefined ? one.dataset.account === box.dataset.account
      : one.dataset.close === stage) || net.place.querySelector(`[data-open]`);
  if (again) again.focus({ preventScroll: true });
  if (box.dataset.account !== undefined) openPanel("a:" + box.dataset.account, again);
  return true;
}
