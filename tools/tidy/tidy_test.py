"""Does tidy find each fault that is planted, and nothing in a house that is in order?"""
import pathlib
import shutil
import tempfile
import unittest

import functions
import tidy

FLOORS = (pathlib.Path(__file__).resolve().parents[2] / "docs" / "floors.yml").read_text()
ERROR = """- code: amount.malformed
  meaning: No amount.
  exit: 65
  http: 422
  remedy: Write one.
  case: bayon/base/amount_test.cpp
"""
HEADER = """// How much,
// exactly?
//
// Threads: values.
#pragma once

#include <string>
"""
SOUND = {
    "docs/floors.yml": None,
    "docs/errors.yml": ERROR,
    "docs/references.bib": "@book{Knuth1968, title = {x}}\n",
    "docs/invariants.md": "- `amount.positive`: an amount is not negative\n",
    "README.md": "[floors](docs/floors.yml#top) [web](https://example.org) ![](docs/errors.yml)\n",
    "bayon/base/folder.cmake": "set(FOLDER_LINKS fmt::fmt)\n",
    "bayon/base/amount.hpp": HEADER,
    "bayon/base/amount.cpp":
        '#include "bayon/base/amount.hpp"\n\n#include <fmt/format.h>\n// [Knuth1968]\n'
        "void f() { BAYON_CHECK(a(1, 2) > 0, amount.positive); fail(errors::amount_malformed); }\n",
    "bayon/base/amount_test.cpp":
        '#include "bayon/base/amount.hpp"\n#include <gtest/gtest.h>\n#include "test/support/seed.hpp"\n'
        "auto expected = errors::amount_malformed;\n",
    "bayon/model/folder.cmake": "set(FOLDER_USES bayon_base)\n",
    "bayon/model/flow.hpp": HEADER + '#include "bayon/base/amount.hpp"\n',
    "bayon/source/folder.cmake": "set(FOLDER_USES bayon_model)\n",
    "bayon/source/format.hpp": HEADER + '#include "bayon/base/amount.hpp"\n',
    "bayon/source/reading/folder.cmake": "set(FOLDER_USES bayon_source)\n",
    "bayon/source/reading/csv.hpp": HEADER + '#include "bayon/source/format.hpp"\n',
    "bayon/source/list_a/folder.cmake": "set(FOLDER_USES bayon_source_reading)\n",
    "bayon/source/list_a/format.cpp": '#include "bayon/source/reading/csv.hpp"\n'
                                      '#include "bayon/source/format.hpp"\n',
    "bayon/source/list_b/format.hpp": HEADER,
    "test/support/folder.cmake": "set(FOLDER_USES bayon_base)\n",
    "test/support/seed.hpp": HEADER,
}


def findings(changes):
    """Texts of what tidy says of the sound house with `changes` (path -> text, or nothing to remove)."""
    root = pathlib.Path(tempfile.mkdtemp())
    try:
        for path, text in {**SOUND, **changes}.items():
            if text is None and path in changes:
                continue
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if path == "docs/floors.yml" and text is None:
                # The lists of files that may catch and throw belong to the real tree.
                text = FLOORS.split("\n# Files that may catch")[0] + (
                    "\ncatch: []\nthrow: []\nno_floating_point: [bayon/base/amount]\n")
            file.write_text(text, encoding="utf-8")
        return [finding.text() for finding in tidy.findings(root)[0]]
    finally:
        shutil.rmtree(root)


