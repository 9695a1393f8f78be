"""How would an analyst do it today? One contestant for one task, in a process of its own.

    peers.py duckdb load LEDGER FOLDER             read_csv into a table on disk
    peers.py duckdb load_indexed LEDGER FOLDER     the same, with an index on either account column
    peers.py duckdb fan_ins LEDGER FOLDER K DAYS   on the database that load left in FOLDER
    peers.py pandas load LEDGER FOLDER             read_csv into memory: nothing is kept
    peers.py pandas fan_ins LEDGER FOLDER K DAYS

Prints one JSON object: seconds of the task alone, without the start of Python and its imports, and what was found.
A fan-in is what `bayon rings` means by it: reading an account's payments from the earliest, a window of DAYS days,
both ends included, with K different payers or more; the next one starts after its last payment.
"""

import collections
import json
import pathlib
import sys
import time

WINDOWS = """
with paid as (select nameDest as target, nameOrig as source, step from ledger where nameOrig <> nameDest),
     windows as (select target, step,
                        count(distinct source) over (partition by target order by step
                                                     range between current row and {days} following) as sources
                 from paid)
select target, step from windows where sources >= {k} group by target, step order by target, step
"""


def duckdb_load(ledger, folder, indexed=False):
    import duckdb

    database = folder / "peer.duckdb"
    database.unlink(missing_ok=True)
    began = time.perf_counter()
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table ledger as select * from read_csv(?)", [str(ledger)])
        if indexed:
            connection.execute("create index by_source on ledger (nameOrig)")
            connection.execute("create index by_target on ledger (nameDest)")
        connection.execute("checkpoint")
        rows = connection.execute("select count(*) from ledger").fetchone()[0]
    return {"seconds": time.perf_counter() - began, "rows": rows, "disk_bytes": database.stat().st_size}


def duckdb_load_indexed(ledger, folder):
    return duckdb_load(ledger, folder, indexed=True)


def duckdb_fan_ins(_, folder, k, days):
    import duckdb

    with duckdb.connect(str(folder / "peer.duckdb"), read_only=True) as connection:
        began = time.perf_counter()
        windows = connection.execute(WINDOWS.format(k=int(k), days=int(days))).fetchall()
    found, hubs, end = 0, set(), {}
    for target, step in windows:
        if step > end.get(target, -1):
            end[target] = step + int(days)
            hubs.add(target)
            found += 1
    return {"seconds": time.perf_counter() - began, "instances": found, "hubs": len(hubs)}


def pandas_load(ledger, _):
    import pandas

    began = time.perf_counter()
    frame = pandas.read_csv(ledger)
    return {"seconds": time.perf_counter() - began, "rows": len(frame)}


def fans_of(steps, sources, k, days):
    """Instances in one target's payments, in the order of time."""
    found = first = end = 0
    window = collections.Counter()
    while first < len(steps):
        while end < len(steps) and steps[end] <= steps[first] + days:
            window[sources[end]] += 1
            end += 1
        if len(window) >= k:
            found += 1
            first = end
            window.clear()
            continue
        window[sources[first]] -= 1
        if window[sources[first]] == 0:
            del window[sources[first]]
        first += 1
    return found


def pandas_fan_ins(ledger, _, k, days):
    import pandas

    frame = pandas.read_csv(ledger)
    began = time.perf_counter()
    frame = frame[frame.nameOrig != frame.nameDest].sort_values(["nameDest", "step"], kind="stable")
    found = hubs = 0
    for _target, group in frame.groupby("nameDest", sort=False):
        if len(group) < int(k):
            continue
        fans = fans_of(group.step.tolist(), group.nameOrig.tolist(), int(k), int(days))
        found += fans
        hubs += fans > 0
    return {"seconds": time.perf_counter() - began, "instances": found, "hubs": hubs}


TASKS = {("duckdb", "load"): duckdb_load, ("duckdb", "load_indexed"): duckdb_load_indexed,
         ("duckdb", "fan_ins"): duckdb_fan_ins, ("pandas", "load"): pandas_load,
         ("pandas", "fan_ins"): pandas_fan_ins}

if __name__ == "__main__":
    who, task, ledger_path, folder_path, *numbers = sys.argv[1:]
    print(json.dumps(TASKS[who, task](pathlib.Path(ledger_path), pathlib.Path(folder_path), *numbers)))
