"""The settings for Weblate name what is really here: paths, languages, licence, keys."""

import json
import re
import tomllib

from locales import registry
from locales.catalogues import po_path, pot_path
from locales.message import DOMAINS
from locales.po_file import read
from locales.registry import HERE, SOURCE

TOLD = json.loads((HERE / "weblate.json").read_text(encoding="utf-8"))
COMPONENTS = TOLD["components"]
ROOT = HERE.parent


def test_every_domain_has_a_component():
    assert [each["slug"] for each in COMPONENTS] == list(DOMAINS)
    assert len({each["name"] for each in COMPONENTS}) == len(DOMAINS)


def test_masks_and_templates_lead_to_our_files():
    for each in COMPONENTS:
        assert ROOT / each["new_base"] == pot_path(HERE, each["slug"])
        assert (ROOT / each["new_base"]).is_file()
        found = set(ROOT.glob(each["filemask"]))
        with_files = [
            code for code in registry.load() if po_path(HERE, code, each["slug"]).exists()
        ]
        assert with_files
        assert found == {po_path(HERE, code, each["slug"]) for code in with_files}


def test_every_language_of_the_registry_is_let_in_and_no_other():
    wanted = [code for code in registry.load() if code != SOURCE]
    assert len(wanted) == 19
    for each in COMPONENTS:
        assert [code for code in wanted if not re.match(each["language_regex"], code)] == []
        for other in ("en", "templates", "qps", "qpr", "xx", "ja_JP"):
            assert not re.match(each["language_regex"], other)


def test_aliases_name_folders_of_ours():
    pairs = [pair.split(":") for pair in TOLD["project"]["language_aliases"].split(",")]
    assert pairs
    for ours, theirs in pairs:
        assert registry.load()[ours].bcp47.replace("-", "_") == theirs


def test_texts_are_kept_apart_by_their_keys():
    for each in COMPONENTS:
        entries = read(ROOT / each["new_base"]).current
        assert entries
        assert all(key.startswith(f"{each['slug']}.") for key in entries)
        assert each["file_format"] == "po"
        assert each["allow_translation_propagation"] is False


def test_licence_review_and_english_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {each["license"] for each in COMPONENTS} == {project["license"]}
    assert TOLD["project"]["translation_review"] is True
    assert {each["source_language"]["code"] for each in COMPONENTS} == {SOURCE}
    assert {each["edit_template"] for each in COMPONENTS} == {False}


def test_only_the_first_component_has_a_repository_of_its_own():
    first, *others = COMPONENTS
    assert first["repo"].startswith("https://")
    assert {each["repo"] for each in others} == {f"weblate://{TOLD['project']['slug']}/ui"}
