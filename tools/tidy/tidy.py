#!/usr/bin/env python3
"""Is the house in order? Every finding says where, what, and what to do.

Usage: tidy.py [ROOT]      ends with 0 when there is nothing to say, else 1
"""
import collections
import pathlib
import sys

import includes
import promises
import shapes
from tree import Tree

RULES = (includes, shapes, promises)


def findings(root):
    tree = Tree(root)
    return sorted({finding for rule in RULES for finding in rule.check(tree)}), len(tree.files)


def main(arguments):
    root = arguments[0] if arguments else pathlib.Path(__file__).resolve().parents[2]
    found, files = findings(root)
    for finding in found:
        print(finding.text())
    if found:
        by_file = collections.Counter(finding.file for finding in found)
        print(f"{len(found)} findings in {len(by_file)} of {files} files")
        return 1
    print(f"{files} files in order")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
