#!/usr/bin/env python3
"""Which errors exist? Turns docs/errors.yml into error_codes.hpp and error_codes.cpp.

Usage: errors.py docs/errors.yml OUTPUT_FOLDER
"""
import pathlib
import re
import sys

import yaml

FIELDS = {"code": str, "meaning": str, "exit": int, "http": int, "remedy": str, "case": str}
CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class CatalogueFault(Exception):
    """The catalogue cannot be used; the message says which entry and why."""


def read_catalogue(text):
    """The entries in the order of the file. Raises CatalogueFault for the first bad one."""
    entries = yaml.safe_load(text)
    if not isinstance(entries, list) or not entries:
        raise CatalogueFault("the catalogue is not a list of entries")
    seen = {}
    for number, entry in enumerate(entries, start=1):
        where = f"entry {number}"
        if not isinstance(entry, dict):
            raise CatalogueFault(f"{where} is not a mapping")
        where += f" ({entry.get('code', 'no code')})"
        for field, kind in FIELDS.items():
            if type(entry.get(field)) is not kind or entry[field] == "":
                raise CatalogueFault(f"{where}: field `{field}` is missing or no {kind.__name__}")
        unknown = sorted(set(entry) - set(FIELDS))
        if unknown:
            raise CatalogueFault(f"{where}: unknown field `{unknown[0]}`")
        if not CODE.fullmatch(entry["code"]):
            raise CatalogueFault(f"{where}: a code reads topic.reason in snake_case")
        if not 1 <= entry["exit"] <= 125:
            raise CatalogueFault(f"{where}: exit code {entry['exit']} is outside 1..125")
        if not 400 <= entry["http"] <= 599:
            raise CatalogueFault(f"{where}: HTTP status {entry['http']} is outside 400..599")
        constant = constant_name(entry["code"])
        if constant in seen:
            raise CatalogueFault(f"{where}: same constant as {seen[constant]}")
        seen[constant] = entry["code"]
    return entries


def constant_name(code):
    return code.replace(".", "_")


def quoted(text):
    """A C++ string literal of `text`, folded to one line."""
    folded = " ".join(text.split())
    escaped = folded.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if ord(c) < 128 else "".join(f"\\{b:03o}" for b in c.encode())
                         for c in escaped) + '"'


def header_text(entries):
    lines = [
        "// By which name does code speak of a catalogued error?",
        "//",
        "// Generated from docs/errors.yml.",
        "#pragma once",
        "",
        "#include <span>",
        "",
        '#include "bayon/base/error.hpp"',
        "",
        "namespace bayon {",
        "",
        "/// Every entry of the catalogue, in its order; the position is ErrorCode::index.",
        "std::span<const ErrorEntry> error_catalogue();",
        "",
        "}  // namespace bayon",
        "",
        "namespace bayon::errors {",
        "",
    ]
    for index, entry in enumerate(entries):
        meaning = " ".join(entry["meaning"].split())
        lines.append(f"/// {entry['code']}: {meaning}")
        lines.append(f"inline constexpr ErrorCode {constant_name(entry['code'])}{{{index}}};")
    lines += ["", "}  // namespace bayon::errors", ""]
    return "\n".join(lines)


def source_text(entries):
    lines = [
        "// Generated from docs/errors.yml.",
        '#include "bayon/base/error_codes.hpp"',
        "",
        "#include <array>",
        "",
        '#include "bayon/base/check.hpp"',
        "",
        "namespace bayon {",
        "",
        "namespace {",
        "",
        f"constexpr std::array<ErrorEntry, {len(entries)}> catalogue{{{{",
    ]
    for entry in entries:
        lines.append(f"    {{{quoted(entry['code'])}, {quoted(entry['meaning'])}, {entry['exit']}, "
                     f"{entry['http']}, {quoted(entry['remedy'])}}},")
    lines += [
        "}};",
        "",
        "}  // namespace",
        "",
        "std::span<const ErrorEntry> error_catalogue() { return catalogue; }",
        "",
        "const ErrorEntry& entry(ErrorCode code) {",
        "  BAYON_CHECK(code.index < catalogue.size(), error.catalogued);",
        "  return catalogue[code.index];",
        "}",
        "",
        "}  // namespace bayon",
        "",
    ]
    return "\n".join(lines)


def main(arguments):
    if len(arguments) != 2:
        print(__doc__.strip().splitlines()[-1], file=sys.stderr)
        return 64
    catalogue, folder = pathlib.Path(arguments[0]), pathlib.Path(arguments[1])
    try:
        entries = read_catalogue(catalogue.read_text(encoding="utf-8"))
    except (CatalogueFault, yaml.YAMLError) as fault:
        print(f"{catalogue}: {fault}", file=sys.stderr)
        return 65
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "error_codes.hpp").write_text(header_text(entries), encoding="utf-8")
    (folder / "error_codes.cpp").write_text(source_text(entries), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
