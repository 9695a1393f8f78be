"""Is what the papers say true? Errors and their cases, invariants, exceptions, links, citations."""
import posixpath
import re

import yaml

import functions
from includes import FLOORS
from tree import CPP, Finding, is_test

CATALOGUE = "docs/errors.yml"
INVARIANTS = "docs/invariants.md"
PROMISED = re.compile(r"^- `(\w+\.\w+)`")
HEADING = re.compile(r"^// Invariants: +(\w+\.\w+)( |$)")
CONTINUED = re.compile(r"^// {4,}(\w+\.\w+) {1,}\S")
REFERENCES = "docs/references.bib"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(```|~~~)")
# [Jaro1989], [OFAC-DATA], [AMLSim]: a name with a number, a hyphen or both cases; no link and no subscript.
CITATION = re.compile(r"(?<![\w\])])\[([A-Z](?=[\w-]*(?:\d|-|[a-z][A-Z]|[A-Z]{2}[a-z]))[\w-]{3,})\](?![(\[])")
RULE_KEY = re.compile(r"\bkey: *([A-Z][\w-]+)")
# A comment, or a string that may look like one.
COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
CHECKED = re.compile(r"\bBAYON_(?:CHECK|ASSERT)\s*\(")


def check(tree):
    return [*_errors(tree), *_invariants(tree), *_exceptions(tree), *_floating(tree),
            *_links(tree), *_citations(tree)]


def _errors(tree):
    if not tree.has(CATALOGUE):
        yield Finding(CATALOGUE, 1, "the catalogue of errors is missing", "write it")
        return
    lines = tree.lines(CATALOGUE)
    sources = [path for path in tree.cpp() if not is_test(path)]
    used = set()
    for path in sources:
        used.update(re.findall(r"\berrors::(\w+)", tree.text(path)))
    for entry in yaml.safe_load(tree.text(CATALOGUE)) or []:
        code, case = entry["code"], entry.get("case", "")
        line = next((number for number, text in enumerate(lines, start=1)
                     if re.fullmatch(rf"\s*- code: {re.escape(code)}\s*", text)), 1)
        constant = code.replace(".", "_")
        if constant not in used:
            yield Finding(CATALOGUE, line, f"no source gives {code}",
                          "give it where it happens, or take it out")
        if not case or not tree.has(case):
            yield Finding(CATALOGUE, line, f"{code} names the case {case or '(none)'}, which is not there",
                          "write the case that triggers it, or correct the path")
        elif not _expects(tree, case, code, constant):
            yield Finding(CATALOGUE, line, f"{case} does not mention {code}",
                          "let the case expect the code, or name another case")


def _expects(tree, case, code, constant):
    """Does the case name the code where it runs? A comment expects nothing."""
    text = tree.text(case)
    if case in set(tree.cpp()):
        text = COMMENT.sub(lambda found: found.group(0) if found.group(0)[0] == '"' else " ", text)
    return code in text or constant in text


def _invariants(tree):
    lines = tree.lines(INVARIANTS) if tree.has(INVARIANTS) else []
    listed = {}
    for number, line in enumerate(lines, start=1):
        found = PROMISED.match(line)
        if found and listed.setdefault(found.group(1), number) != number:
            yield Finding(INVARIANTS, number, f"{found.group(1)} stands here twice", "keep one line")
    seen = {}
    for path in tree.cpp():
        if is_test(path) or path == "bayon/base/check.hpp":
            continue
        for name, line in [*_checked(tree.text(path)), *_announced(tree.lines(path))]:
            seen.setdefault(name, (path, line))
    for name, (path, line) in seen.items():
        if name not in listed:
            yield Finding(path, line, f"the invariant {name} is not in {INVARIANTS}",
                          "add a line that says what it promises: - `name`: ...")
    for name, number in listed.items():
        if name not in seen:
            yield Finding(INVARIANTS, number, f"no header announces {name} and no source checks it",
                          "take it out, or check it")


def _checked(text):
    """(name, line) of each BAYON_CHECK and BAYON_ASSERT."""
    text = functions.code_only(text)
    for found in CHECKED.finditer(text):
        name = _second_argument(text, found.end())
        if name is not None:
            yield name, text.count("\n", 0, found.start()) + 1


def _announced(lines):
    """(name, line) of each invariant under `// Invariants:` at the top of a header."""
    inside = False
    for number, line in enumerate(lines, start=1):
        found = HEADING.match(line) or (CONTINUED.match(line) if inside else None)
        inside = bool(found) or (inside and line.startswith("//  "))
        if found:
            yield found.group(1), number
        if not line.startswith("//"):
            return


def _second_argument(text, begin):
    """The last argument of a call whose bracket opened just before `begin`."""
    depth, comma = 0, None
    for place in range(begin, len(text)):
        char = text[place]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            if depth == 0:
                name = text[comma:place].strip() if comma else ""
                return name if re.fullmatch(r"\w+\.\w+", name) else None
            depth -= 1
        elif char == "," and depth == 0:
            comma = place + 1
    return None


def _exceptions(tree):
    if not tree.has(FLOORS):
        return
    floors = yaml.safe_load(tree.text(FLOORS))
    for word, remedy in (("catch", "return a Result in the file that calls the library"),
                         ("throw", "return a Result, or BAYON_CHECK for a bug")):
        for path in tree.cpp():
            if is_test(path) or path in floors[word]:
                continue
            text = functions.code_only(tree.text(path))
            for found in re.finditer(rf"\b{word}\b", text):
                line = text.count("\n", 0, found.start()) + 1
                yield Finding(path, line, f"`{word}` is not allowed here",
                              f"{remedy}; {FLOORS} lists the exceptions")
        for path in floors[word]:
            if tree.has(path) and not re.search(rf"\b{word}\b", tree.text(path)):
                yield Finding(FLOORS, 1, f"{path} may {word} but does not", "take it off the list")


def _floating(tree):
    if not tree.has(FLOORS):
        return
    allowed_nowhere = tuple(yaml.safe_load(tree.text(FLOORS))["no_floating_point"])
    for path in tree.cpp():
        if not path.startswith(allowed_nowhere) or is_test(path):
            continue
        text = functions.code_only(tree.text(path))
        for found in re.finditer(r"\b(double|float)\b", text):
            line = text.count("\n", 0, found.start()) + 1
            yield Finding(path, line, f"`{found.group(1)}` where money is counted",
                          "use Amount and multiply_divide")


def _links(tree):
    for path in tree.ending(".md"):
        fenced = False
        for number, line in enumerate(tree.lines(path), start=1):
            if FENCE.match(line.strip()):
                fenced = not fenced
            if fenced:
                continue
            for target in LINK.findall(line):
                if "://" in target or target.startswith(("#", "mailto:")):
                    continue
                place = target.split("#")[0]
                whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
                if not tree.has(whole):
                    yield Finding(path, number, f"the link {target} leads nowhere", "correct it")


def _citations(tree):
    entries = {}
    for number, line in enumerate(tree.lines(REFERENCES) if tree.has(REFERENCES) else [], start=1):
        found = re.match(r"@\w+\{([^,\s]+)", line)
        if found and entries.setdefault(found.group(1), number) != number:
            yield Finding(REFERENCES, number, f"{found.group(1)} stands here twice", "keep one")
    cited = set()
    for path in tree.files:
        for number, key in _keys(tree, path):
            cited.add(key)
            if key not in entries:
                yield Finding(path, number, f"[{key}] is not in {REFERENCES}", "add the source")
    for key, number in entries.items():
        if key not in cited:
            yield Finding(REFERENCES, number, f"nothing cites {key}", "cite it where it is used, or take it out")


def _keys(tree, path):
    """(line, key) of each citation: in comments of C++, in prose, in comments and keys of data."""
    if path.endswith(CPP):
        begin, pattern = "//", CITATION
    elif path.endswith((".yml", ".toml")) and path != CATALOGUE:
        begin, pattern = "#", CITATION
    elif path.endswith(".md"):
        begin, pattern = "", CITATION
    else:
        return
    fenced = False
    for number, line in enumerate(tree.lines(path), start=1):
        if path.endswith(".md"):
            fenced ^= bool(FENCE.match(line.strip()))
            if fenced:
                continue
        if path.endswith(".yml"):
            for key in RULE_KEY.findall(line.split("#")[0]):
                yield number, key
        if begin in line:
            for key in pattern.findall(line.split(begin, 1)[1] if begin else line):
                yield number, key
