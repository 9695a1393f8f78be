"""Does every include stay on its floor, with its library, and within what the folder says it links?"""
import re

import yaml

from tree import Finding, folder_of, is_test, lies_in

FLOORS = "docs/floors.yml"
INCLUDE = re.compile(r'\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')
GENERATED = re.compile(r"\$\{BAYON_GENERATED\}/(\S+\.hpp)")  # in cmake/generated.cmake
REGISTRIES = {"bayon_formats": "bayon/source", "bayon_typologies": "bayon/inquiry/rings",
              "bayon_comparators": "bayon/match"}


def check(tree):
    if not tree.has(FLOORS):
        return [Finding(FLOORS, 1, "the table of floors is missing", "write it")]
    floors = yaml.safe_load(tree.text(FLOORS))
    links = _links(tree)
    made = "cmake/generated.cmake"
    generated = set(GENERATED.findall(tree.text(made))) if tree.has(made) else set()
    findings = []
    for path in tree.cpp():
        if path.startswith("tools/"):
            continue
        for number, line in enumerate(tree.lines(path), start=1):
            found = INCLUDE.match(line)
            if found is None:
                continue
            quoted, angled = found.groups()
            if quoted is not None:
                faults = _quoted(tree, floors, links, path, quoted, generated)
            else:
                faults = _angled(floors, path, angled)
            findings += [Finding(path, number, *fault) for fault in faults]
    return findings + list(_unknown_links(tree, links))


def floor_of(floors, folder):
    """The row of docs/floors.yml that a folder lies on, or nothing."""
    for row in floors["floors"]:
        if any(lies_in(folder, top) for top in row["folders"]):
            return row
    return None


def _quoted(tree, floors, links, path, included, generated):
    if included not in generated and not tree.has(included):
        yield (f'"{included}" is no file of the tree', "include by the path from the root")
        return
    source, target = folder_of(path), folder_of(included)
    if source == target:
        return
    if "/detail/" in included:
        yield (f"{included} is private to {target}", f"use a header of {target} outside detail/")
    if not _allowed(floors, path, source, target):
        yield (f"{source} may not include {target}",
               f"move what both need to a lower floor, or combine them in bayon/engine ({FLOORS})")
    elif path.startswith(("bayon/", "faces/")) and not _linked(links, path, source, target):
        yield (f"{source} includes {target} without linking it",
               f"add {_library(target)} to FOLDER_USES in {source}/folder.cmake")


def _allowed(floors, path, source, target):
    if is_test(path) and any(lies_in(target, extra) for extra in floors["tests"]):
        return True
    here, there = floor_of(floors, source), floor_of(floors, target)
    if here is None or there is None:
        return False
    if "only" in here and not is_test(path) and here is not there:
        return any(lies_in(target, allowed) for allowed in here["only"])
    if there["floor"] != here["floor"]:
        return there["floor"] < here["floor"]
    if here["floor"] == 10 or lies_in(source, target):
        return True
    for shared in floors["shared"]:
        served = shared.rsplit("/", 1)[0]
        if lies_in(target, shared) and lies_in(source, served) and source != served:
            return True
    return False


def _angled(floors, path, included):
    if not included.endswith((".h", ".hpp")) and "/" not in included and included != "sodium":
        return  # the standard library
    for library in floors["libraries"]:
        if included.startswith(tuple(library["headers"])):
            allowed = any(lies_in(path, folder) for folder in library["folders"])
            allowed |= bool(library.get("tests")) and is_test(path)
            allowed |= bool(library.get("benches")) and path.endswith("_bench.cpp")
            if not allowed:
                yield (f"<{included}> of {library['name']} does not belong here",
                       f"its folders are {', '.join(library['folders'])} ({FLOORS})")
            public = path.endswith(".hpp") and "/detail/" not in path and not is_test(path)
            if public and not _shown(library, path):
                yield (f"<{included}> of {library['name']} in a public header",
                       "include it in the source, or in a header under detail/")
            return
    system = floors["system"]
    if included.startswith(tuple(system["headers"])):
        if not (is_test(path) or any(lies_in(path, folder) for folder in system["folders"])):
            yield (f"<{included}> of the operating system does not belong here",
                   f"its folders are {', '.join(system['folders'])} ({FLOORS})")
        return
    yield (f"<{included}> has no owner", f"name its library and folders in {FLOORS}")


def _shown(library, path):
    """May the public header `path` show this library's types?"""
    public = library.get("public", False)
    return public if isinstance(public, bool) else any(lies_in(path, folder) for folder in public)


def _library(folder):
    name = folder.replace("/", "_")
    return name if name.startswith("bayon_") else "bayon_" + name


def _links(tree):
    """library -> the libraries that its folder.cmake uses, and besides them in tests."""
    links = {}
    for path in tree.ending("/folder.cmake"):
        library = _library(path.rsplit("/", 1)[0])
        text = re.sub(r"#.*", "", tree.text(path))
        uses = re.search(r"set\(\s*FOLDER_USES\s([^)]*)\)", text)
        more = re.search(r"set\(\s*FOLDER_TEST_USES\s([^)]*)\)", text)
        links[library] = (uses.group(1).split() if uses else [],
                          more.group(1).split() if more else [])
    for registry, folder in REGISTRIES.items():
        members = [_library(path.rsplit("/", 1)[0]) for path in tree.ending("/folder.cmake")
                   if lies_in(path, folder)]
        links[registry] = (members, [])
    return links


def _closure(links, start):
    found, waiting = set(), list(start)
    while waiting:
        library = waiting.pop()
        if library not in found:
            found.add(library)
            waiting += links.get(library, ([], []))[0]
    return found


def _linked(links, path, source, target):
    own = _library(source)
    uses, more = links.get(own, ([], []))
    start = [own, *uses]
    if is_test(path):
        start += [*more, "bayon_test_support"]
    return _library(target) in _closure(links, start)


def _unknown_links(tree, links):
    folders = {_library(folder_of(path)) for path in tree.cpp()} | set(REGISTRIES)
    for path in tree.ending("/folder.cmake"):
        uses, more = links[_library(path.rsplit("/", 1)[0])]
        for library in uses + more:
            if library not in folders:
                yield Finding(path, 1, f"{library} is no folder's library", "correct the name")
