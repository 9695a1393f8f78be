"""What does an analyst's own tool take for the same ledger, beside `bayon load` and its fan-ins?

Every contestant runs in a process of its own, in turn, for several rounds; medians, the spread and the largest
memory of a process are printed. Wrong answers are no speed: rows and fan-ins must be the same for all, or the run
fails. DuckDB and pandas are timed without the start of Python; the program `bayon` with its start.
"""

import argparse
import importlib.metadata
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import ledger as made_up

HERE = pathlib.Path(__file__).resolve().parent
SHARED = pathlib.Path(os.environ.get("BAYON_SHARED", HERE.parents[1] / ".." / "shared"))
REAL = "data/ledgers/amlsim/gen_10K_8typologies/tx_log.csv.zst"
K, DAYS = 5, 8
MEGABYTE = 1_000_000


def run(command, environment=None):
    """Standard output, seconds, processor seconds and peak memory of one process; stops all where it fails."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=errors,
                                   stdin=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            sys.exit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}:\n{errors.read()}")
        return out.read(), {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime,
                            "memory": usage.ru_maxrss * 1024}


def bytes_below(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class Contest:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.case = folder / "case"

    def bayon_load(self, path):
        shutil.rmtree(self.case, ignore_errors=True)
        run([self.options.program, "init", self.case])
        out, cost = run([self.options.program, "load", self.case, "--format", "ledger_csv", "--mapping", "amlsim",
                         "--dataset", "bank", "--json", path])
        return {**cost, "rows": json.loads(out)["accepted"], "disk_bytes": bytes_below(self.case)}

    def bayon_fan_ins(self, _):
        out, cost = run([self.options.bench, "--benchmark_filter=^fan_ins_of_a_case", "--benchmark_format=json"],
                        {"BAYON_BENCH_CASE": str(self.case)})
        told = json.loads(out)["benchmarks"][0]
        if "error_message" in told:
            sys.exit(f"bench: {told['error_message']}")
        return {**cost, "seconds": told["real_time"] / 1e3, "instances": int(told["instances"]),
                "hubs": int(told["hubs"])}

    def peer(self, who, task, path, *numbers):
        out, cost = run([sys.executable, HERE / "peers.py", who, task, path, self.folder, *numbers])
        return {**cost, **json.loads(out)}

    def entries(self, path):
        """(task, contestant, how) in the order of a round: fan-ins are asked of what was loaded before."""
        packed = path.with_suffix(path.suffix + ".zst")
        return [
            ("load", "bayon load, indexes and fsync included", lambda: self.bayon_load(path)),
            ("load", "bayon load of the .zst", (lambda: self.bayon_load(packed)) if packed.exists() else None),
            ("load", "DuckDB, table on disk", lambda: self.peer("duckdb", "load", path)),
            ("load", "DuckDB, table and two indexes", lambda: self.peer("duckdb", "load_indexed", path)),
            ("load", "pandas, in memory", lambda: self.peer("pandas", "load", path)),
            ("fan-ins", "bayon, from the case's files", lambda: self.bayon_fan_ins(path)),
            ("fan-ins", "DuckDB, window functions", lambda: self.peer("duckdb", "fan_ins", path, K, DAYS)),
            ("fan-ins", "pandas, a loop over groups", lambda: self.peer("pandas", "fan_ins", path, K, DAYS)),
        ]


def agree(results, keys):
    """The value of each key, where all contestants that tell it say the same; else ends the run."""
    found = {}
    for key in keys:
        values = {name: one[0][key] for (_, name), one in results.items() if key in one[0]}
        if len(set(values.values())) != 1:
            sys.exit(f"bench: {key} differ: {values}")
        found[key] = next(iter(values.values()))
    return found


def table(results, path):
    first = {}
    print(f"| task | who | median s | min to max | x | MB/s | process CPU s | peak MB | disk MB |\n{'|---' * 9}|")
    for (task, name), rounds in results.items():
        seconds = [one["seconds"] for one in rounds]
        median = statistics.median(seconds)
        ratio = median / first.setdefault(task, median)
        rate = f"{path.stat().st_size / MEGABYTE / median:.0f}" if task == "load" else ""
        disk = f"{rounds[0]['disk_bytes'] / MEGABYTE:.0f}" if "disk_bytes" in rounds[0] else ""
        cpu = statistics.median(one["cpu"] for one in rounds)
        peak = max(one["memory"] for one in rounds) / MEGABYTE
        print(f"| {task} | {name} | {median:.2f} | {min(seconds):.2f} to {max(seconds):.2f} | {ratio:.1f} | {rate} "
              f"| {cpu:.2f} | {peak:.0f} | {disk} |", flush=True)


def compete(options, path, folder):
    entries = Contest(options, folder).entries(path)
    results = {}
    for _ in range(options.rounds):
        for task, name, action in entries:
            if action is not None:
                results.setdefault((task, name), []).append(action())
    found = agree(results, ["rows", "instances", "hubs"])
    print(f"\n{path.name}: {path.stat().st_size / MEGABYTE:.1f} MB, {found['rows']} rows; fan-ins of {K} or more payers "
          f"within {DAYS} days: {found['instances']} at {found['hubs']} accounts, the same for all\n")
    table(results, path)


def unpacked(path, folder):
    plain = folder / path.stem
    with plain.open("wb") as out:
        subprocess.run(["zstd", "-dcq", str(path)], stdout=out, check=True)
    return plain


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--program", type=pathlib.Path, required=True)
    ask.add_argument("--bench", type=pathlib.Path, default=pathlib.Path("build/release/bench/scenario_bench"))
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--rows", type=int, default=made_up.ROWS)
    ask.add_argument("--work", type=pathlib.Path, default=pathlib.Path("build/bench-peers"))
    options = ask.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    # This process must stay small: the peak memory of a child starts at that of its parent.
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("duckdb", "pandas"))
    print(f"peers: {versions}, Python {platform.python_version()}, "
          f"{os.cpu_count()} cores, {platform.machine()}, medians of {options.rounds} rounds")
    path = options.work / f"tx_log_{options.rows}.csv"
    if not path.exists():
        run([sys.executable, HERE / "ledger.py", path, options.rows])
    packed = path.with_suffix(".csv.zst")
    if shutil.which("zstd") and not packed.exists():
        subprocess.run(["zstd", "-q", "-f", str(path), "-o", str(packed)], check=True)
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        compete(options, path, pathlib.Path(folder))
    real = SHARED / REAL
    if not real.exists():
        print(f"\nskipped: {REAL} (BAYON_SHARED has no such file)")
    elif not shutil.which("zstd"):
        print(f"\nskipped: {REAL} (there is no zstd to unpack it)")
    else:
        with tempfile.TemporaryDirectory(dir=options.work) as folder:
            compete(options, unpacked(real, pathlib.Path(folder)), pathlib.Path(folder))


if __name__ == "__main__":
    main()
