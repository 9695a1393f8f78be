"""Does a session that says something else fail, and can "..." hide no line?"""
import pathlib
import tempfile
import unittest

import sessions

PAGE = "# a\n```console\n$ echo one; \\\n  echo two\none\ntwo\n$ true\n$ date +%s\n...\n```\nend\n"


class Sessions(unittest.TestCase):
    def play(self, page):
        with tempfile.TemporaryDirectory() as folder:
            return sessions.play(page, folder, pathlib.Path("/bin/true"))

    def test_what_holds_stays(self):
        self.assertEqual(self.play(PAGE), (PAGE, []))

    def test_what_differs_is_told_and_rewritten(self):
        now, faults = self.play(PAGE.replace("\ntwo\n$", "\nthree\n$"))
        self.assertEqual(now, PAGE)
        self.assertEqual(len(faults), 1)
        self.assertIn("+two", faults[0])

    def test_anything_stands_for_one_line(self):
        self.assertTrue(sessions.matches(["a ... b"], ["a 17 b"]))
        self.assertFalse(sessions.matches(["a ... b"], ["a 17"]))
        self.assertFalse(sessions.matches(["..."], ["a", "b"]))
        self.assertFalse(sessions.matches(["..."], []))

    def test_a_command_that_fails_shows_what_it_said(self):
        now, faults = self.play("```console\n$ echo no >&2; false\n```\n")
        self.assertIn("no\n", now)
        self.assertEqual(len(faults), 1)


if __name__ == "__main__":
    unittest.main()
