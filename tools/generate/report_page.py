"""Makes page_assets.cpp: the style and the script of the report page as texts in the program.

usage: report_page.py PAGE_FOLDER OUT_FOLDER

script.txt in the page folder names the parts of the script in their order; they share one function.
"""
import pathlib
import sys

PIECE = 8_000  # compilers limit the length of one literal


def literal(text):
    """`text` as C++ raw strings that the compiler joins."""
    assert ')page"' not in text
    pieces = [text[at:at + PIECE] for at in range(0, len(text), PIECE)] or [""]
    return "\n".join(f'R"page({piece})page"' for piece in pieces)


def script(folder):
    names = (folder / "script.txt").read_text(encoding="utf-8").split()
    parts = [(folder / name).read_text(encoding="utf-8") for name in names]
    whole = '(function () {\n"use strict";\n' + "\n".join(parts) + "})();\n"
    # The script ends where its element ends.
    assert "</script" not in whole.lower() and "<!--" not in whole
    return whole


def source(folder):
    style = (folder / "report.css").read_text(encoding="utf-8")
    assert "</style" not in style.lower()
    return ('#include "bayon/report/detail/page_assets.hpp"\n\n'
            # The standard promises 65,536 characters; the compilers that build this take more.
            '#pragma GCC diagnostic ignored "-Woverlength-strings"\n\nnamespace bayon::report {\n\n'
            f"const std::string_view page_style = {literal(style)};\n\n"
            f"const std::string_view page_script = {literal(script(folder))};\n\n"
            "}  // namespace bayon::report\n")


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    out = pathlib.Path(arguments[1])
    out.mkdir(parents=True, exist_ok=True)
    (out / "page_assets.cpp").write_text(source(pathlib.Path(arguments[0])), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
