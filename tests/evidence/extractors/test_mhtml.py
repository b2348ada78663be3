import base64

from site_builder.evidence.extractors import read


def test_the_page_of_a_saved_page() -> None:
    """The first page in the file is read, in its own encoding."""
    page = base64.b64encode("<p>Привет".encode("cp1251")).decode()
    saved = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n"
        "Content-Type: image/png\n\nx\n--B\n"
        "Content-Type: text/html; charset=windows-1251\nContent-Transfer-Encoding: base64\n\n"
        f"{page}\n--B--\n"
    )
    assert read(saved.encode(), "multipart/related").text == "Привет"
