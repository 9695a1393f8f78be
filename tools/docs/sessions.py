"""Do the sessions in the papers still say what the program says?

A fenced block that begins with ```console holds commands behind "$ " and what they print. All blocks of a page run in one
new folder, in order, with the program on the path, `shared` pointing at the shared data and `repository` at this tree.
"..." in an expected line stands for anything: times, and hashes that depend on them.

Usage: sessions.py --program build/release/bin/bayon [--update] [PAGE...]
Ends with 77 when a page needs the shared data and BAYON_SHARED (default ../shared) is not there.
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ["README.md"]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def steps(block):
    """[(command, expected output)] of one block. A command goes on after a backslash at its line's end."""
    found, lines = [], block.split("\n")[:-1]
    place = 0
    while place < len(lines):
        if not lines[place].startswith("$ "):
            found[-1][1].append(lines[place])
            place += 1
            continue
        command = [lines[place]]
        while command[-1].endswith("\\"):
            place += 1
            command.append(lines[place])
        found.append(("\n".join(command), []))
        place += 1
    return found


def matches(expected, said):
    """Is each expected line the said one, "..." standing for anything?"""
    if len(expected) != len(said):
        return False
    return all(re.fullmatch(".*".join(map(re.escape, line.split("..."))), real)
               for line, real in zip(expected, said))


def run(command, folder, program):
    place = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "NO_COLOR": "1"}
    done = subprocess.run(["bash", "-c", command[2:]], cwd=folder, env=place, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return [line.rstrip() for line in done.stdout.rstrip("\n").split("\n")] if done.stdout.strip() else []


def kept(expected, said):
    """The said lines, but those that an expected line with "..." covers as they were written."""
    wild = [line for line in expected if "..." in line]
    return [next((line for line in wild if matches([line], [real])), real) for real in said]


def play(text, folder, program):
    """The page with what the program says now, and a list of differences."""
    faults = []

    def replay(found):
        out = []
        for command, expected in steps(found.group(1)):
            said = run(command, folder, program)
            out += [command, *kept(expected, said)]
            if not matches(expected, said):
                faults.append("\n".join([command, *difflib.unified_diff(
                    expected, said, "written", "said", lineterm="", n=1)]))
        return "```console\n" + "\n".join(out) + "\n```"

    return BLOCK.sub(replay, text), faults


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("pages", nargs="*", default=PAGES)
    asked = parser.parse_args(arguments)
    shared = pathlib.Path(os.environ.get("BAYON_SHARED", ROOT.parent / "shared")).resolve()
    ended = 0
    for page in asked.pages:
        text = (ROOT / page).read_text(encoding="utf-8")
        if "shared/" in "".join(BLOCK.findall(text)) and not (shared / "data").is_dir():
            print(f"{page}: skipped, {shared} is not there")
            return 77
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "shared").symlink_to(shared)
            pathlib.Path(folder, "repository").symlink_to(ROOT)
            now, faults = play(text, folder, asked.program.resolve())
        if asked.update:
            (ROOT / page).write_text(now, encoding="utf-8")
            print(f"{page}: {len(faults)} outputs rewritten; read the diff")
        elif faults:
            print("\n\n".join([f"{page}: run tools/docs/sessions.py --update and read the diff", *faults]))
            ended = 1
    return ended


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
