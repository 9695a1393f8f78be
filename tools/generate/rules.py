#!/usr/bin/env python3
"""Which rules does the program carry? Turns the files of data/rules into built_in_rules.hpp.

Usage: rules.py data/rules OUTPUT_FOLDER
"""
import pathlib
import sys

# A literal may hold 65,536 bytes by the standard; pieces beside each other are one literal all the same,
# so texts are cut to keep lines readable and to stay portable.
PIECE = 8_000


def literal(text):
    """A C++ string literal whose bytes are those of `text`."""
    escapes = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n"}
    pieces = []
    data = text.encode()
    for start in range(0, max(len(data), 1), PIECE):
        piece = ""
        for byte in data[start:start + PIECE]:
            if byte in escapes:
                piece += escapes[byte]
            else:
                piece += chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}"
        pieces.append(f'"{piece}"')
    return "\n     ".join(pieces)


def header(folder):
    """The text of built_in_rules.hpp for all *.yml below `folder`, named as their folder names them."""
    files = {f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
             for path in folder.rglob("*.yml")}
    rows = [f'    {{"{name}",\n     {literal(text)}}},\n' for name, text in sorted(files.items())]
    return ("// Which rules does this build carry? Made from data/rules by tools/generate/rules.py.\n"
            "#pragma once\n\n#include <array>\n#include <string_view>\n\n"
            "namespace bayon::decide::detail {\n\n"
            "struct BuiltInFile {\n  std::string_view name;\n  std::string_view text;\n};\n\n"
            f"inline constexpr std::array<BuiltInFile, {len(rows)}> built_in_files{{{{\n"
            f"{''.join(rows)}}}}};\n\n"
            "}  // namespace bayon::decide::detail\n")


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    output = pathlib.Path(arguments[1])
    output.mkdir(parents=True, exist_ok=True)
    text = header(pathlib.Path(arguments[0]).resolve())
    target = output / "built_in_rules.hpp"
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8")
    target.touch()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
