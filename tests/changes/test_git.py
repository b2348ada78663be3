import os
from pathlib import Path

import pytest

from site_builder.changes.git import GitError, head, moment, snapshot, tags, two_snapshots
from site_builder.diagnostics import quoted
from tests.support.project import tree
from tests.support.repository import commit, git, write

FILES = {
    "content/people/a.yml": "name: A\n",
    "content/people/b.yml": "name: B\n",
    "content/pages/it’s a page.md": "# Page\n",
    "README.md": "Read me.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with one commit of `FILES`."""
    write(tmp_path, FILES)
    commit(tmp_path)
    return tmp_path


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that is not in a repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    inner = tmp_path / "inner"
    inner.mkdir()
    return inner


def test_a_snapshot_lists_the_files_of_the_folder(folder: Path) -> None:
    """Paths are relative to the folder, whatever their letters; other folders are not listed."""
    taken = snapshot(folder / "content", "HEAD")
    assert [*taken.files] == ["pages/it’s a page.md", "people/a.yml", "people/b.yml"]
    assert taken.changed == frozenset()
    assert taken.commit == git(folder, "rev-parse", "HEAD").strip()


def test_names_may_hold_anything(folder: Path) -> None:
    """A tab, a line break or a quotation mark in a path is a part of it."""
    names = {"a\tb.yml", "c\nd.yml", 'e"f.yml', "-g.yml", "*.yml"}
    write(folder, {f"content/themes/{name}": "title: A\n" for name in names})
    assert snapshot(folder / "content", "HEAD").changed == {f"themes/{name}" for name in names}
    commit(folder)
    taken = snapshot(folder / "content", "HEAD")
    assert {f"themes/{name}" for name in names} < taken.files.keys()


def test_a_folder_with_the_name_of_a_pattern(folder: Path) -> None:
    """A folder named `*` is that folder, not all of them."""
    write(folder, {"*/people/c.yml": "name: C\n"})
    commit(folder)
    write(folder, {"*/people/c.yml": "name: D\n", "README.md": "Of no other folder.\n"})
    taken = snapshot(folder / "*", "HEAD")
    assert [*taken.files] == ["people/c.yml"]
    assert taken.changed == {"people/c.yml"}


def test_a_snapshot_of_the_whole_repository(folder: Path) -> None:
    """The content folder may be the repository itself."""
    assert [*snapshot(folder, "HEAD").files] == sorted(FILES)


def test_whatever_differs_from_the_commit_has_changed(folder: Path) -> None:
    """Edited, removed, new, ignored and staged files all count, committed or not."""
    first = git(folder, "rev-parse", "HEAD").strip()
    write(folder, {"content/people/c.yml": "name: C\n"})
    commit(folder)
    write(
        folder,
        {
            ".gitignore": "ignored.yml\n",
            "content/people/a.yml": "name: Another\n",
            "content/people/b.yml": None,
            "content/people/new.yml": "name: New\n",
            "content/people/ignored.yml": "name: Ignored\n",
            "content/people/staged.yml": "name: Staged\n",
            "README.md": "Of no other folder.\n",
        },
    )
    git(folder, "add", "content/people/staged.yml")
    names = ("a", "b", "c", "ignored", "new", "staged")
    assert snapshot(folder / "content", first).changed == {f"people/{name}.yml" for name in names}


def test_files_are_read_as_they_were(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bytes are read exactly; empty files are read, unknown names skipped."""
    data = b"\x00\r\n\xff one\n\ntwo"
    write(folder, {"content/images/x.png": data, "content/people/empty.yml": ""})
    commit(folder)
    write(folder, {"content/images/x.png": b"other"})
    taken = snapshot(folder / "content", "HEAD")
    wanted = ["images/x.png", "people/empty.yml", "people/nobody.yml", "people/a.yml"]
    assert [*taken.read(wanted)] == [
        ("images/x.png", data),
        ("people/empty.yml", b""),
        ("people/a.yml", b"name: A\n"),
    ]
    elsewhere = tmp_path_factory.mktemp("then")
    taken.write(wanted, elsewhere)
    assert tree(elsewhere) == dict(taken.read(wanted))


def test_what_others_added_meanwhile_is_no_change(folder: Path) -> None:
    """A branch is compared with the commit where it left the revision."""
    git(folder, "switch", "--quiet", "--create", "mine")
    write(folder, {"content/people/mine.yml": "name: Mine\n"})
    commit(folder)
    git(folder, "switch", "--quiet", "main")
    write(folder, {"content/people/theirs.yml": "name: Theirs\n"})
    commit(folder)
    git(folder, "switch", "--quiet", "mine")
    assert snapshot(folder / "content", "main").changed == {"people/mine.yml"}


def test_a_link_stays_a_link_and_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    """A committed link is written as a link that leads nowhere else."""
    (folder / "content" / "people" / "link.yml").symlink_to("/etc/hostname")
    commit(folder)
    taken = snapshot(folder / "content", "HEAD")
    taken.write(["people/link.yml"], tmp_path / "then")
    link = tmp_path / "then" / "people" / "link.yml"
    assert link.is_symlink()
    assert link.resolve() == (tmp_path / "then" / "people").resolve()


def test_a_path_that_leads_out_is_left_out(folder: Path) -> None:
    """A commit made by hand may have `..` in a path: what it names is no file of the folder."""
    blob = git(folder, "rev-parse", "HEAD:README.md").strip()
    inner = tree_by_hand(folder, ("100644 ..", blob), ("100644 a..yml", blob))
    content = tree_by_hand(folder, ("40000 ..", inner), ("40000 people", inner))
    top = tree_by_hand(folder, ("40000 content", content))
    made = git(folder, "commit-tree", "-m", "By hand", top).strip()
    git(folder, "reset", "--quiet", "--soft", made)
    assert [*snapshot(folder / "content", "HEAD").files] == ["people/a..yml"]


def tree_by_hand(folder: Path, *entries: tuple[str, str]) -> str:
    """Write a tree of entries (mode and name, id) that git itself would refuse; returns its id."""
    data = b"".join(f"{entry}\0".encode() + bytes.fromhex(id_) for entry, id_ in entries)
    (folder / "tree").write_bytes(data)
    return git(folder, "hash-object", "-t", "tree", "--literally", "-w", "tree").strip()


def test_the_repository_is_left_as_it_is(folder: Path) -> None:
    """Nothing is written, not even the index."""
    index = folder / ".git" / "index"
    os.utime(folder / "content" / "people" / "a.yml", (1, 1))
    before = index.read_bytes()
    snapshot(folder / "content", "HEAD")
    assert index.read_bytes() == before


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("mian", "There is no revision `mian` here. Did you mean `main`?"),
        ("--help", "There is no revision `--help` here. Known: `main`."),
        ("", "There is no revision `` here. Known: `main`."),
        ("HEAD~7", "There is no revision `HEAD~7` here. Known: `main`."),
        ("main:README.md", "There is no revision `main:README.md` here. Known: `main`."),
        ("HEAD..main", "There is no revision `HEAD..main` here. Known: `main`."),
        ("a\0b", "Cannot run git: embedded null byte."),
    ],
)
def test_an_unknown_revision_is_said(folder: Path, revision: str, said: str) -> None:
    """A name that is not a commit, even an option, is refused in a sentence."""
    with pytest.raises(GitError) as caught:
        snapshot(folder / "content", revision)
    assert str(caught.value) == said


def test_a_remote_branch_is_offered(folder: Path, tmp_path: Path) -> None:
    """A branch that only the remote has is suggested by its full name."""
    git(folder, "branch", "v")
    git(tmp_path, "clone", "--quiet", str(folder), "clone")
    with pytest.raises(GitError, match=r"Did you mean `origin/v`\?"):
        snapshot(tmp_path / "clone" / "content", "v")


def test_a_shallow_clone_says_so(folder: Path, tmp_path: Path) -> None:
    """If history is missing, the message says what to run."""
    old = git(folder, "rev-parse", "HEAD").strip()
    commit(folder)
    git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), "clone")
    with pytest.raises(GitError) as caught:
        snapshot(tmp_path / "clone" / "content", old)
    assert str(caught.value).endswith(
        ". This clone is shallow and may lack it: run `git fetch --unshallow`."
    )


def test_strangers_have_nothing_in_common(folder: Path) -> None:
    """A branch of another origin cannot be compared."""
    git(folder, "switch", "--quiet", "--orphan", "other")
    write(folder, {"content/people/other.yml": "name: Other\n"})
    commit(folder)
    with pytest.raises(GitError, match=r"^`main` and the current branch have no commit in common"):
        snapshot(folder / "content", "main")


def test_a_branch_without_a_commit_is_said(folder: Path) -> None:
    """On a new branch that has nothing yet, there is nothing to compare."""
    git(folder, "switch", "--quiet", "--orphan", "other")
    with pytest.raises(GitError, match=r"^There are no commits here yet\.$"):
        snapshot(folder / "content", "main")


def test_a_folder_elsewhere_is_said(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A content folder that a link leads out of the repository has no history in it."""
    link = folder / "elsewhere"
    link.symlink_to(tmp_path_factory.mktemp("other") / "content")
    with pytest.raises(GitError) as caught:
        snapshot(link, "main")
    assert str(caught.value) == f"The content folder {quoted(str(link))} is not in a repository."


def test_an_empty_repository_is_said(nowhere: Path) -> None:
    """Before the first commit there is nothing to compare with."""
    git(nowhere, "init", "--quiet", "--initial-branch=main")
    with pytest.raises(GitError, match="There are no commits here yet"):
        snapshot(nowhere, "HEAD")


def test_a_folder_without_history_is_said(nowhere: Path) -> None:
    """A folder without a repository is reported."""
    with pytest.raises(GitError) as caught:
        snapshot(nowhere / "content", "main")
    assert str(caught.value) == (
        f"{quoted(str(nowhere))} is not in a git repository, so it has no history."
    )


def test_a_machine_without_git_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing git is reported."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match=r"^This needs git, which was not found\.$"):
        snapshot(folder / "content", "main")


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("fatal: bad tree\nsecond line", "git failed: bad tree"),
        ("error: 1\\377", "git failed: error: 1\ufffd"),
        ("", "git failed: no message"),
    ],
)
def test_what_git_says_is_passed_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, printed: str, said: str
) -> None:
    """Where git itself fails, the first line of what it prints is the sentence."""
    program = folder / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nprintf '{printed}' >&2\nexit 128\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    with pytest.raises(GitError) as caught:
        snapshot(folder / "content", "main")
    assert str(caught.value) == said


