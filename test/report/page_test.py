"""Does the report page do in a real browser what it promises?

usage: page_test.py REPORT_TESTS OUT_FOLDER

Lets REPORT_TESTS write its sample pages into OUT_FOLDER, opens them from disk in Chromium without a network,
and compares what the page shows with the answer beside it. Screenshots and a print stay in OUT_FOLDER.
Ends with 77, which skips the test, where there is no Chromium or no Playwright.
"""
import decimal
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import unittest

CHROMIUM = "/usr/bin/chromium"
# Opens what a number leads to, as a click on it does.
OPEN = """(key) => {
  const probe = document.createElement('button');
  probe.dataset.e = key;
  document.body.append(probe);
  probe.click();
  probe.remove();
}"""
ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = pathlib.Path()


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


try:
    from playwright.sync_api import sync_playwright
except ImportError:
    own = os.environ.get("BAYON_VENV_PYTHON", str(ROOT / "build/venv/bin/python"))
    if pathlib.Path(own).exists() and os.environ.get("BAYON_PAGE_TEST") != "again":
        os.environ["BAYON_PAGE_TEST"] = "again"
        os.execv(own, [own, "-B", *sys.argv])
    skip("no Playwright; ./dev setup installs it")


def number(text):
    return decimal.Decimal(re.match(r"-?[\d,]+(\.\d+)?", text.strip()).group().replace(",", ""))


