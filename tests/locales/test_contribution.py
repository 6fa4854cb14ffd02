"""A contribution of translations holds translations."""

import subprocess

import pytest

from locales.checks.contribution import changed_since, outsiders
from locales.problem import BadLocaleData


def test_translations_and_shared_lists_are_welcome():
    files = ["locales/vi/LC_MESSAGES/ui.po", "locales/ja@easy/LC_MESSAGES/advice.po"]
    assert list(outsiders([*files, "locales/glossary.csv"])) == []


@pytest.mark.parametrize(
    "file",
    [
        "flows/law/rules/1_pension.toml",
        "locales/registry.toml",
        "locales/templates/ui.pot",
        "locales/xx/LC_MESSAGES/ui.po",
        "locales/vi/LC_MESSAGES/other.po",
        "locales/vi/LC_MESSAGES/ui.mo",
    ],
)
def test_anything_else_is_named(file):
    [problem] = outsiders([file])
    assert (problem.file, problem.what) == (file, "This is no translation.")


def test_git_tells_what_changed(tmp_path):
    def git(*words):
        subprocess.run(["git", "-C", tmp_path, *words], check=True, capture_output=True)

    git("init", "-b", "main")
    git("config", "user.email", "a@example.org")
    git("config", "user.name", "A")
    (tmp_path / "a").write_text("1")
    git("add", ".")
    git("commit", "-m", "one")
    git("checkout", "-b", "work")
    (tmp_path / "a").write_text("2")
    assert changed_since("main", tmp_path) == ["a"]
    with pytest.raises(BadLocaleData, match="--since nowhere: git says"):
        changed_since("nowhere", tmp_path)