def test_a_missing_tree_is_said(folder: Path) -> None:
    """Where git cannot list the files of the commit, it says why."""
    id_ = git(folder, "rev-parse", "HEAD:content").strip()
    (folder / ".git" / "objects" / id_[:2] / id_[2:]).unlink()
    with pytest.raises(GitError, match=r"^git failed: "):
        snapshot(folder / "content", "HEAD")


def test_a_missing_object_is_said(folder: Path) -> None:
    """A damaged repository is reported as such, not as an empty one."""
    taken = snapshot(folder / "content", "HEAD")
    blob = taken.files["people/a.yml"].id
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(GitError, match=f"git lacks the object {blob}, which was `people/a.yml`"):
        [*taken.read(["people/a.yml"])]


def test_head_is_the_commit_and_its_moment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commit has a moment in seconds since 1970, and says whether the folder has changed."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-11-06T12:00:00+03:00")
    sha = commit(folder)
    assert head(folder / "content") == (sha, 1730883600)
    (folder / "README.md").write_text("Elsewhere.\n")
    assert head(folder / "content") == (sha, 1730883600)
    write(folder, {"content/people/c.yml": "name: C\n"})
    assert head(folder / "content") == (f"{sha}-modified", 1730883600)


def test_the_moment_of_any_commit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit has its own moment, whatever it changed and whatever came after it."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-11-06T12:00:00+03:00")
    write(folder, {"content/people/c.yml": "name: C\n"})
    sha = commit(folder)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-11-07T12:00:00+03:00")
    later = commit(folder)
    assert (moment(folder, sha), moment(folder, later)) == (1730883600, 1730970000)