class Planted(unittest.TestCase):
    def found(self, changes, *parts):
        """Exactly one finding, which begins with the place and holds every part."""
        said = findings(changes)
        self.assertEqual(len(said), 1, said)
        for part in parts:
            self.assertIn(part, said[0])

    def more(self, path, text):
        return {path: SOUND[path] + text}

    def test_the_sound_house_is_in_order(self):
        self.assertEqual(findings({}), [])

    def test_an_include_from_a_higher_floor(self):
        self.found(self.more("bayon/base/amount.cpp", '#include "bayon/model/flow.hpp"\n'),
                   "bayon/base/amount.cpp:6: bayon/base may not include bayon/model")

    def test_siblings(self):
        self.found(self.more("bayon/source/list_a/format.cpp",
                             '#include "bayon/source/list_b/format.hpp"\n'),
                   "list_a/format.cpp:3:", "may not include bayon/source/list_b")

    def test_a_mechanism_includes_no_format(self):
        self.found(self.more("bayon/source/reading/csv.hpp",
                             '#include "bayon/source/list_b/format.hpp"\n'),
                   "bayon/source/reading may not include bayon/source/list_b")

    def test_the_shared_header_does_not_use_the_mechanism(self):
        self.found(self.more("bayon/source/format.hpp", '#include "bayon/source/reading/csv.hpp"\n'),
                   "bayon/source may not include bayon/source/reading")

    def test_a_face_speaks_to_the_engine_alone(self):
        self.found({"faces/cli/folder.cmake": "set(FOLDER_USES bayon_source)\n",
                    "faces/cli/main.cpp": '#include "bayon/source/format.hpp"\n'},
                   "faces/cli may not include bayon/source")

    def test_a_source_uses_no_test_support(self):
        self.found(self.more("bayon/base/amount.cpp", '#include "test/support/seed.hpp"\n'),
                   "bayon/base may not include test/support")

    def test_a_private_header(self):
        self.found({"bayon/base/detail/limb.hpp": HEADER,
                    **self.more("bayon/model/flow.hpp", '#include "bayon/base/detail/limb.hpp"\n')},
                   "bayon/base/detail/limb.hpp is private to bayon/base")

    def test_an_own_private_header_is_fine(self):
        self.assertEqual(findings({"bayon/base/detail/limb.hpp": HEADER, **self.more(
            "bayon/base/amount.cpp", '#include "bayon/base/detail/limb.hpp"\n')}), [])

    def test_an_include_that_is_not_there(self):
        self.found(self.more("bayon/model/flow.hpp", '#include "flow.hpp"\n'),
                   "bayon/model/flow.hpp:9:", "is no file of the tree")

    def test_an_include_that_the_build_makes(self):
        self.assertEqual(findings({
            "cmake/generated.cmake": "set(x ${BAYON_GENERATED}/bayon/model/tables.hpp)\n",
            **self.more("bayon/model/flow.hpp", '#include "bayon/model/tables.hpp"\n')}), [])

    def test_an_include_without_a_link(self):
        self.found({"bayon/source/list_a/folder.cmake": "# nothing\n",
                    "bayon/source/list_a/format.cpp": '#include "bayon/source/format.hpp"\n'},
                   "list_a/format.cpp:1: bayon/source/list_a includes bayon/source without linking it", "FOLDER_USES")

    def test_a_link_to_nothing(self):
        self.found({"bayon/model/folder.cmake": "set(FOLDER_USES bayon_base bayon_bases)\n"},
                   "bayon_bases is no folder's library")

    def test_a_library_in_a_foreign_folder(self):
        self.found({"bayon/model/flow.cpp": "#include <sqlite3.h>\n"},
                   "bayon/model/flow.cpp:1: <sqlite3.h> of SQLite does not belong here")

    def test_a_heavy_library_in_a_public_header(self):
        self.found(self.more("bayon/base/amount.hpp", "#include <unicode/unistr.h>\n"),
                   "ICU in a public header")
        self.assertEqual(findings({"bayon/base/json.hpp": HEADER + "#include <nlohmann/json.hpp>\n"}), [])
        told = findings({"bayon/store/table.hpp": HEADER + "#include <nlohmann/json.hpp>\n"})
        self.assertEqual(len(told), 2)
        self.assertIn("nlohmann-json does not belong here", told[0])
        self.assertIn("nlohmann-json in a public header", told[1])

    def test_a_library_without_an_owner(self):
        self.found(self.more("bayon/base/amount.cpp", "#include <curl/curl.h>\n"),
                   "<curl/curl.h> has no owner")

    def test_the_operating_system(self):
        self.found({"bayon/model/flow.cpp": "#include <sys/stat.h>\n"},
                   "of the operating system does not belong here")

    def test_lengths(self):
        self.found(self.more("bayon/model/flow.hpp", "//\n" * 393), "401 lines, past 400")
        self.found({"bayon/model/flow.cpp": "//\n" * 601}, "601 lines, past 600")
        self.found({"tools/long.py": "#\n" * 601}, "601 lines, past 600")
        self.found({"bayon/model/flow.cpp": "// " + "a" * 98 + "\n"}, "101 columns, past 100")
        self.assertEqual(findings({"bayon/model/flow.cpp": "// " + "a" * 97 + "\n"}), [])
        table = 'auto a = R"(\n' + "b" * 120 + ')";\n'
        self.assertEqual(findings({"bayon/model/flow.cpp": table}), [])
        self.found({"bayon/model/flow.cpp": table + "// " + "a" * 98 + "\n"}, "flow.cpp:3: 101 columns")

    def test_long_functions(self):
        body = "int f(int a) {\n" + "  a += 1;\n" * 58 + "  return a;\n}\n"
        self.found({"bayon/model/flow.cpp": body}, "flow.cpp:1: a function of 61 lines, past 60")
        self.assertEqual(findings({"bayon/model/flow.cpp": "// long: one table\n" + body}), [])
        self.found({"tools/long.py": "def f():\n" + "    pass\n" * 60}, "long.py:1: a function of 61")

    def test_names(self):
        self.found({"bayon/model/flowTable.cpp": ""}, "'flowTable' is not in snake_case")
        self.found({"bayon/model/flow_utils.cpp": ""}, "'utils' says nothing")
        self.found(self.more("bayon/model/flow.hpp", "class FlowManager {};\n"),
                   "flow.hpp:9: 'Manager' in FlowManager says nothing")

    def test_promises(self):
        for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X"):
            self.found({"bayon/model/flow.cpp": f"// {word}: later\n"}, f"{word} promises")

    def test_headers_open_with_a_question(self):
        self.found({"bayon/model/order.hpp": "// Orders.\n#pragma once\n"}, "does not open with")
        self.found({"bayon/model/order.hpp": "// An order. What is it?\n#pragma once\n"},
                   "does not open with")
        self.found({"bayon/model/order.hpp": "// What is it?\n"}, "#pragma once is missing")

    def test_exceptions(self):
        self.found({"bayon/model/flow.cpp": "void f() { try { g(); } catch (...) {} }\n"},
                   "flow.cpp:1: `catch` is not allowed here")
        self.found({"bayon/model/flow.cpp": "void f() { throw 1; }\n"}, "`throw` is not allowed")
        self.assertEqual(findings({"bayon/model/flow.cpp": '// catch\nauto s = "throw";\n'}), [])

    def test_floating_money(self):
        self.found({"bayon/base/amount_text.cpp": "double d = 0;\n"}, "`double` where money")

    def test_errors(self):
        second = ERROR.replace("amount.malformed", "amount.odd")
        self.found({"docs/errors.yml": ERROR + second, **self.more(
            "bayon/base/amount.cpp", "auto e = errors::amount_odd;\n")},
            "errors.yml:7:", "does not mention amount.odd")
        self.found({"docs/errors.yml": ERROR + second, **self.more(
            "bayon/base/amount_test.cpp", "auto expected = errors::amount_odd;\n")},
            "no source gives amount.odd")
        self.found({"bayon/base/amount_test.cpp": 'auto url = "http://a"; // amount_malformed\n'},
                   "does not mention amount.malformed")
        self.found({"docs/errors.yml": ERROR.replace("amount_test", "amounts_test")},
                   "bayon/base/amounts_test.cpp, which is not there")

    def test_invariants(self):
        self.found(self.more("bayon/base/amount.cpp", "void g() {\n  BAYON_ASSERT(b, amount.even); }\n"),
                   "amount.cpp:7: the invariant amount.even is not in")
        announced = HEADER.replace("// Threads: values.", "// Invariants: flow.sound   whole\n"
                                   "//                         and unbroken\n//             flow.dated  each")
        said = findings({"bayon/model/flow.hpp": announced})
        self.assertEqual([text.split(" is not")[0] for text in said],
                         ["bayon/model/flow.hpp:4: the invariant flow.sound",
                          "bayon/model/flow.hpp:6: the invariant flow.dated"])
        self.found({"docs/invariants.md": SOUND["docs/invariants.md"] + "- `amount.gone`: x\n"},
                   "docs/invariants.md:2: no header announces amount.gone")
        self.found({"docs/invariants.md": SOUND["docs/invariants.md"] * 2}, "amount.positive stands here twice")

    def test_links_and_citations(self):
        self.found({"docs/a.md": "[x](../README.md)\n\n[y](b.md)\n"}, "docs/a.md:3: the link b.md")
        self.assertEqual(findings({"docs/a.md": "```\n[y](b.md)\n```\n"}), [])
        self.found(self.more("bayon/base/amount.cpp", "// [Euler1748]\n"), "[Euler1748] is not in")
        self.found(self.more("bayon/base/amount.cpp", "// [ISO-4217]\n"), "[ISO-4217] is not in")
        self.found({"data/rules/a.yml": "key: FR-1-2\n"}, "data/rules/a.yml:1: [FR-1-2] is not in")
        self.found({"docs/a.md": "As [Euler1748] says.\n"}, "docs/a.md:1: [Euler1748] is not in")
        self.assertEqual(findings(self.more("bayon/base/amount.cpp", "// [A-Z] a[Size1] [T](x) [USAGE]\n")), [])
        self.found({"docs/references.bib": SOUND["docs/references.bib"] + "@misc{Idle2001, title={x}}\n"},
                   "docs/references.bib:2: nothing cites Idle2001")


