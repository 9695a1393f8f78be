"""How long is each C++ function? A reader of braces, good enough for a tripwire."""
import re

STRINGS = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
NUMBER_SEPARATOR = re.compile(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])")
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
SCOPE = re.compile(r'\b(?:namespace|extern)\b')
TYPE = re.compile(r"\b(?:class|struct|union|enum)\b")
INITIALISER = re.compile(r"\)[^:]*(?<!:):(?!:).*[\w>]$", re.DOTALL)


def code_only(text):
    """`text` with comments, strings and directives blanked; every line break stays."""
    def blank(found):
        return re.sub(r"[^\n]", " ", found.group(0))
    return DIRECTIVE.sub(blank, STRINGS.sub(blank, NUMBER_SEPARATOR.sub("_", text)))


def functions(text):
    """(first line, last line) of each function with a body, lines counted from 1."""
    found, stack, statement, line, begins = [], [], "", 1, 1
    for char in code_only(text):
        if char == "\n":
            line += 1
        inside = bool(stack) and stack[-1][0] in ("function", "block")
        if char == "{":
            kind = "block" if inside else _kind(statement.strip())
            stack.append((kind, begins))
            if kind in ("scope", "type", "function"):
                statement = ""
            continue
        if char == "}":
            kind, first = stack.pop() if stack else ("scope", line)
            if kind == "function":
                found.append((first, line))
            # After a value (`a_{1}`) the statement goes on.
            statement = "" if kind in ("scope", "function") else statement + char
            continue
        if inside:
            continue
        if char == ";":
            statement = ""
        else:
            if not statement.strip() and not char.isspace():
                begins = line
            statement += char
    return found


def _kind(statement):
    """What a brace opens outside functions, by what stands before it."""
    if SCOPE.search(statement) and "(" not in statement:
        return "scope"
    if ")" not in statement or _assigns(statement):
        return "type" if TYPE.search(statement) and not _assigns(statement) else "value"
    if INITIALISER.search(statement):
        return "value"
    return "function"


def _assigns(statement):
    bare = re.sub(r"operator\s*[=!<>]=?=?|[=!<>]=|\([^()]*\)|<[^<>]*>", "", statement)
    return "=" in bare