def test_a_new_file_is_a_change_where_git_shows_none(folder: Path) -> None:
    """A file that is not committed counts, also where git is told not to list such files."""
    sha = git(folder, "rev-parse", "HEAD").strip()
    git(folder, "config", "status.showUntrackedFiles", "no")
    write(folder, {"content/people/c.yml": "name: C\n"})
    assert head(folder / "content")[0] == f"{sha}-modified"


def test_no_head(nowhere: Path, tmp_path: Path) -> None:
    """Outside of a repository, and before the first commit, there is no such commit."""
    with pytest.raises(GitError, match="not in a git repository"):
        head(nowhere)
    git(tmp_path, "init", "--quiet")
    with pytest.raises(GitError, match="no commits"):
        head(tmp_path)


def test_two_commits_are_compared_with_each_other(folder: Path) -> None:
    """What differs between them is known without the work tree, files that came and went too."""
    commit(folder)
    git(folder, "tag", "v1")
    write(folder, {"content/people/a.yml": "name: Ann\n", "content/people/b.yml": None})
    write(folder, {"content/people/c.yml": "name: C\n"})
    commit(folder)
    git(folder, "tag", "v2")
    write(folder, {"content/people/d.yml": "name: D\n"})
    before, now = two_snapshots(folder / "content", "v1", "v2")
    assert [before.commit, now.commit] == git(folder, "rev-parse", "v1", "v2").split()
    changed = {"people/a.yml", "people/b.yml", "people/c.yml"}
    assert before.changed == now.changed == changed
    assert dict(before.read(changed)) == {
        "people/a.yml": b"name: A\n",
        "people/b.yml": b"name: B\n",
    }
    assert dict(now.read(changed)) == {"people/a.yml": b"name: Ann\n", "people/c.yml": b"name: C\n"}


def test_tags_in_the_order_of_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last tags are those of the latest commits, whatever they are called."""
    for day, name in ((6, "v9"), (7, "v10"), (8, "first")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2024-11-0{day}T12:00:00+00:00")
        commit(folder)
        git(folder, "tag", name)
    assert tags(folder, 2) == ["v10", "first"]


def test_tags_of_this_branch(folder: Path) -> None:
    """The last tags that the checked-out commit contains, the oldest first."""
    for name in ("v1", "v2", "v3"):
        commit(folder)
        git(folder, "tag", name)
    git(folder, "switch", "--quiet", "--detach", "v2")
    assert tags(folder / "content", 20) == ["v1", "v2"]
    assert tags(folder / "content", 1) == ["v2"]
