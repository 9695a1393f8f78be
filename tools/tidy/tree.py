"""What is in the tree? Files with their lines, and what a rule finds wrong with them."""
import dataclasses
import functools
import os
import pathlib
import subprocess

CPP = (".cpp", ".hpp")
CODE = CPP + (".py", ".ts", ".tsx", ".js", ".sh", ".cmake", ".in")
SKIPPED_FOLDERS = {".git", "build", "node_modules", "__pycache__", "demo-case"}


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong: where, what, and what to do."""
    file: str
    line: int
    what: str
    remedy: str

    def text(self):
        return f"{self.file}:{self.line}: {self.what}; {self.remedy}"


class Tree:
    """The files of a repository, by path relative to its root."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.files = sorted(self._files())
        self._known = set(self.files)

    def _files(self):
        if (self.root / ".git").exists():
            listed = subprocess.run(
                ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others",
                 "--exclude-standard"], capture_output=True, check=False)
            if listed.returncode == 0:
                names = listed.stdout.decode("utf-8").split("\0")
                return {name for name in names if name and (self.root / name).is_file()}
        found = set()
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
            for name in names:
                found.add(str(pathlib.Path(folder, name).relative_to(self.root)))
        return found

    def has(self, path):
        return path in self._known or (self.root / path).exists()

    @functools.lru_cache(maxsize=None)
    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def lines(self, path):
        return self.text(path).splitlines()

    def ending(self, *endings):
        return [path for path in self.files if path.endswith(endings)]

    def cpp(self):
        return self.ending(*CPP)


def folder_of(path):
    """The folder that owns a file: detail/ belongs to the one around it."""
    parent = str(pathlib.PurePosixPath(path).parent)
    return parent[: -len("/detail")] if parent.endswith("/detail") else parent


def is_test(path):
    return path.endswith(("_test.cpp", "_fuzz.cpp", "_bench.cpp")) or path.startswith(
        ("test/", "bench/"))


def lies_in(path, folder):
    """Is `path` the folder itself, or below it?"""
    return path == folder or path.startswith(folder + "/")
