#!/usr/bin/env python3
"""What is the vocabulary? Package -> facts (JSON) -> C++ tables.

Usage:
  vocabulary.py tables [--packages FOLDER] OUTPUT_FOLDER   write vocabulary_tables.hpp and .cpp
  vocabulary.py snapshot [--packages FOLDER]               rewrite the committed snapshot
  vocabulary.py check [--packages FOLDER]                  does the snapshot equal the package?

`tables` takes the facts from the pinned package and, where that cannot be had, from the committed
snapshot; it says so. `check` ends with 0 for equal, 1 for different, 77 for package unreachable.
"""
import argparse
import json
import pathlib
import sys
import tempfile

import vocabulary_package
import vocabulary_tables

HERE = pathlib.Path(__file__).resolve().parent
REQUIREMENTS = HERE / "vocabulary_requirements.txt"
SNAPSHOT = HERE / "vocabulary_snapshot.json"
SKIPPED = 77


def snapshot_text(facts):
    """JSON with one line per fact: small, and a changed fact is a changed line."""
    lines = ["{"]
    sections = list(facts.items())
    for number, (section, value) in enumerate(sections):
        comma = "," if number + 1 < len(sections) else ""
        if isinstance(value, dict):
            rows = [f" {json.dumps(key)}:{json.dumps(row, separators=(',', ':'))}"
                    for key, row in value.items()]
            lines += [f"{json.dumps(section)}:{{", ",\n".join(rows), f"}}{comma}"]
        else:
            lines.append(f"{json.dumps(section)}:{json.dumps(value)}{comma}")
    lines += ["}", ""]
    return "\n".join(lines)


def from_package(packages):
    return vocabulary_package.facts(vocabulary_package.wheel(REQUIREMENTS, packages))


def from_snapshot():
    return json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def tables(packages, folder):
    try:
        facts = from_package(packages)
    except vocabulary_package.PackageUnreachable as fault:
        print(f"followthemoney is unreachable, its committed facts are used ({fault})")
        facts = from_snapshot()
    folder.mkdir(parents=True, exist_ok=True)
    header, source = vocabulary_tables.texts(facts)
    (folder / "vocabulary_tables.hpp").write_text(header, encoding="utf-8")
    (folder / "vocabulary_tables.cpp").write_text(source, encoding="utf-8")
    return 0


def snapshot(packages):
    SNAPSHOT.write_text(snapshot_text(from_package(packages)), encoding="utf-8")
    return 0


def check(packages):
    try:
        facts = from_package(packages)
    except vocabulary_package.PackageUnreachable as fault:
        print(f"skipped: followthemoney is unreachable ({fault})")
        return SKIPPED
    expected = snapshot_text(facts).splitlines()
    actual = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    if expected == actual:
        print(f"{len(facts['schemata'])} schemata, {len(facts['properties'])} properties: equal")
        return 0
    lost, gained = set(actual) - set(expected), set(expected) - set(actual)
    for line in sorted(lost)[:10]:
        print(f"snapshot says {line}")
    for line in sorted(gained)[:10]:
        print(f"package says  {line}")
    print("run: tools/generate/vocabulary.py snapshot, and read the difference")
    return 1


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["tables", "snapshot", "check"])
    parser.add_argument("--packages", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    arguments = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory() as scratch:
        packages = arguments.packages or pathlib.Path(scratch)
        if arguments.verb == "tables":
            if arguments.folder is None:
                parser.error("tables needs an output folder")
            return tables(packages, arguments.folder)
        return snapshot(packages) if arguments.verb == "snapshot" else check(packages)


if __name__ == "__main__":
    sys.exit(main())
