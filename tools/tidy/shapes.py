"""Has every file the shape of the house? Lengths, names, opening questions, words that promise."""
import ast
import re

import functions
from tree import CODE, CPP, Finding

LINES_MAX = {".hpp": 400}
LINES_MAX_ELSE = 600
FUNCTION_LINES_MAX = 60
COLUMNS_MAX = 100

# Spelt in halves, so that this file does not hold them.
PROMISES = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
RAW = re.compile(r'R"([^(\s"]*)\(.*?\)\1"', re.DOTALL)
SNAKE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
DECLARED = re.compile(r"^\s*(?:class|struct|enum(?:\s+class)?|namespace)\s+(?:\[\[\w+\]\]\s*)?([\w:]+)")


def check(tree):
    findings = []
    for path in tree.files:
        findings += _name(path)
        if path.endswith(CODE + (".yml", ".toml", ".md")):
            findings += _promises(tree, path)
        if path.endswith(CODE):
            findings += _length(tree, path)
        if path.endswith(CPP):
            findings += _columns(tree, path)
            findings += _vague_types(tree, path)
            findings += _cpp_functions(tree, path)
        if path.endswith(".hpp"):
            findings += _opening(tree, path)
        if path.endswith(".py"):
            findings += _python_functions(tree, path)
    return findings


def _name(path):
    if not path.endswith(CODE) or path.endswith(".in") or path.startswith("faces/web/"):
        return
    *folders, name = path.split("/")
    stem = name.split(".")[0]
    for part in folders + [stem]:
        if part.startswith(".") or part == "CMakeLists":
            continue
        if not SNAKE.fullmatch(part) and not part.strip("_") == "init":
            if not path.endswith(".cmake") or not SNAKE.fullmatch(part.replace("-", "_")):
                yield Finding(path, 1, f"'{part}' is not in snake_case", "rename it")
        for word in part.split("_"):
            if word in VAGUE:
                yield Finding(path, 1, f"'{word}' says nothing", "name it after what it answers")


def _vague_types(tree, path):
    for number, line in enumerate(tree.lines(path), start=1):
        found = DECLARED.match(line)
        if not found:
            continue
        for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", found.group(1)):
            if word.lower() in VAGUE:
                yield Finding(path, number, f"'{word}' in {found.group(1)} says nothing",
                              "name it after what it answers")


def _promises(tree, path):
    for number, line in enumerate(tree.lines(path), start=1):
        found = PROMISES.search(line)
        if found:
            yield Finding(path, number, f"{found.group(1)} promises instead of doing",
                          "do it, or write an issue")


def _length(tree, path):
    suffix = "." + path.rsplit(".", 1)[-1]
    allowed, have = LINES_MAX.get(suffix, LINES_MAX_ELSE), len(tree.lines(path))
    if have > allowed:
        yield Finding(path, allowed + 1, f"{have} lines, past {allowed}", "split it by meaning")


def _columns(tree, path):
    data = _inside_raw_strings(tree.text(path))
    for number, line in enumerate(tree.lines(path), start=1):
        if number not in data and len(line) > COLUMNS_MAX and "://" not in line and not _one_string(line):
            yield Finding(path, number, f"{len(line)} columns, past {COLUMNS_MAX}", "run ./dev fmt")


def _inside_raw_strings(text):
    """Lines that continue a raw string: they are data, and breaking them would change it."""
    lines = set()
    for found in RAW.finditer(text):
        first = text.count("\n", 0, found.start()) + 1
        lines.update(range(first + 1, first + found.group(0).count("\n") + 1))
    return lines


def _one_string(line):
    """Test data: a string that cannot be broken."""
    return bool(re.match(r'\s*(R?"|.*R"\(|[^"]*"[^" ]{60,}")', line))


def _cpp_functions(tree, path):
    lines = tree.lines(path)
    for first, last in functions.functions(tree.text(path)):
        length = last - first + 1
        told = any(re.search(r"//+ long: \S", line) for line in lines[max(0, first - 4):last])
        if length > FUNCTION_LINES_MAX and not told:
            yield Finding(path, first, f"a function of {length} lines, past {FUNCTION_LINES_MAX}",
                          "split it, or say why in a comment: // long: <reason>")


def _python_functions(tree, path):
    lines = tree.lines(path)
    try:
        parsed = ast.parse(tree.text(path))
    except SyntaxError as fault:
        yield Finding(path, fault.lineno or 1, "this is not valid Python", "correct it")
        return
    for node in ast.walk(parsed):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = node.end_lineno - node.lineno + 1
            told = any("# long: " in line for line in lines[node.lineno - 2:node.end_lineno])
            if length > FUNCTION_LINES_MAX and not told:
                yield Finding(path, node.lineno,
                              f"a function of {length} lines, past {FUNCTION_LINES_MAX}",
                              "split it, or say why in a comment: # long: <reason>")


def _opening(tree, path):
    opening = []
    for line in tree.lines(path):
        if not line.startswith("//") or line.strip() == "//":
            break
        opening.append(line[2:].strip())
    paragraph = " ".join(opening)
    if not re.match(r"[^.!]*\?", paragraph):
        yield Finding(path, 1, "the header does not open with the question it answers",
                      "begin it with one: // Who is behind it?")
    if "#pragma once" not in tree.text(path):
        yield Finding(path, 1, "#pragma once is missing", "add it below the opening comment")
