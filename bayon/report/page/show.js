// How do texts and numbers become parts of the page? Only as text nodes, never as markup.

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}
function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function grouped(number) {
  const text = String(number);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const [whole, part] = text.split(".");
  // Two decimal places and whatever is not zero, as everywhere on the page.
  const places = part === undefined ? "" : "." + part.slice(0, 2) + part.slice(2).replace(/0+$/, "");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + places;
}
function brief(number) {
  const whole = String(number).split(".")[0];
  if (!/^\d+$/.test(whole) || whole.length < 4) return whole;
  // Three digits, rounded; a carry may make them four: 999.9 k is 1.00 M.
  let digits = Number(whole.slice(0, 3)) + (whole[3] >= "5" ? 1 : 0);
  const length = whole.length + (digits === 1000 ? 1 : 0);
  if (digits === 1000) digits = 100;
  const thousands = Math.min(Math.floor((length - 1) / 3), 4);
  const lead = length - thousands * 3;
  const text = String(digits);
  return (lead < 3 ? text.slice(0, lead) + "." + text.slice(lead) : text + "0".repeat(lead - 3)) +
    ["", " k", " M", " bn", " tn"][thousands];
}
/** A long name with its middle left out. */
function shortened(name, most) {
  const letters = Array.from(String(name));
  if (letters.length <= most) return letters.join("");
  const tail = Math.floor((most - 1) / 3);
  return letters.slice(0, most - 1 - tail).join("") + "\u2026" + letters.slice(-tail).join("");
}

/** A number that leads to its evidence. */
function figure(number, key, style) {
  if (number === undefined || number === null || number === "") {
    return el("span", { class: "u" }, "unknown");
  }
  const [whole, part] = grouped(number).split(".");
  return el("button", { type: "button", class: "n" + (style ? " " + style : ""), "data-e": key },
    whole, part === undefined ? undefined : el("span", { class: "f" }, "." + part));
}
function lead(text, key, style) {
  return el("button", { type: "button", class: "n t" + (style ? " " + style : ""), "data-e": key },
    el("bdi", {}, String(text)));
}
function accountLead(row, name) {
  return row < 0 || row === undefined ? el("span", { class: "id" }, el("bdi", {}, String(name)))
    : lead(data.accounts.get(row, "account"), "a:" + row, "id");
}
function counted(count, one, many) { return grouped(count) + " " + (Number(count) === 1 ? one : many); }
/** Names of the vocabulary and of causes as words: "CryptoWallet:publicKey", "wallet.exact". */
function typeWords(name) {
  return String(name || "").replace(/^.*:/, "").replace(/([a-z])([A-Z])/g, "$1 $2").replace(".", ", ")
    .replaceAll("_", " ").toLowerCase();
}
/** Ten-thousandths as a share: 10000 is 1.00. */
function likeness(score) {
  return /^\d{1,5}$/.test(String(score)) ? (Number(score) / 10000).toFixed(4).replace(/0{1,2}$/, "") : score;
}
function words(name) { return String(name === undefined ? "unknown" : name).replaceAll("_", " "); }

// What the reader chose to see.
function chosenRule() {
  const rule = document.documentElement.dataset.rule;
  return data.rules[rule === "all" ? 0 : Number(rule || 0)];
}
function chosenAsset() { return data.assets[Number(document.documentElement.dataset.asset || 0)]; }
