"""What does the pinned followthemoney package say? Its wheel is read as an archive, never imported.

The answer is a dictionary of plain facts (names, types and flags; no labels, no descriptions):

  package, version   what was read
  types              name -> group, matchable, pivot, max_length
  schemata           name -> extends, abstract, matchable, edge, caption, temporal_start, temporal_end
  properties         "Schema:name" -> type, range, reverse, matchable, stub, hidden, deprecated,
                     max_length, format
  codes              topic and gender codes
"""
import ast
import pathlib
import re
import subprocess
import sys
import zipfile

import yaml

PACKAGE = "followthemoney"
# The one limit that the package takes from elsewhere: rigour's longest name.
FOREIGN_CONSTANTS = {"MAX_NAME_LENGTH": 384}
CODES = {"topic": ("topic.py", "_TOPICS"), "gender": ("gender.py", ("MALE", "FEMALE", "OTHER"))}


class PackageUnreachable(Exception):
    """The package is neither kept nor to be had; the message is the last line that pip said."""


class PackageFault(Exception):
    """The package is there but is not what this reader expects."""


def pinned_version(requirements):
    text = requirements.read_text(encoding="utf-8")
    return re.search(rf"^{PACKAGE}==(\S+)", text, re.MULTILINE).group(1)


def wheel(requirements, packages):
    """Path of the pinned wheel in the folder `packages`, fetched there if it is not yet.
    Raises PackageUnreachable, also when the hash differs from the pinned one."""
    version = pinned_version(requirements)
    kept = sorted(packages.glob(f"{PACKAGE}-{version}-*.whl"))
    if kept:
        return kept[0]
    packages.mkdir(parents=True, exist_ok=True)
    said = ""
    for python in (sys.executable, "python3"):
        command = [python, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
                   "--retries", "1", "--timeout", "20", "--disable-pip-version-check",
                   "--only-binary", ":all:", "--dest", str(packages), "-r", str(requirements)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        except (OSError, subprocess.TimeoutExpired) as fault:
            said = str(fault)
            continue
        kept = sorted(packages.glob(f"{PACKAGE}-{version}-*.whl"))
        if done.returncode == 0 and kept:
            return kept[0]
        said = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
    raise PackageUnreachable(said)


def facts(path):
    """The facts of the wheel at `path`."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        version = re.match(rf"{PACKAGE}-([^-]+)-", path.name).group(1)
        types = _types(archive, names)
        declared = {}
        for name in sorted(names):
            if re.fullmatch(rf"{PACKAGE}/schema/\w+\.ya?ml", name):
                declared.update(yaml.safe_load(archive.read(name)))
        if not declared:
            raise PackageFault(f"{path.name} holds no schemata")
        codes = {kind: _codes(archive, *place) for kind, place in CODES.items()}
    schemata = {name: _schema(spec) for name, spec in sorted(declared.items())}
    return {
        "package": PACKAGE,
        "version": version,
        "types": types,
        "schemata": schemata,
        "properties": _properties(declared, schemata, types),
        "codes": codes,
    }


def ancestors(schemata, name):
    """`name` and all that it derives from, nearest first."""
    found = [name]
    for schema in found:
        found += [parent for parent in schemata[schema]["extends"] if parent not in found]
    return found


def _schema(spec):
    edge = spec.get("edge") or {}
    extent = spec.get("temporalExtent") or {}
    return {
        "extends": list(spec.get("extends") or []),
        "abstract": bool(spec.get("abstract", False)),
        "matchable": bool(spec.get("matchable", True)),
        "edge": [edge["source"], edge["target"]] if edge else [],
        "caption": list(spec.get("caption") or []),
        "temporal_start": list(extent.get("start") or []),
        "temporal_end": list(extent.get("end") or []),
    }


def _properties(declared, schemata, types):
    found = {}
    for schema, spec in declared.items():
        for name, prop in (spec.get("properties") or {}).items():
            kind = prop.get("type") or "string"
            if kind not in types:
                raise PackageFault(f"{schema}:{name} is of the unknown type {kind}")
            found[f"{schema}:{name}"] = {
                "type": kind,
                "range": prop.get("range") if kind == "entity" else None,
                "reverse": None,
                "matchable": bool(prop.get("matchable", types[kind]["matchable"])),
                "stub": False,
                "hidden": bool(prop.get("hidden", False)),
                "deprecated": bool(prop.get("deprecated", False)),
                "max_length": int(prop.get("maxLength") or types[kind]["max_length"]),
                "format": prop.get("format"),
            }
    _add_stubs(declared, schemata, types, found)
    return dict(sorted(found.items()))


def _add_stubs(declared, schemata, types, found):
    """The far side of each reference: a property that can be asked for but not stated."""
    for qualified in sorted(found):
        schema, name = qualified.split(":")
        reverse = declared[schema]["properties"][name].get("reverse")
        target = found[qualified]["range"]
        if not reverse or target is None:
            continue
        for candidate in ancestors(schemata, target):
            far = f"{candidate}:{reverse['name']}"
            if far in found:
                break
        else:
            far = f"{target}:{reverse['name']}"
            found[far] = {
                "type": "entity",
                "range": schema,
                "reverse": qualified,
                "matchable": types["entity"]["matchable"],
                "stub": True,
                "hidden": bool(reverse.get("hidden", found[qualified]["hidden"])),
                "deprecated": False,
                "max_length": types["entity"]["max_length"],
                "format": None,
            }
        found[qualified]["reverse"] = far


def _types(archive, names):
    """Type facts, read off the class bodies of the package's sources."""
    constants = dict(FOREIGN_CONSTANTS)
    constants.update(_constants(ast.parse(archive.read(f"{PACKAGE}/util.py")).body, {}))
    classes = {}
    for name in sorted(names):
        if re.fullmatch(rf"{PACKAGE}/types/\w+\.py", name):
            for node in ast.parse(archive.read(name)).body:
                if isinstance(node, ast.ClassDef):
                    bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
                    classes[node.name] = (bases, _constants(node.body, constants))
    found = {}
    for name, (_, own) in classes.items():
        if name in ("PropertyType", "EnumType", "Registry") or "name" not in own:
            continue
        fact = _inherited(classes, name)
        found[fact["name"]] = {key: fact[key] for key in ("group", "matchable", "pivot", "max_length")}
    if "PropertyType" not in classes or len(found) < 10:
        raise PackageFault("the property types are not where they were")
    return dict(sorted(found.items()))


def _inherited(classes, name):
    bases, own = classes[name]
    fact = {}
    for base in reversed(bases):
        if base in classes:
            fact.update(_inherited(classes, base))
    fact.update(own)
    return fact


def _constants(body, known):
    """Plain constants that a module or class body assigns: `x = 1`, `x: int = 1`, `x = const("a")`."""
    found = {}
    for node in body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
        elif isinstance(node, ast.AnnAssign):
            target, value = node.target, node.value
        else:
            continue
        if not isinstance(target, ast.Name):
            continue
        if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "const":
            value = value.args[0]
        if isinstance(value, ast.Constant):
            found[target.id] = value.value
        elif isinstance(value, ast.Name) and value.id in known:
            found[target.id] = known[value.id]
    return found


def _codes(archive, file, where):
    tree = ast.parse(archive.read(f"{PACKAGE}/types/{file}"))
    body = [node for node in tree.body if isinstance(node, ast.ClassDef)][0].body
    if isinstance(where, tuple):
        constants = _constants(body, {})
        return sorted(constants[name] for name in where)
    for node in body:
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == where:
            return sorted(key.value for key in node.value.keys)
    raise PackageFault(f"{file} has no {where}")
