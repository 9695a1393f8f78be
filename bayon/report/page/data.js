// What does the answer hold? Unpacks the data once and finds its rows.

/** A table by column: {"s": indexes into strings}, {"e": evidence}, {"v": values}. */
class Table {
  constructor(raw, strings) {
    this.rows = raw ? raw.rows : 0;
    this.columns = raw ? raw.columns : {};
    this.strings = strings;
  }
  /** A cell; undefined where the answer says nothing. */
  get(row, key) {
    const column = this.columns[key];
    if (!column) return undefined;
    if (column.s) return column.s[row] < 0 ? undefined : this.strings[column.s[row]];
    const value = (column.v || column.e)[row];
    return value === null ? undefined : value;
  }
  all() { return Array.from({ length: this.rows }, (_, row) => row); }
  where(fits) { return this.all().filter(fits); }
}

const data = { rules: [], assets: [], rest: {}, sources: [] };

async function unpack() {
  const text = atob(document.getElementById("data").textContent.trim());
  const packed = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  let bytes;
  if (typeof DecompressionStream === "function") {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    bytes = await new Response(stream).arrayBuffer();
  } else {
    bytes = inflate(packed);
  }
  const raw = JSON.parse(new TextDecoder().decode(bytes));
  Object.assign(data, { rules: raw.rules, assets: raw.assets, rest: raw.rest, sources: raw.sources });
  for (const name of ["accounts", "edges", "victims", "reports", "timeline", "freeze", "stops", "kept"]) {
    data[name] = new Table(raw.tables[name], raw.strings);
  }
  index();
}

/** Which row is this account, and which edges begin and end at it? */
function index() {
  data.accountRow = new Map();
  for (let row = 0; row < data.accounts.rows; row++) {
    const key = data.accounts.get(row, "account");
    if (!data.accountRow.has(key)) data.accountRow.set(key, row);
  }
  const count = data.edges.rows;
  data.from = new Int32Array(count);
  data.to = new Int32Array(count);
  data.out = new Map();
  data.in = new Map();
  const add = (map, account, edge) => {
    if (map.has(account)) map.get(account).push(edge); else map.set(account, [edge]);
  };
  for (let edge = 0; edge < count; edge++) {
    const from = data.accountRow.get(data.edges.get(edge, "from"));
    const to = data.accountRow.get(data.edges.get(edge, "to"));
    data.from[edge] = from === undefined ? -1 : from;
    data.to[edge] = to === undefined ? -1 : to;
    add(data.out, data.from[edge], edge);
    add(data.in, data.to[edge], edge);
  }
}

/**
 * The flows of an edge, each read from its text: when, what was paid, what of it arrived and was
 * burnt under each rule, and the records that show it. The answer's record_fields says the order.
 */
function flowsOf(edge) {
  const fields = data.rest.record_fields || [];
  return (data.edges.get(edge, "records") || []).map((text, at) => {
    const cells = text.split(" "), flow = { edge, at, arrived: {}, burnt: {}, sent: {}, records: [] };
    fields.forEach((field, place) => {
      const cell = cells[place] || "";
      if (field === "at" || field === "paid") { flow[field === "at" ? "when" : field] = cell; return; }
      if (field === "file:record") {
        flow.records = cell.split(",").map((one) => one.split(":").map(Number));
        return;
      }
      const [arrived, burnt] = cell.split("+");
      flow.arrived[field] = arrived;
      flow.burnt[field] = burnt || "0";
      flow.sent[field] = burnt ? sum([arrived, burnt]) : arrived;
    });
    return flow;
  });
}
function recordName([file, record]) {
  const of = (data.rest.record_files || [])[file] || {};
  return (of.file || "unknown file") + ", record " + record;
}

function stages() { return data.rest.stages || []; }
function stageKey(account) {
  const stage = account < 0 ? undefined : data.accounts.get(account, "stage");
  return stage === undefined ? undefined : stages()[stage].key;
}
/** Where an edge begins and ends; what a victim gets back is a stage of its own. */
function edgeStages(edge) {
  const to = stageKey(data.to[edge]);
  const back = data.returnedStage === undefined
    ? data.returnedStage = stages().some((one) => one.key === "returned") : data.returnedStage;
  return [stageKey(data.from[edge]), to === "victim" && back ? "returned" : to];
}
function stageLabel(key) {
  const stage = stages().find((one) => one.key === key);
  return stage && stage.label ? stage.label : String(key).replaceAll("_", " ");
}
function partLabel(part) {
  const found = ((data.rest.parts || {}).by_part || []).find((one) => one.part === part);
  return found && found.label ? found.label : String(part || "unknown").replaceAll("_", " ");
}
function partMeaning(part) {
  const found = ((data.rest.parts || {}).by_part || []).find((one) => one.part === part);
  return found && found.meaning;
}
function ruleLabel(rule) {
  return rule === "fifo" ? "FIFO" : rule.charAt(0).toUpperCase() + rule.slice(1).replaceAll("_", " ");
}

// Amounts are exact: units of 10^-18 as whole numbers.
const PLACES = 18;
function units(text) {
  if (typeof text === "number") text = String(text);
  if (typeof text !== "string" || !/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const [whole, part = ""] = text.split(".");
  return BigInt(whole + part.slice(0, PLACES).padEnd(PLACES, "0"));
}
/** The exact sum as text with as many places as the finest summand; undefined if one is unknown. */
function sum(texts) {
  let total = 0n, places = 0;
  for (const text of texts) {
    const one = units(text);
    if (one === undefined) return undefined;
    total += one;
    const point = String(text).indexOf(".");
    if (point >= 0) places = Math.max(places, String(text).length - point - 1);
  }
  const digits = (total < 0n ? -total : total).toString().padStart(PLACES + 1, "0");
  const whole = digits.slice(0, -PLACES), part = digits.slice(-PLACES).slice(0, places);
  return (total < 0n ? "-" : "") + whole + (places ? "." + part : "");
}
function same(a, b) {
  const one = units(a), other = units(b);
  return one !== undefined && one === other;
}
/** Largest first; unknown amounts last. */
function byAmount(rows, amount) {
  const keyed = rows.map((row) => [row, units(amount(row))]);
  keyed.sort((a, b) => {
    if (a[1] === b[1]) return a[0] - b[0];
    if (a[1] === undefined) return 1;
    if (b[1] === undefined) return -1;
    return a[1] < b[1] ? 1 : -1;
  });
  return keyed.map((one) => one[0]);
}
