#!/usr/bin/env python3
"""Do the answers of the program have the shapes that docs/schemas promises, by a validator that is not ours?

Usage: schemas.py PROGRAM

Asks every verb of a small case, validates each answer and each error with the package jsonschema, and checks
that the schemas would notice: an answer without one of its fields, or with a misspelt one, must be refused.
Exit code 77: the package is not there.
"""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "schemas"
# Objects that hold what another verb, a newer build or the reader's own question put there.
OPEN = {"investigate", "verify", "generate"}

LEDGER = """booking_time,debtor_account,creditor_account,amount,currency,uetr
2025-03-01T09:00:00Z,BANKA-00000001,BANKA-00000200,1000.00,USD,11111111-0000-4000-8000-000000000001
2025-03-01T10:00:00Z,BANKA-00000002,BANKA-00000200,300.00,USD,11111111-0000-4000-8000-000000000003
2025-03-02T09:00:00Z,BANKA-00000200,BANKA-00000900,700.00,USD,11111111-0000-4000-8000-000000000002
"""
REPORTS = """victim_id,victim_name,paid_at,amount,asset,own_account,to_account
V0001,Test Victim 0001,2025-03-01,1000.00,USD,BANKA-00000001,BANKA-00000200
"""
ORDERS = """id,goods,classification,destination,end_use,end_user,end_user_country,end_user_kind,value,currency,shipped
O1,trucks,EAR99,kh,civil,Example Trading 01 Co,kh,civil,1250.5,USD,2025-11
O2,aircraft parts,9A610.x,kh,military,Example Unit 7,,military,,,
"""
INVESTIGATION = """[[load]]
format = "ledger_csv"
mapping = "bank"
dataset = "bank_a"
files = ["bank.csv"]
[[load]]
format = "victim_reports"
dataset = "police"
version = "2025-03-12"
files = ["reports.csv"]
[truth]
folder = "world"
"""
# What each verb is asked: the arguments that follow the case's folder.
QUESTIONS = [
    ["status"],
    ["screen", "--as-of=2025-12-01", "--", "Example Trading 01 Co"],
    ["screen", "--as-of=2025-12-01", "--identifier=TExampleWa11etNumber0ne111111111111"],
    ["trace"],
    ["trace", "--to=BANKA-00000900"],
    ["rings", "--accounts-min=2", "--window=8d"],
    ["decide", "--orders=orders.csv", "--as-of=2025-11-06"],
    ["decide", "--orders=orders.csv", "--as-of=2025-11-06", "--known-at=2021-12-01"],
    ["decide", "--orders=orders.csv"],
    ["report"],
    ["verify"],
]
WRONG = [["screen"], ["screen", "--dataset=nowhere", "--", "Example"], ["rings", "--window=soon"]]


def store(registry, specification):
    """All schemas by file name, so that a reference to another file is found."""
    resources = []
    for path in SCHEMAS.glob("*.json"):
        resources.append((path.name, specification.create_resource(json.loads(path.read_text("utf-8")))))
    return registry.with_resources(resources)


def objects(schema, place=""):
    """Every schema of an object, with its place."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield place or "/", schema
        for name, inner in schema.items():
            yield from objects(inner, f"{place}/{name}")


def strict(schema):
    """No field passes unseen: none besides those named, or each by one schema, as in a map."""
    more = schema.get("additionalProperties", True)
    return more is False or isinstance(more, dict)


def spoilt(value):
    """The answer without one of its fields, and with one misspelt: (field, what, answer)."""
    for name in value:
        less = copy.deepcopy(value)
        held = less.pop(name)
        yield name, "left out", less
        yield name, "misspelt", {**less, name + "x": held}


class Asker:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, text=True,
                              check=False, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr

    def answer(self, *arguments):
        code, out, error = self.run(*arguments)
        if code != 0:
            raise SystemExit(f"schemas: {' '.join(arguments)} failed: {error}")
        return json.loads(out)


def load_case(ask):
    for name, text in (("bank.csv", LEDGER), ("reports.csv", REPORTS), ("orders.csv", ORDERS)):
        (ask.folder / name).write_text(text, encoding="utf-8")
    lists = ROOT / "data" / "lists"
    loads = [("ftm", "sample_parties", ["--version=2025-10-14"], lists / "sample_parties-2025-10-14.ftm.json"),
             ("wallet_list", "labels", ["--version=2025-01-01"], lists / "sample_labels.csv"),
             ("ledger_csv", "bank_a", ["--mapping=bank"], "bank.csv"),
             ("victim_reports", "police", ["--version=2025-03-12"], "reports.csv")]
    yield "init", ask.answer("init", "case", "--json")
    for form, dataset, more, file in loads:
        yield "load", ask.answer("load", "case", f"--format={form}", f"--dataset={dataset}", *more, "--json",
                                 str(file))


def answers(ask):
    """(name of the schema, JSON) of every answer and error."""
    yield from load_case(ask)
    yield "formats", ask.answer("formats", "--json")
    for verb, *rest in QUESTIONS:
        yield verb, ask.answer(verb, "case", "--json", *rest)
    scenario = ROOT / "data" / "scenarios" / "scam_centre.toml"
    yield "generate", ask.answer("generate", str(scenario), "world", "--flows=0", "--json")
    (ask.folder / "investigation.toml").write_text(INVESTIGATION, encoding="utf-8")
    # A case of a few flows is not the world that was generated: the answer says so, and the exit code.
    code, out, error = ask.run("investigate", "investigation.toml", "--case=small", "--json")
    if json.loads(error)["error"]["code"] != "investigation.truth_differs":
        raise SystemExit(f"schemas: investigate ended with {code}: {error}")
    yield "investigate", json.loads(out)
    for verb, *rest in WRONG:
        code, _, error = ask.run(verb, "case", "--json", *rest)
        if code == 0:
            raise SystemExit(f"schemas: {verb} {rest} was to fail")
        yield "error", json.loads(error)


def faults(program):
    """What does not hold, one line each."""
    from jsonschema import Draft202012Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    registry = store(Registry(), DRAFT202012)
    validators = {}
    for path in sorted(SCHEMAS.glob("*.json")):
        schema = json.loads(path.read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[path.stem] = Draft202012Validator({"$ref": path.name}, registry=registry)
        for place, inner in objects(schema):
            if path.stem not in OPEN and not strict(inner):
                yield f"docs/schemas/{path.name}: {place} lets any field pass"
    with tempfile.TemporaryDirectory() as folder:
        seen = set()
        for name, value in answers(Asker(program, pathlib.Path(folder))):
            seen.add(name)
            for fault in validators[name].iter_errors(value):
                yield f"{name}: /{'/'.join(map(str, fault.absolute_path))}: {fault.message[:300]}"
            if not isinstance(value, dict) or name in OPEN:
                continue
            needed = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))["required"]
            for field, what, bad in spoilt(value):
                if validators[name].is_valid(bad) and (what == "misspelt" or field in needed):
                    yield f"{name}: passes with {field} {what}"
        for verb in ("init", "load", "formats", "status", "screen", "trace", "rings", "decide", "report",
                     "verify", "generate", "investigate", "error"):
            if verb not in seen:
                yield f"{verb} was not asked"


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 64
    try:
        import jsonschema  # noqa: F401
    except ImportError:
        print("schemas: the package jsonschema is not there (./dev setup)")
        return 77
    found = list(faults(str(pathlib.Path(arguments[0]).resolve())))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
