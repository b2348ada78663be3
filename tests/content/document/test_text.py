def test_many_of_the_same_are_counted(tmp_path: Path) -> None:
    """A file full of one character is told so twenty times, and how often more."""
    _, faults = read_bytes(tmp_path, b"name: " + b"\0" * 1_000 + b"x\n")
    assert len(faults) == MAX_SAME + 1
    assert faults[-1].message == f"… and {1_000 - MAX_SAME} more of these in this file."


def test_links_and_devices_are_not_read(tmp_path: Path) -> None:
    """A symbolic link, a folder, a pipe and a file that is gone are refused, unopened."""
    secret = tmp_path / "secret.yml"
    secret.write_text("name: secret\n")
    link, pipe, folder = tmp_path / "link.yml", tmp_path / "pipe.yml", tmp_path / "folder.yml"
    link.symlink_to(secret)
    os.mkfifo(pipe)
    folder.mkdir()
    for file, code in (
        (link, "symlink"),
        (pipe, "unreadable-file"),
        (folder, "unreadable-file"),
        (tmp_path / "gone.yml", "unreadable-file"),
    ):
        document, faults = read(file, PATH)
        assert document is None
        assert [(fault.code, fault.span) for fault in faults] == [(code, Span(PATH))]


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says when it refuses to open a file is passed on."""

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.yml").write_text("name: a\n")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    document, [fault] = read(tmp_path / "a.yml", PATH)
    assert document is None
    assert fault.message == "The file cannot be read: Permission denied."
