"""What ledger do Bayon and its peers read?

A transaction log in AMLSim's columns, made up from a seed with the standard library alone, so that its bytes are
the same on every machine: 60,000 accounts, days over two years, partners that are paid again and again, popularity
on a power law, balances that add up but for salaries. 1,481,142 rows are about 105 MB.
"""

import bisect
import itertools
import pathlib
import random
import sys

ROWS = 1_481_142
ACCOUNTS = 60_000
PAIRS = 250_000
DAYS = 720
HEADER = ("step,type,amount,nameOrig,oldbalanceOrig,newbalanceOrig,"
          "nameDest,oldbalanceDest,newbalanceDest,isSAR,alertID\n")


def popularity(skew, plateau):
    """Running sums of the weight (rank + plateau)^-skew."""
    return list(itertools.accumulate((rank + plateau) ** -skew for rank in range(1, ACCOUNTS + 1)))


def drawn(chance, sums):
    return min(bisect.bisect(sums, chance.random() * sums[-1]), ACCOUNTS - 1)


def pairs_of(chance):
    payers, payees = popularity(0.6, 0), popularity(2.4, 100)
    out = []
    while len(out) < PAIRS:
        pair = drawn(chance, payers), drawn(chance, payees)
        if pair[0] != pair[1]:
            out.append(pair)
    return out


def payments(chance, rows):
    """(day, from, to), standing payments first, then payments at random between the same pairs; by day."""
    pairs, out = pairs_of(chance), []
    for pair in pairs:
        first, every = chance.randrange(DAYS), chance.choice((0, 0, 7, 14, 30))
        out.extend((day, *pair) for day in (range(first, DAYS, every) if every else (first,)))
    out = out[:rows]
    out.extend((chance.randrange(DAYS), *pairs[chance.randrange(PAIRS)]) for _ in range(rows - len(out)))
    out.sort(key=lambda payment: payment[0])
    return out


def money(cents):
    return f"{cents // 100}.{cents % 100:02}"


def write(path: pathlib.Path, rows: int = ROWS, seed: int = 7) -> None:
    """Writes the ledger aside and renames it, so that a file of that name is whole."""
    chance = random.Random(seed)
    balance = [chance.randrange(1_000_000, 9_000_000) for _ in range(ACCOUNTS)]
    aside = path.with_suffix(".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    with aside.open("w", encoding="ascii", newline="") as out:
        out.write(HEADER)
        for day, source, target in payments(chance, rows):
            amount = chance.randrange(1_000, 100_000)
            if balance[source] < amount:  # a salary that this ledger does not show
                balance[source] += 2_500_000
            before_source, before_target = balance[source], balance[target]
            balance[source] -= amount
            balance[target] += amount
            out.write(f"{day},TRANSFER,{money(amount)},{source},{money(before_source)},"
                      f"{money(balance[source])},{target},{money(before_target)},{money(balance[target])},0,-1\n")
    aside.rename(path)


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