class Page:
    """One page in a browser of its own, and everything that went wrong in it."""

    def __init__(self, browser, name, width=1280, **options):
        self.answer = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
        self.faults, self.requests = [], []
        self.context = browser.new_context(viewport={"width": width, "height": 800}, offline=True,
                                           reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.page.on("console", lambda said: said.type in ("error", "warning") and
                     self.faults.append(said.text))
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("request", lambda asked: self.requests.append(asked.url))

    def open(self, name):
        started = time.monotonic()
        self.page.goto((PAGES / f"{name}.html").as_uri())
        self.page.wait_for_selector("html[data-ready=true]", state="attached")
        return time.monotonic() - started

    def panel(self, selector):
        self.page.locator(selector).first.click()
        self.page.wait_for_selector("#panel:not([hidden])")
        return self.page.locator("#panel")

    def choose(self, name, value):
        self.page.locator(f"input[name={name}][value='{value}'] + span").click()


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.driver = sync_playwright().start()
        cls.browser = cls.driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.driver.stop()

    def opened(self, name, width=1280, **options):
        page = Page(self.browser, name, width, **options)
        self.addCleanup(page.context.close)
        page.seconds = page.open(name)
        return page

    def well(self, page):
        self.assertEqual(page.faults, [])
        self.assertTrue(all(url.startswith("file://") for url in page.requests), page.requests)

    def test_numbers_are_those_of_the_answer(self):
        page = self.opened("small")
        summary = page.answer["summary"]
        for key in ("victims", "reports", "accounts_followed", "flows_followed", "listed_accounts"):
            shown = page.page.locator(f"dl.key [data-e='s:{key}']").first.inner_text()
            self.assertEqual(number(shown), summary[key], key)
        for loss in summary["losses"]:
            shown = page.page.locator(f"dl.key [data-e='s:loss:{loss['asset']}']").first.inner_text()
            self.assertEqual(number(shown), decimal.Decimal(loss["amount"]))
        for row, victim in enumerate(page.answer["victims"]):
            for rule in ("fifo", "haircut"):
                for field in ("held", "stopped", "returned", "fees", "dust"):
                    shown = page.page.locator(f"[data-e='v:{row}:{rule}:{field}']").text_content()
                    self.assertEqual(number(shown), decimal.Decimal(victim["by_rule"][rule][field]))
        for row, freeze in enumerate(page.answer["freeze"]):
            shown = page.page.locator(f"#freeze-table [data-e='f:{row}:fifo']").text_content()
            self.assertEqual(number(shown), decimal.Decimal(freeze["fifo"]))
        self.well(page)

    def test_a_sum_leads_to_its_records(self):
        page = self.opened("small")
        panel = page.panel("dl.key [data-e='s:loss:USDT']")
        self.assertEqual(panel.locator("[data-adds]").first.get_attribute("data-adds"), "true")
        panel.locator("ul.parts button").first.click()  # a victim
        self.assertEqual(panel.locator(".total").count(), 1)
        panel.locator("ul.parts button").first.click()  # one of the victim's reports
        record = panel.locator("ul.records li").first.inner_text()
        self.assertRegex(record, r"police_reports, version 2025-09, reports\.csv, record \d+")
        self.assertRegex(record, r"SHA-256 [0-9a-f]{64}")
        panel.get_by_role("button", name="Back").click()
        panel.get_by_role("button", name="Back").click()
        self.assertIn("Lost, USDT", panel.locator("h2").inner_text())
        page.page.keyboard.press("Escape")
        self.assertTrue(panel.is_hidden())
        focused = page.page.evaluate("document.activeElement.dataset.e")
        self.assertEqual(focused, "s:loss:USDT")
        self.well(page)

    def test_every_flow_of_an_edge_is_there_and_they_add_up(self):
        page = self.opened("small")
        edges = page.answer["edges"]
        row = next(at for at, edge in enumerate(edges) if edge["flows"] == 3)
        edge = edges[row]
        for rule_at, rule in enumerate(page.answer["record_fields"][2:4]):
            page.choose("rule", rule_at)
            page.page.evaluate(OPEN, f"e:{row}")
            panel = page.page.locator("#panel")
            self.assertEqual(number(panel.locator(".total").inner_text()),
                             decimal.Decimal(edge["amount"][rule]))
            lines = panel.locator("ul.parts li")
            self.assertEqual(lines.count(), 3)
            parts = [number(line.locator(":scope > :last-child").inner_text()) for line in lines.all()]
            self.assertEqual(sum(parts), decimal.Decimal(edge["amount"][rule]))
            self.assertEqual(panel.locator("[data-adds]").first.get_attribute("data-adds"), "true")
            named = page.answer["record_files"]
            for line, text in zip(lines.all(), edge["records"]):
                for one in text.split(" ")[-1].split(","):
                    file, record = map(int, one.split(":"))
                    self.assertIn(f"{named[file]['file']}, record {record}", line.inner_text())
            lines.nth(1).locator("button").first.click()  # one flow, shown by two ledgers
            records = panel.locator("ul.records li")
            self.assertEqual(records.count(), 2)
            self.assertRegex(records.nth(1).inner_text(), r"exchange\.csv, record \d+\s+SHA-256 7c0f6f0a")
            page.page.keyboard.press("Escape")
        self.well(page)

    def test_the_flows_of_an_account_add_up(self):
        page = self.opened("small")
        accounts = page.answer["accounts"]
        row = next(at for at, one in enumerate(accounts) if one["part"] == "intermediary")
        for field in ("received", "sent"):
            for rule in ("fifo", "haircut"):
                page.page.evaluate(OPEN, f"a:{row}:{field}:{rule}")
                panel = page.page.locator("#panel")
                self.assertEqual(number(panel.locator(".total").inner_text()),
                                 decimal.Decimal(accounts[row][field][rule]))
                adds = [one.get_attribute("data-adds") for one in panel.locator("[data-adds]").all()]
                self.assertTrue(adds and set(adds) == {"true"}, (field, rule, adds))
                page.page.keyboard.press("Escape")
        self.well(page)

    def test_every_number_of_the_page_explains_itself(self):
        page = self.opened("small")
        keys = page.page.evaluate("""() => {
          const keys = [...new Set([...document.querySelectorAll('[data-e]')].map((one) => one.dataset.e))];
          const silent = [];
          const opener = document.querySelector('[data-e]');
          for (const key of keys) {
            const probe = document.createElement('button');
            probe.dataset.e = key;
            document.body.append(probe);
            probe.click();
            const panel = document.getElementById('panel');
            const rests = panel.querySelector('.records li, .parts li, dl dd');
            if (!rests || panel.querySelector('h2').textContent.startsWith('Nothing more')) silent.push(key);
            probe.remove();
          }
          return {count: keys.length, silent};
        }""")
        self.assertGreater(keys["count"], 500)
        self.assertEqual(keys["silent"], [])
        self.well(page)

    def test_sums_of_the_pictures_add_up(self):
        page = self.opened("small")
        for rule, by_asset in page.answer["money"].items():
            page.choose("rule", list(page.answer["money"]).index(rule))
            for at, asset in enumerate(by_asset):
                page.choose("asset", at)
                for row, link in enumerate(by_asset[asset]["links"]):
                    page.page.evaluate("""(key) => document.querySelector(`.sankey [data-e="${key}"]`)
                        .dispatchEvent(new MouseEvent('click', {bubbles: true}))""",
                                       f"l:{rule}:{asset}:{row}")
                    panel = page.page.locator("#panel")
                    self.assertEqual(number(panel.locator(".total").inner_text()),
                                     decimal.Decimal(link["amount"]))
                    self.assertEqual(panel.locator("[data-adds]").first.get_attribute("data-adds"),
                                     "true", f"{rule} {asset} {link}")
                page.page.keyboard.press("Escape")
        self.well(page)

    def test_the_rule_can_be_switched(self):
        page = self.opened("small")
        shown = lambda: [one.inner_text() for one in page.page.locator("figure.r figcaption").all()
                         if one.is_visible()]
        self.assertEqual(shown(), ["USDT by stage, FIFO"])
        page.choose("rule", 1)
        self.assertEqual(shown(), ["USDT by stage, Haircut"])
        page.choose("asset", 1)
        self.assertEqual(shown(), ["USD by stage, Haircut"])
        page.choose("rule", "all")
        self.assertEqual(shown(), ["USD by stage, FIFO", "USD by stage, Haircut"])
        self.well(page)

    def test_a_group_opens_into_accounts(self):
        page = self.opened("large")
        boxes = page.page.locator("#net [data-account]")
        before = boxes.count()
        group = page.page.locator("#net [data-open=layers]").first
        group.focus()
        page.page.keyboard.press("Enter")
        self.assertEqual(boxes.count(), before + 8)
        self.assertIn("others", page.page.locator("#net [data-open=layers]").first.text_content())
        panel = page.panel("#net [data-account]")
        self.assertIn("Received", panel.inner_text().replace("received", "Received"))
        page.page.keyboard.press("Escape")
        page.page.locator("#network").screenshot(path=PAGES / "network_open.png")
        page.page.locator("#net [data-close=layers]").click()
        self.assertEqual(boxes.count(), before)
        self.well(page)

    def test_large_tables_are_searched_sorted_and_turned(self):
        page = self.opened("large")
        print(f"the large page is interactive after {page.seconds:.2f} s")
        rows = page.page.locator("#losses-table tbody tr:visible")
        self.assertEqual(rows.count(), 20)
        page.page.get_by_label("Search Loss of each victim and where it is").fill("victim-0400")
        self.assertEqual(rows.count(), 1)
        page.page.get_by_label("Search Loss of each victim and where it is").fill("")
        page.page.locator("#losses-table thead button", has_text="Lost").click()
        losses = [number(row.locator("td").nth(1).inner_text()) for row in rows.all()]
        self.assertEqual(losses, sorted(losses, reverse=True))
        self.assertEqual(losses[0], max(decimal.Decimal(victim["loss"])
                                        for victim in page.answer["victims"]))
        page.page.get_by_role("button", name="Later rows of Loss of each victim").click()
        self.assertEqual(rows.count(), 20)
        page.page.evaluate("scrollTo(0, 0)")
        page.page.screenshot(path=PAGES / "large_1280.png", full_page=True)
        self.well(page)

    def test_hostile_names_do_nothing(self):
        page = self.opened("hostile")
        for at in range(0, 40, 3):
            page.page.evaluate("(at) => document.querySelectorAll('[data-e]')[at].dispatchEvent("
                               "new MouseEvent('click', {bubbles: true}))", at)
        self.assertTrue(page.page.evaluate("window.hurt === undefined"))
        self.assertEqual(page.page.locator("img").count(), 0)
        self.assertNotRegex(page.page.locator("body").inner_text(), "[\u202a-\u202e\u2066-\u2069]")
        self.well(page)

    def test_everything_has_an_accessible_name(self):
        page = self.opened("small")
        nodes = page.context.new_cdp_session(page.page).send("Accessibility.getFullAXTree")["nodes"]
        roles, nameless = {}, []
        for node in nodes:
            if node.get("ignored"):
                continue
            role = node.get("role", {}).get("value")
            roles[role] = roles.get(role, 0) + 1
            if role in ("button", "link", "radio", "searchbox", "combobox", "table", "region", "dialog",
                        "navigation") and not node.get("name", {}).get("value"):
                nameless.append((role, node.get("backendDOMNodeId")))
        self.assertEqual(nameless, [])
        self.assertEqual(page.page.locator("svg:not([aria-label])").count(), 0)
        for role in ("main", "navigation", "banner", "contentinfo", "heading", "table", "columnheader",
                     "rowheader", "radio"):
            self.assertGreater(roles.get(role, 0), 0, role)
        levels = page.page.eval_on_selector_all("h1, h2, h3", "all => all.map((one) => +one.tagName[1])")
        self.assertEqual(levels[0], 1)
        self.assertEqual(levels.count(1), 1)
        self.assertTrue(all(after - before <= 1 for before, after in zip(levels, levels[1:])))
        self.well(page)

    def test_a_narrow_window_does_not_scroll_sideways(self):
        page = self.opened("small", width=390)
        self.assertLessEqual(page.page.evaluate("document.documentElement.scrollWidth"), 390)
        page.page.screenshot(path=PAGES / "small_390.png", full_page=True)
        page.panel("dl.key [data-e='s:victims']")
        self.assertLessEqual(page.page.evaluate("document.documentElement.scrollWidth"), 390)
        page.page.screenshot(path=PAGES / "panel_390.png")
        self.well(page)

    def test_it_reads_without_script(self):
        page = Page(self.browser, "small", java_script_enabled=False)
        self.addCleanup(page.context.close)
        page.page.goto((PAGES / "small.html").as_uri())
        text = page.page.locator("main").inner_text()
        for victim in page.answer["victims"]:
            self.assertIn(victim["name"], text)
        self.assertEqual(page.page.locator("svg.sankey:visible").count(), 4)
        self.assertEqual(page.page.locator("#choose:visible").count(), 0)

    def test_it_unpacks_without_the_browsers_help(self):
        page = Page(self.browser, "large")
        self.addCleanup(page.context.close)
        page.page.add_init_script("delete window.DecompressionStream")
        page.open("large")
        panel = page.panel("dl.key [data-e='s:loss:USDT']")
        self.assertEqual(panel.locator("[data-adds]").first.get_attribute("data-adds"), "true")
        self.well(page)

    def test_it_prints(self):
        page = self.opened("small")
        page.page.pdf(path=PAGES / "small.pdf", prefer_css_page_size=True)
        pdf = (PAGES / "small.pdf").read_bytes()
        self.assertTrue(pdf.startswith(b"%PDF"))
        self.assertGreater(pdf.count(b"/Type /Page\n"), 3)
        self.well(page)


def main(arguments):
    global PAGES
    if len(arguments) < 2:
        sys.exit(__doc__)
    if not pathlib.Path(CHROMIUM).exists():
        skip(f"no {CHROMIUM}")
    PAGES = pathlib.Path(arguments[1]).resolve()
    made = subprocess.run([arguments[0], "--gtest_filter=SamplePages.*"], check=False,
                          env={**os.environ, "BAYON_PAGES": str(PAGES)}, stdout=subprocess.PIPE)
    if made.returncode != 0:
        sys.exit(made.stdout.decode())
    unittest.main(argv=[sys.argv[0], *arguments[2:]], verbosity=2)


if __name__ == "__main__":
    main(sys.argv[1:])
