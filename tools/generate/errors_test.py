"""Does the generator refuse a faulty catalogue, and say the same in C++ as in YAML?"""
import unittest

import errors

GOOD = """
- code: csv.ragged_row
  meaning: A row has "too many" columns.
  exit: 65
  http: 422
  remedy: Look at
    the row.
  case: a_test.cpp
"""


class Catalogue(unittest.TestCase):
    def refused(self, text, part):
        with self.assertRaises(errors.CatalogueFault) as raised:
            errors.read_catalogue(text)
        self.assertIn(part, str(raised.exception))

    def test_reads_entries_in_order(self):
        second = GOOD.replace("csv.ragged_row", "csv.missing_column")
        entries = errors.read_catalogue(GOOD + second)
        self.assertEqual([entry["code"] for entry in entries],
                         ["csv.ragged_row", "csv.missing_column"])

    def test_refuses_what_cannot_be_used(self):
        self.refused("{}", "not a list")
        self.refused("[]", "not a list")
        self.refused("- 3", "entry 1 is not a mapping")
        self.refused(GOOD.replace("  exit: 65\n", ""), "`exit`")
        self.refused(GOOD.replace("exit: 65", "exit: '65'"), "`exit`")
        self.refused(GOOD.replace("exit: 65", "exit: true"), "`exit`")
        self.refused(GOOD.replace("exit: 65", "exit: 126"), "outside 1..125")
        self.refused(GOOD.replace("http: 422", "http: 200"), "outside 400..599")
        self.refused(GOOD.replace("csv.ragged_row", "ragged"), "topic.reason")
        self.refused(GOOD.replace("csv.ragged_row", "csv.Ragged"), "topic.reason")
        self.refused(GOOD + "  colour: red\n", "`colour`")
        self.refused(GOOD + GOOD, "same constant")

    def test_codes_that_share_a_constant_are_refused(self):
        self.refused(GOOD.replace("csv.ragged_row", "a_b.c")
                     + GOOD.replace("csv.ragged_row", "a.b_c"), "same constant as a_b.c")


class Text(unittest.TestCase):
    def test_constants_carry_their_position(self):
        entries = errors.read_catalogue(GOOD)
        self.assertIn("inline constexpr ErrorCode csv_ragged_row{0};", errors.header_text(entries))

    def test_strings_are_folded_and_escaped(self):
        self.assertEqual(errors.quoted('a "b"\n  c\\'), r'"a \"b\" c\\"')
        self.assertEqual(errors.quoted("é1"), r'"\303\2511"')
        source = errors.source_text(errors.read_catalogue(GOOD))
        self.assertIn(r'{"csv.ragged_row", "A row has \"too many\" columns.", 65, 422, '
                      '"Look at the row."},', source)


if __name__ == "__main__":
    unittest.main()
