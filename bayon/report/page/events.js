// What happens when the reader acts?

function activate(target) {
  if (net.place && netAct(target)) return true;
  const leads = target.closest("[data-e]");
  if (!leads) return false;
  openPanel(leads.dataset.e, leads);
  return true;
}

function onKey(event) {
  const target = event.target;
  if (event.key === "Escape") { closePanel(); return; }
  if ((event.key === "Enter" || event.key === " ") && target.getAttribute("role") === "button") {
    if (activate(target)) event.preventDefault();
    return;
  }
  // One stop of Tab for a whole time line; arrows move along it.
  if (target.closest && target.closest(".timeline") && target.matches("[data-e]")) {
    const step = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
    const next = step && target[step];
    if (next && next.matches("[data-e]")) {
      target.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
      event.preventDefault();
    }
  }
}

/** Marks in the contents which part is read. */
function followReading() {
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute("aria-current"));
      const link = links.get(entry.target.id);
      if (link) link.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  document.querySelectorAll("section").forEach((section) => seen.observe(section));
}

/** On paper everything that is folded is open. */
function followPrinting() {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((one) => { one.open = false; }));
}

async function start() {
  const page = document.documentElement;
  page.dataset.rule = "0";
  page.dataset.asset = "0";
  await unpack();
  page.classList.add("script");
  document.querySelectorAll("table[data-page]").forEach(enhance);
  const redraw = [];
  const place = document.getElementById("net");
  if (place) { net.place = place; redraw.push(drawNet); }
  const accounts = document.getElementById("accounts");
  if (accounts) redraw.push(accountsTable(accounts));
  document.getElementById("choose").addEventListener("change", (event) => {
    page.dataset[event.target.name] = event.target.value;
    if (event.target.name === "asset") { net.open.clear(); net.lit = -1; }
    redraw.forEach((draw) => draw());
  });
  document.getElementById("choose").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => activate(event.target));
  document.addEventListener("keydown", onKey);
  redraw.forEach((draw) => draw());
  followReading();
  followPrinting();
  page.dataset.ready = "true";
}

start().catch((fault) => {
  // Without the data the page still reads as plain HTML.
  delete document.documentElement.dataset.rule;
  delete document.documentElement.dataset.asset;
  console.error(fault);
});
