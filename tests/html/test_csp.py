from site_builder.html.csp import with_policy

HEAD = '<meta charset="utf-8">'
# The SHA-256 of `alert(1)` as a policy writes it, by `openssl dgst -sha256 -binary | base64`.
ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


def test_a_script_in_the_page_is_named_by_its_hash() -> None:
    """The policy stands at the top of the head, and lets the scripts run that the page holds."""
    page = with_policy(f"<head>{HEAD}<script>alert(1)</script></head>")
    assert f"script-src 'self' {ALERT};" in page
    assert page.index("Content-Security-Policy") < page.index("<script>")


def test_data_and_files_have_no_hash() -> None:
    """Scripts from files and data in script elements add nothing to the policy."""
    page = with_policy(
        f'{HEAD}<script src="x.js"></script><script type="application/ld+json">{{}}</script>'
        '<script id="__config" type="application/json">{}</script>'
    )
    assert "sha256" not in page


def test_a_script_within_the_content_has_no_hash() -> None:
    """What stands in the content of a page is no script of the theme's, whatever it looks like."""
    content = "<p><script>alert(1)</script></p>"
    page = with_policy(f'<meta charset="utf-8"><script>theme()</script>{content}', content)
    assert page.count("'sha256-") == 1
    assert content in page


def test_no_script_runs_in_a_page_whose_content_was_changed() -> None:
    """Scripts are not allowed on the word of content that is not in the page as it was."""
    changed = "<p class=zoom><script>alert(1)</script></p>"
    page = with_policy(f"{HEAD}<script>theme()</script>{changed}", "<p><script>alert(1)</script>")
    assert "sha256" not in page
    assert changed in page


def test_nothing_unsafe_is_allowed() -> None:
    """Neither any inline script nor any other host is let in."""
    policy = with_policy(HEAD)
    assert "unsafe-inline" not in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert "object-src 'none'" in policy