class Functions(unittest.TestCase):
    def lengths(self, text):
        return [last - first + 1 for first, last in functions.functions(text)]

    def test_shapes_of_functions(self):
        self.assertEqual(self.lengths("namespace a {\nint f() {\n  if (b) {\n  }\n}\n}\n"), [4])
        self.assertEqual(self.lengths("struct A {\n  A() : b_{1}, c_{2} {\n  }\n  int b_{3};\n};\n"), [2])
        self.assertEqual(self.lengths("auto f(int a)\n    -> int {\n  return a;\n}\n"), [4])
        self.assertEqual(self.lengths("template <typename T>\n  requires(true)\nT f() {\n}\n"), [4])
        self.assertEqual(self.lengths('TEST(A, B) {\n  f("}{");\n  g(\'{\');\n}\n'), [4])
        self.assertEqual(self.lengths("bool operator==(A a, A b) {\n}\nbool A::operator<(B) const {\n}\n"),
                         [2, 2])
        self.assertEqual(self.lengths("void f(int a = 3) {\n}\n"), [2])

    def test_what_is_no_function(self):
        self.assertEqual(self.lengths("constexpr std::array<A, 2> all{{\n  {1},\n  {2},\n}};\n"), [])
        self.assertEqual(self.lengths("enum class A : int { b, c };\nclass B final : public C {};\n"), [])
        self.assertEqual(self.lengths("const auto a = f({\n  1,\n});\n"), [])
        self.assertEqual(self.lengths('auto s = R"(void f() {\n)";\n#define F(x) \\\n  do { \\\n\nint a;\n'),
                         [])


if __name__ == "__main__":
    unittest.main()
