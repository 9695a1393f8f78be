"""Does the program load the examples that docs/formats shows to people who prepare files?

Each page's first CSV example is loaded under the page's format; the example of a mapping with a row of its own. Nothing
may be rejected.

Usage: examples.py PROGRAM
"""
import pathlib
import re
import subprocess
import sys
import tempfile

FORMATS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "formats"
LIST = ["--version", "2025-03-12", "--rejects-max", "0"]


def example(page, language):
    return re.search(rf"^```{language}\n(.*?)^```", (FORMATS / page).read_text(encoding="utf-8"),
                     re.DOTALL | re.MULTILINE).group(1)


def loads(folder):
    """(what, arguments of `bayon load`) for each example, its files written to `folder`."""
    for name in ("orders", "victim_reports", "wallet_list"):
        file = folder / f"{name}.csv"
        file.write_text(example(f"{name}.md", "csv"), encoding="utf-8")
        yield name, ["--format", name, "--dataset", name, *LIST, str(file)]
    text = folder / "sanctioned_addresses_XBT.txt"
    text.write_text(example("wallet_list.md", ""), encoding="utf-8")
    yield "wallet_list, text", ["--format", "wallet_list", "--dataset", "wallets", *LIST, str(text)]
    mapping, ledger = folder / "mapping.toml", folder / "ledger.csv"
    mapping.write_text(example("ledger_mapping.md", "toml"), encoding="utf-8")
    ledger.write_text("Payer IBAN;Payee IBAN;Amount;Booked at\nEXAMPLE-1;EXAMPLE-2;10.50;2025-03-01T09:00:00Z\n",
                      encoding="utf-8")
    yield "ledger_mapping", ["--format", "ledger_csv", "--dataset", "ledger", "--mapping", str(mapping),
                             "--rejects-max", "0", str(ledger)]


def main(program):
    ended = 0
    with tempfile.TemporaryDirectory() as place:
        case = pathlib.Path(place, "case")
        subprocess.run([program, "init", str(case)], check=True, stdout=subprocess.DEVNULL)
        for what, arguments in loads(pathlib.Path(place)):
            done = subprocess.run([program, "load", str(case), *arguments], text=True, check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if done.returncode != 0 or ", 0 rejected" not in done.stdout:
                print(f"{what}: exit code {done.returncode}\n{done.stdout}")
                ended = 1
    return ended


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
