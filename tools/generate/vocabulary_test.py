"""Are the vocabulary's facts read, inherited and written as the package means them?"""
import io
import json
import pathlib
import tempfile
import unittest
import zipfile

import vocabulary
import vocabulary_package
import vocabulary_tables

SCHEMATA = """
Thing:
  label: "Prose that stays outside"
  abstract: true
  matchable: false
  caption: [name]
  properties:
    name: {type: name}
    note: {maxLength: 9}
Interval:
  temporalExtent: {start: [startDate], end: [endDate]}
  properties:
    startDate: {type: date}
    endDate: {type: date, matchable: false}
Own:
  extends: [Interval]
  matchable: false
  edge: {source: owner, target: asset}
  properties:
    owner: {type: entity, range: Thing, reverse: {name: owns}}
    asset: {type: entity, range: Firm, reverse: {name: owners, hidden: true}}
Firm:
  extends: [Thing]
  properties:
    code: {type: identifier, format: lei}
"""
TYPES = {
    "common.py": 'class PropertyType:\n    name: str = const("any")\n    group: str | None = None\n'
                 "    matchable: bool = True\n    pivot: bool = False\n    max_length: int = 250\n"
                 "class EnumType(PropertyType):\n    pass\n",
    "topic.py": 'class TopicType(EnumType):\n    name = "topic"\n    max_length = 64\n'
                '    _TOPICS: ClassVar[dict[str, str]] = {"b": _("B"), "a.c": _("A")}\n',
    "gender.py": 'class GenderType(EnumType):\n    MALE = "male"\n    FEMALE = "female"\n'
                 '    OTHER = "other"\n    name = "gender"\n',
}
PLAIN = ["name", "date", "string", "entity", "identifier", "country", "url", "phone"]


def package(folder):
    """A small package in the shape of the real one."""
    path = pathlib.Path(folder) / "followthemoney-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("followthemoney/schema/All.yaml", SCHEMATA)
        archive.writestr("followthemoney/util.py", "ENTITY_ID_LEN = 200\n")
        for name, text in TYPES.items():
            archive.writestr(f"followthemoney/types/{name}", text)
        for name in PLAIN:
            limit = "ENTITY_ID_LEN" if name == "entity" else "70"
            archive.writestr(f"followthemoney/types/{name}.py",
                             f"class {name.title()}Type(PropertyType):\n    name = '{name}'\n"
                             f"    group = '{name}s'\n    max_length = {limit}\n")
    return path


class Facts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            cls.facts = vocabulary_package.facts(package(folder))

    def test_no_prose_is_taken(self):
        self.assertNotIn("Prose", json.dumps(self.facts))

    def test_types_carry_limits_from_constants_and_defaults(self):
        self.assertEqual(self.facts["types"]["entity"],
                         {"group": "entitys", "matchable": True, "pivot": False, "max_length": 200})
        self.assertEqual(self.facts["types"]["gender"]["max_length"], 250)

    def test_codes_are_codes_alone(self):
        self.assertEqual(self.facts["codes"],
                         {"topic": ["a.c", "b"], "gender": ["female", "male", "other"]})

    def test_a_property_overrides_its_type(self):
        properties = self.facts["properties"]
        self.assertFalse(properties["Interval:endDate"]["matchable"])
        self.assertTrue(properties["Interval:startDate"]["matchable"])
        self.assertEqual(properties["Thing:note"]["max_length"], 9)
        self.assertEqual(properties["Thing:note"]["type"], "string")
        self.assertEqual(properties["Firm:code"]["format"], "lei")

    def test_references_have_a_far_side(self):
        stub = self.facts["properties"]["Firm:owners"]
        self.assertEqual((stub["stub"], stub["hidden"], stub["range"], stub["reverse"]),
                         (True, True, "Own", "Own:asset"))
        self.assertEqual(self.facts["properties"]["Own:asset"]["reverse"], "Firm:owners")

    def test_names_are_inherited_stubs_included(self):
        names = vocabulary_tables.inherited(self.facts)["Firm"]
        self.assertEqual(names, {"code": "Firm:code", "owners": "Firm:owners", "name": "Thing:name",
                                 "note": "Thing:note", "owns": "Thing:owns"})

    def test_the_snapshot_reads_back_equal(self):
        self.assertEqual(json.load(io.StringIO(vocabulary.snapshot_text(self.facts))), self.facts)

    def test_tables_point_where_the_facts_do(self):
        _, source = vocabulary_tables.texts(self.facts)
        order = sorted(self.facts["properties"])
        owner, asset = order.index("Own:owner"), order.index("Own:asset")
        self.assertRegex(source, rf'"Own", .*, false, false, true, {owner}, {asset}\}}')
        self.assertRegex(source, r'"Thing", \{\}, ids\(\d+, 1\), .*, true, false, false, none, none\}')

    def test_tables_are_the_same_each_time(self):
        self.assertEqual(vocabulary_tables.texts(self.facts), vocabulary_tables.texts(self.facts))


class Faults(unittest.TestCase):
    def test_a_package_of_another_shape_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "followthemoney-0.1.0-py3-none-any.whl"
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("followthemoney/util.py", "")
            with self.assertRaises(vocabulary_package.PackageFault):
                vocabulary_package.facts(path)


if __name__ == "__main__":
    unittest.main()
