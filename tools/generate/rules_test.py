"""Do the rules come out of the C++ header byte for byte?"""
import pathlib
import re
import tempfile
import unittest

import rules


class Header(unittest.TestCase):
    def test_bytes_survive(self):
        text = 'title: "quoted" \\ back\n# \u00e9 \u1780 \t tab\n' + "x" * 20_000 + "\n1"
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place) / "rules" / "sub"
            folder.mkdir(parents=True)
            (folder / "b.yml").write_text(text, encoding="utf-8")
            (folder.parent / "a.yml").write_text("", encoding="utf-8")
            (folder / "ignored.txt").write_text("no rule", encoding="utf-8")
            header = rules.header(folder.parent)
        names = re.findall(r'\{"(rules/[^"]+)",', header)
        self.assertEqual(names, ["rules/a.yml", "rules/sub/b.yml"])
        self.assertIn("std::array<BuiltInFile, 2>", header)
        row = header[header.index("rules/sub/b.yml") + len('rules/sub/b.yml",'):]
        pieces = re.findall(r'"((?:[^"\\]|\\.)*)"', row[:row.index("}")])
        read = re.sub(rb"\\([0-7]{3})|\\(.)",
                      lambda m: bytes([int(m[1], 8)]) if m[1] else {b"n": b"\n"}.get(m[2], m[2]),
                      "".join(pieces).encode())
        self.assertEqual(read.decode(), text)

    def test_the_order_of_files_is_that_of_names(self):
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place) / "rules"
            folder.mkdir()
            for name in ("c", "a", "b"):
                (folder / f"{name}.yml").write_text(name, encoding="utf-8")
            header = rules.header(folder)
        self.assertLess(header.index("a.yml"), header.index("b.yml"))
        self.assertLess(header.index("b.yml"), header.index("c.yml"))


if __name__ == "__main__":
    unittest.main()
