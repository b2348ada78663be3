"""The form "Add a quote": its answers become exactly one statement, or a list of all that is wrong.

Each case runs `factsheet issue` on an event as GitHub writes it, in a project of its own.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from markdown import markdown

from site_builder.authoring.issue_form import QUESTIONS, read_answers
from site_builder.authoring.yaml.edit import record_text
from site_builder.cli import main
from site_builder.content.document import Plain, parse
from site_builder.content.model import Person
from tests.support.awkward import STRINGS
from tests.support.paths import ROOT
from tests.support.project import Project, person, statement, tree

ANSWERS = {
    "person": "Ada Keeper",
    "new_person": "Yes",
    "kind": "Quote: the speaker’s exact words, as the source prints them",
    "words": "The lamps went out at noon.",
    "date": "2024-11-08",
    "date_basis": "Said: it was said on that day",
    "theme": "Lighthouses",
    "source": "The Gazette of the third",
    "misattributed": "Yes",
    "promises": "- [x] I have read it.\n- [X] I agree.",
}
ADDED: dict[str, Plain] = {
    "id": "the-lamps-went-out-at-noon",
    "quote": "The lamps went out at noon.",
    "date": "2024-11-08",
    "citations": [{"source": "gazette"}],
}
HOSTILE = [
    "${{ secrets.GITHUB_TOKEN }}",
    "$(touch pwned) `id` ; rm -rf . && exit",
    "[click](https://evil.example) ![](https://evil.example/x.png) <img src=x>",
    "@everyone and @org/team, closes #1",
    "x\n      - id: other\n        quote: forged",
    'x" "\n  quote: forged',
    "---\nname: Somebody else",
    "&a [*a, *a] !!python/object:os.system <<: *a",
    "He said #1 and # more: no",
    "::set-output name=x::y\n::error::z",
    "### Not a heading of the form\n\nanswer",
    "```\ncode\n```",
    "…\n\n> [!NOTE]\n> quoted",
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one person, in a file as people write it."""
    project = Project(tmp_path)
    fields = json.loads(json.dumps(person(statement())))
    project.write("people/ada-keeper.yml", record_text(Person, fields))
    monkeypatch.chdir(tmp_path)
    return project


def body(**answers: str | None) -> str:
    """Return the issue's text with these answers instead of the usual ones; None for no answer."""
    given = {**ANSWERS, **answers}
    return "\n\n".join(
        f"### {question.label}\n\n{given.get(question.key) or '_No response_'}"
        for question in QUESTIONS
    )


def run(text: Any) -> Result:
    """Run the command on an issue with this text."""
    Path("event.json").write_text(json.dumps({"issue": {"number": 12, "body": text}}))
    return CliRunner().invoke(main, ["issue", "event.json"])


def statements(project: Project, name: str = "ada-keeper") -> list[Plain]:
    """Return all statements in a person's file."""
    document, faults = parse((project.content / "people" / f"{name}.yml").read_text(), name)
    assert document is not None
    assert not faults
    positions: Any = document.plain()["positions"]
    return [said for position in positions for said in position["statements"]]


def refused(project: Project, text: Any) -> list[str]:
    """Return the lines of a refusal, which must leave the content unchanged."""
    before = tree(project.content)
    done = run(text)
    assert done.exit_code == 1, done.output
    assert tree(project.content) == before
    return [line for line in done.output.splitlines() if line.startswith("- ")]


def test_answers_become_one_statement(project: Project) -> None:
    """A complete form adds its statement after the others; nothing else changes."""
    before = tree(project.content)
    done = run(body())
    assert done.exit_code == 0, done.output
    assert done.output == "Added ada-keeper/the-lamps-went-out-at-noon.\n"
    first, added = statements(project)
    assert first == statement()
    assert added == ADDED
    after = tree(project.content)
    path = "people/ada-keeper.yml"
    assert after[path].startswith(before[path].rstrip())
    assert {**after, path: b""} == {**before, path: b""}


def test_every_answer_has_its_place(project: Project) -> None:
    """Each optional answer fills its field."""
    words = {
        "kind": "Paraphrase: what the source says they said",
        "date_basis": "Inferred: the source prints no date",
        "date_note": "From the paragraph before.",
        "lang": "fr",
        "as_printed": "the keeper",
        "medium": "Radio",
        "context": "Said of the storm.",
        "locator": "page 3",
        "prefix": "she said that",
        "suffix": "and left",
    }
    assert run(body(**words)).exit_code == 0
    *_, added = statements(project)
    assert added == {
        "id": ADDED["id"],
        "paraphrase": ADDED["quote"],
        "lang": "fr",
        "date": "2024-11-08",
        "date_basis": "inferred",
        "date_note": "From the paragraph before.",
        "as_printed": "the keeper",
        "medium": "Radio",
        "context": "Said of the storm.",
        "citations": [
            {
                "source": "gazette",
                "locator": "page 3",
                "prefix": "she said that",
                "suffix": "and left",
            }
        ],
    }


def test_a_new_source_and_a_new_person_get_files(project: Project) -> None:
    """A new person and a new source add two files, without a fault."""
    answers = {
        "person": "Zoë O’Neill",
        "new_person": "No: an official",
        "source": "https://news.example/a?b=1#c",
        "source_title": "A storm: “no warning”",
        "source_type": "Newspaper article",
        "source_publication": "The Herald",
        "source_issued": "2024-11-09",
    }
    done = run(body(**answers))
    assert done.exit_code == 0, done.output
    [added] = statements(project, "zoe-oneill")
    assert added == {**ADDED, "citations": [{"source": "the-herald-a-storm-no-warning"}]}
    document, _ = parse(
        (project.content / "sources" / "the-herald-a-storm-no-warning.yml").read_text(), ""
    )
    assert document is not None
    assert document.plain() == {
        "title": "A storm: “no warning”",
        "type": "article-newspaper",
        "publication": "The Herald",
        "issued": "2024-11-09",
        "url": "https://news.example/a?b=1#c",
    }


def test_ids_spell_german_as_germans_do(project: Project) -> None:
    """A new person's id is in the language of the site, and that of the words in their own."""
    project.set(theme={"name": "material", "font": False, "language": "de"})
    answers = {
        "person": "Jörg Müller", "new_person": "No: an official", "words": "Für die Küste.",
        "source": "https://news.example/a", "source_title": "Größe", "source_type": "Web page",
    }  # fmt: skip
    done = run(body(**answers))
    assert done.exit_code == 0, done.output
    words: dict[str, Plain] = {**ADDED, "quote": "Für die Küste."}
    [german] = statements(project, "joerg-mueller")
    assert german == {**words, "id": "fuer-die-kueste", "citations": [{"source": "groesse"}]}
    assert run(body(words="Für die Küste.", lang="sv")).exit_code == 0
    assert statements(project)[-1] == {**words, "id": "fur-die-kuste", "lang": "sv"}


def test_what_tracks_readers_is_no_part_of_an_address(project: Project) -> None:
    """A new source's address is kept as it was copied, but for the parameters that track readers.

    Copied once more with others, it is the same source.
    """
    copied = "https://news.example/a?utm_source=post&b=%C3%A9&fbclid=1&a=2#c"
    assert run(body(**{**NEW_SOURCE, "source": copied})).exit_code == 0
    file = project.content / "sources" / "a-storm.yml"
    assert "url: https://news.example/a?b=%C3%A9&a=2#c\n" in file.read_text(encoding="utf-8")
    again = "https://news.example/a?b=%C3%A9&a=2&utm_source=feed#c"
    assert run(body(source=again, words="The lamps are lit.")).exit_code == 0
    assert len([*file.parent.iterdir()]) == 2


def test_line_ends_of_the_web_are_line_ends() -> None:
    """GitHub passes on a browser's line ends: CRLF means the same as LF."""
    assert read_answers(body().replace("\n", "\r\n")) == read_answers(body())


def test_words_arrive_as_they_were_written(project: Project, subtests: pytest.Subtests) -> None:
    """Whatever the words contain, they are kept exactly, or refused."""
    path = "people/ada-keeper.yml"
    before = (project.content / path).read_text(encoding="utf-8")
    for words in (*HOSTILE, *STRINGS[::8]):
        with subtests.test(ascii(words)):
            project.write(path, before)
            done = run(body(words=f"```text\n{words}\n```"))
            if done.exit_code == 0:
                first, added = statements(project)
                assert first == statement()
                assert added == {**ADDED, "id": added["id"], "quote": words.strip()}  # type: ignore[call-overload, index]
            else:
                assert done.exit_code == 1
                assert "**The words**" in done.output
                assert statements(project) == [statement()]


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_are_words(words: str, project: Project) -> None:
    """Commands, fields and mentions in the words are treated as words."""
    done = run(body(words=words))
    assert done.exit_code == 0, done.output
    *_, added = statements(project)
    assert added["quote"] == words  # type: ignore[call-overload, index]


@pytest.mark.parametrize("key", ["person", "kind", "words", "theme", "source", "context"])
def test_half_a_character_is_refused(key: str, project: Project) -> None:
    """Half of a surrogate pair, which JSON can hold and no file can, ends in a sentence."""
    (said,) = refused(project, body(**{key: "The lamps \ud800"}))
    assert "half of a character" in said


def test_words_without_letters_get_an_id(project: Project) -> None:
    """Words without a letter get an id from their kind; a second one gets a number."""
    assert run(body(words="☂!")).exit_code == 0
    assert run(body(words="☂?")).exit_code == 0
    _, first, second = statements(project)
    assert (first["id"], first["quote"]) == ("quote", "☂!")  # type: ignore[call-overload, index]
    assert second["id"] == "quote-2"  # type: ignore[call-overload, index]


def test_everything_missing_is_said_at_once(project: Project) -> None:
    """An empty form gets one line for each required answer."""
    lines = refused(project, body(**dict.fromkeys(ANSWERS)))
    asked = [question.label for question in QUESTIONS if question.required]
    assert [re.search(r"\*\*(.*)\*\*", line)[1] for line in lines] == asked  # type: ignore[index]


def test_everything_unknown_is_said_at_once(project: Project) -> None:
    """All unknown names are listed, with a suggestion."""
    lines = refused(project, body(person="Ada Keper", theme="Lighthouse", source="The Gazete"))
    said = "\n".join(lines)
    assert len(lines) == 3
    assert said.count("Did you mean") + said.count("Known") == 3
    assert "Ada Keeper" in said
    assert "Lighthouses" in said
    assert "web address" in said
    neither = body(**{**NOT_SAID, "source": "The Gazete", "refuting": "The Checkers"})
    assert len(refused(project, neither)) == 2


def test_an_unknown_name_beside_somebody_without_one(project: Project) -> None:
    """What is known is said also where a person of the site has no name."""
    unnamed = person(statement("tide"), name="an official", kind="unnamed")
    project.write("people/official-a.yml", unnamed)
    for question in ("person", "on_behalf_of", "with"):
        (said,) = refused(project, body(**{question: "Quite Another"}))
        assert "Known: `Ada Keeper`, `official-a`" in said.replace("\\", "")


def test_a_new_theme_is_told_where_it_is_made(project: Project) -> None:
    """An unknown theme gets those that are like it, and a link to how one is added."""
    project.write("themes/beacons.yml", {"title": "Beacons at sea", "definition": "On them."})
    project.write("themes/harbours.yml", {"title": "Harbours", "definition": "On these."})
    [line] = refused(project, body(theme="Sea beacons"))
    assert "`Beacons at sea`? A new theme needs a file of its own" in line.replace("\\", "")
    assert "Harbours" not in line
    (link, heading) = re.search(r"\]\(\.\./blob/HEAD/(.*)#(.*)\)", line).groups()  # type: ignore[union-attr]
    headings = re.findall("^#+ (.*)$", (ROOT / link).read_text(encoding="utf-8"), re.MULTILINE)
    assert heading in [it.lower().replace(" ", "-") for it in headings]


def test_what_one_fault_hides_is_said_with_it(project: Project) -> None:
    """One reply lists what is missing, unknown, unreadable and found by the checks, by question."""
    answers = {
        "person": "Ada Keper",
        "words": "“The lamps went out.”",
        "date": "2024-13",
        "theme": "Weather",
        "lang": "xx",
        "asked": "Lit\u200b?",
        "source": "https://news.example/a",
        "source_issued": "yesterday",
        "more": "plcae: Port\nvote: {on: A, choice: perhaps}",
        "promises": "- [ ] I have read it.\n- [X] I agree.",
    }
    lines = refused(project, body(**answers))
    assert [re.search(r"\*\*(.*)\*\*", line)[1] for line in lines] == [  # type: ignore[index]
        "Who said it?",
        "The words",
        "When?",
        "On which theme?",
        "In which language are these words?",
        "Who asked?",
        "What was the question?",
        "The source’s title",
        "What kind of source is it?",
        "When was the source published?",
        "Anything else?",
        "Anything else?",
        "Before you send it",
    ]


def test_a_hidden_character_hides_no_other_fault(project: Project) -> None:
    """What else is wrong with an answer is said in the same reply, each fault once."""
    lines = refused(project, body(words="“The lamps\u200b went out.”", date="soon\u200b"))
    labels = [line.split("**")[1] for line in lines]
    assert labels == ["The words", "The words", "When?", "When?"]
    assert len({*lines}) == 4


def test_a_file_that_cannot_be_extended_hides_nothing(project: Project) -> None:
    """If the person's own file is broken, that is said with what is missing or unknown."""
    project.write("people/ada-keeper.yml", "name: [")
    lines = refused(project, body(person="ada-keeper", theme="Weather", date=None))
    assert len(lines) == 3
    assert "ada-keeper" in lines[0].replace("\\", "")


@pytest.mark.parametrize("missing", sorted(question.key for question in QUESTIONS))
def test_one_fault_has_no_others_in_its_wake(missing: str, project: Project) -> None:
    """A form in which one answer is missing or unreadable gets a line on that one, or none."""
    everything = {
        **ANSWERS,
        **NOT_SAID,
        **NEW_SOURCE,
        "words": "Лампы погасли в полдень сегодня.",
        "date_note": "The leaf is undated.",
        "date_basis": "Inferred: the source prints no date",
        "lang": "uk",
        "spoken_lang": "ru",
        "original": "Лампы погасли в полдень.",
        "translation": "The source",
        "as_printed": "the keeper",
        "asked_by": "a reporter",
        "asked": "Are they lit?",
        "source_issued": "2024-11-09",
        "locator": "page 3",
        "more": "place: Port Example",
    }
    before = tree(project.content)
    labels = {question.key: question.label for question in QUESTIONS}
    if missing != "promises":
        lines = refused(project, body(**{**everything, missing: "tab\tand\u200bhidden"}))
        assert {line.split("**")[1] for line in lines} == {labels[missing]}
    done = run(body(**{**everything, missing: None}))
    if done.exit_code:
        assert tree(project.content) == before
        [line] = done.output.splitlines()[2:]
        assert line.split("**")[1] in (labels[missing], labels.get(ASKS_FOR.get(missing, "")))


def test_a_choice_that_was_not_made_is_no_answer(project: Project) -> None:
    """GitHub writes "None" for a list from which nothing was chosen; as a text it is an answer."""
    done = run(body(translation="None", source_type="None", refuting_type="None", medium="None"))
    assert done.exit_code == 0, done.output
    *_, added = statements(project)
    assert added == {**ADDED, "medium": "None"}
    assert "**What is it?** The answer is missing" in refused(project, body(kind="None"))[0]


def test_somebody_new_is_told_where_to_say_so(project: Project) -> None:
    """An unknown name leads to the question that lets a new person in."""
    assert "Is this person on the site already" in refused(project, body(person="Bo Newcomer"))[0]


@pytest.mark.parametrize(
    ("answers", "hint"),
    [
        ({"spoken_lang": "ru"}, "Answer “Who translated them?” with “An official translation”"),
        ({"date": "unknown"}, "Answer “What is the date inferred from, or why is it unknown?”"),
        ({"original": "Лампы погасли."}, "Answer “In which language was it said?”"),
        ({"words": "Лампы погасли."}, "under “In which language are these words?”"),
    ],
)
def test_a_hint_names_questions_and_no_fields(
    answers: dict[str, str], hint: str, project: Project
) -> None:
    """Who fills in the form sees its questions and choices; fields are for who wrote YAML."""
    said = "\n".join(refused(project, body(**answers)))
    assert hint in said


def test_faults_are_said_of_the_question(project: Project) -> None:
    """A fault found by the content's checks names the question."""
    answers = {
        "date": "2024-13",
        "lang": "xx",
        "source": "https://good.example\\@evil.example",
        "source_title": "A title",
        "source_type": "Post",
        "locator": "page 3",
    }
    said = "\n".join(refused(project, body(**answers)))
    assert "**When?** There is no month 13" in said
    assert "**In which language are these words?**" in said
    assert "**In which source?**" in said


def test_words_in_quotation_marks_are_refused(project: Project) -> None:
    """Quotation marks around a quote are refused."""
    [line] = refused(project, body(words="“The lamps went out.”"))
    assert line.startswith("- **The words**")


def test_the_same_words_twice_are_refused(project: Project) -> None:
    """A quote that the person already has is not added again."""
    assert run(body()).exit_code == 0
    [line] = refused(project, body())
    assert line.startswith("- **The words**")


@pytest.mark.parametrize("answers", [{"words": "“The lamps went out.”"}, {"date": "2024-11-07"}])
def test_a_doubt_can_be_answered_without_a_file(answers: dict[str, str], project: Project) -> None:
    """Where an editor would write a waiver, the reply asks for a comment, and names no file."""
    assert run(body(date="2024-11-08")).exit_code == 0
    [line] = refused(project, body(**answers))
    assert "say so in a comment on this issue" in line
    assert "waiver" not in line


@pytest.mark.parametrize("name", ["Ёлкин, Иван", "King, Martin, Jr."])
def test_a_surname_before_a_comma_is_asked_about(name: str, project: Project) -> None:
    """What the reply says to write, where the surname comes first, is the right name."""
    [line] = refused(project, body(person=name, new_person="No: an official"))
    found = re.search(r"If so, write `(.+)` under “Who said it\?”", line.replace("\\", ""))
    assert found
    assert run(body(person=found[1], new_person="No: an official")).exit_code == 0
    surname, given, *after = name.split(", ")
    [added] = {path for path in tree(project.content) if "people/" in path} - {
        "people/ada-keeper.yml"
    }
    text = (project.content / added).read_text("utf-8")
    assert f"name: {', '.join([f'{given} {surname}', *after])}\n" in text


def test_several_speakers_are_told_where_the_others_belong(project: Project) -> None:
    """Two names in one answer make no person of both."""
    project.write("people/bo-new.yml", "name: Bo New\nkind: official\n")
    [line] = refused(project, body(person="Bo New; Ada Keeper", new_person="No: an official"))
    assert "Answer “Who said it together with them?” with the others" in line
    assert run(body(person="Bo New", **{"with": "Ada Keeper"})).exit_code == 0


def test_somebody_who_is_there_is_told_by_id(project: Project) -> None:
    """Who writes a new name for somebody who is there is told the id to write, and no file."""
    lines = refused(project, body(person="Keeper, Ada", new_person="No: an official"))
    assert "write this id instead of the name" in lines[1]
    assert "former" not in lines[1]


def test_namesakes_are_never_guessed_between(project: Project) -> None:
    """If two people have the name, neither gets the words; an id decides."""
    project.write("people/ada-keeper-2.yml", {"name": "Ada Keeper", "kind": "official"})
    [line] = refused(project, body())
    assert "ada-keeper-2" in line
    assert run(body(person="ada-keeper")).exit_code == 0


@pytest.mark.parametrize("name", ["Ada-Keeper!", "Ada Keeper", "ada keeper"])
def test_a_new_person_is_not_put_on_anothers_page(name: str, project: Project) -> None:
    """A new person whose id or name is taken is refused, not merged; the id says who is meant."""
    [line] = refused(project, body(person=name, new_person="No: an official"))
    assert "write this id instead" in line
    assert run(body(person="ada-keeper", new_person="No: an official")).exit_code == 0


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Please add a quote.",
        body().replace("### When?", "### when?"),
        body(words="forged\n\n### When?\n\n2020-01-01"),
        f"Look here first.\n\n{body()}",
        body(words="long " * 20_000),
        "### Who said it?\n" * 20_000,
    ],
    ids=["none", "empty", "prose", "renamed", "twice", "above", "100 KB", "headings"],
)
def test_what_is_not_the_form_is_refused(text: str | None, project: Project) -> None:
    """A text that is not the form's is refused in one sentence."""
    assert len(refused(project, text)) == 1


@pytest.mark.parametrize("answer", [line.replace("\n", " ") for line in HOSTILE], ids=ascii)
def test_a_reply_shows_and_does_nothing(answer: str, project: Project) -> None:
    """The reply shows the issue's words as plain text: no links, images, HTML or code."""
    refused(project, body(person=answer, theme=answer, kind=answer))
    html = markdown(run(body(person=answer, theme=answer)).output)
    elements = set(re.findall(r"<(\w+)", html))
    assert "strong" in elements
    assert elements <= {"p", "ul", "li", "strong", "a"}
    assert re.findall(r"<a .*?>", html) == ['<a href="../blob/HEAD/CONTRIBUTING.md#add-a-theme">']


def test_words_in_the_language_they_were_said_in(project: Project) -> None:
    """A translation has its original, the language of that, and the translator."""
    answers = {
        "spoken_lang": "ru",
        "original": "```text\nЛампы погасли в полдень.\n```",
        "translation": "The source",
    }
    done = run(body(**answers))
    assert done.exit_code == 0, done.output
    *_, added = statements(project)
    assert added == {
        **ADDED,
        "spoken_lang": "ru",
        "original": "Лампы погасли в полдень.",
        "translation": "outlet",
    }


# Where the fault is said of a question that is left without this one's answer.
ASKS_FOR = {
    "lang": "words",
    "spoken_lang": "original",
    "translation": "spoken_lang",
    "date_note": "date_basis",
}
NEW_SOURCE = {
    "source": "https://news.example/a?b=1",
    "source_title": "A storm",
    "source_type": "Newspaper article",
}
NOT_SAID = {
    "misattributed": "No: it circulates under their name",
    "date_basis": "Published: it was printed on that day",
    "refuted": "The Checkers found it in a novel.",
    "refuting": "https://checkers.example/keeper",
    "refuting_title": "The Keeper never said so",
    "refuting_type": "Web page",
}


def test_words_that_they_never_said(project: Project) -> None:
    """What circulates is recorded with where it does, and with what refutes it, never as theirs."""
    done = run(body(**NOT_SAID))
    assert done.exit_code == 0, done.output
    *_, added = statements(project)
    note = {"note": NOT_SAID["refuted"], "citations": [{"source": "the-keeper-never-said-so"}]}
    assert isinstance(added, dict)
    assert added == {
        **ADDED,
        "date_basis": "published",
        "status": "misattributed",
        "status_note": note,
    }
    text = (project.content / "sources" / "the-keeper-never-said-so.yml").read_text("utf-8")
    assert "url: https://checkers.example/keeper\n" in text
    both = {
        **NOT_SAID,
        "words": "Another.",
        "source": "https://forum.example/1",
        "source_title": "The Keeper never said so",
        "source_type": "Post",
        "refuting": "https://checkers.example/other",
    }
    assert run(body(**both)).exit_code == 0
    other = {"note": NOT_SAID["refuted"], "citations": [{"source": "the-keeper-never-said-so-3"}]}
    assert statements(project)[-1] == {
        **added,
        "id": "another",
        "quote": "Another.",
        "status_note": other,
        "citations": [{"source": "the-keeper-never-said-so-2"}],
    }


def test_who_else_and_what_was_asked(project: Project) -> None:
    """A spokesman, a joint statement, a question and an unknown date have their own questions."""
    project.write("people/bo-warden.yml", {"name": "Bo Warden", "kind": "official"})
    project.write("people/cy-reeve.yml", {"name": "Cy Reeve", "kind": "official"})
    answers = {
        "date": "unknown",
        "date_note": "An undated leaf.",
        "on_behalf_of": "Cy Reeve",
        "with": "Bo Warden; ",
        "asked_by": "a reporter",
        "asked": "```text\nAre they lit?\n```",
        "more": "```yaml\nplace: Port Example\nlinks:\n  - title: The log\n"
        "    url: https://a.example/log\n    kind: document\n```",
    }
    done = run(body(**answers))
    assert done.exit_code == 0, done.output
    *_, added = statements(project)
    assert added == {
        **ADDED,
        "date": "unknown",
        "date_note": "An undated leaf.",
        "on_behalf_of": "cy-reeve",
        "with": ["bo-warden"],
        "question": {"by": "a reporter", "quote": "Are they lit?"},
        "place": "Port Example",
        "links": [{"title": "The log", "url": "https://a.example/log", "kind": "document"}],
    }


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"asked": "Are they lit?"}, "**Who asked?** A question needs both"),
        ({"on_behalf_of": "Cy"}, "**For whom did they speak?** `Cy` is not on this site"),
        ({"with": "Ada Keper"}, "**Who said it together with them?**"),
        ({"date": "unknown"}, "**When?** The date is unknown, but nothing says why"),
        ({"more": "quote: forged"}, "**Anything else?** `quote` has a question of its own"),
        ({"more": "id: forged"}, "`id` has a question of its own"),
        ({"more": "citations: []"}, "`citations` has a question of its own"),
        ({"more": "plcae: Port"}, "`plcae` is not a field of a statement. Did you mean `place`?"),
        ({"more": "a: &x b\nc: *x"}, "**Anything else?** Line 1:"),
        ({"more": "- place"}, "**Anything else?** Line 1:"),
        ({"more": "vote: {on: A, choice: perhaps}"}, "**Anything else?** `perhaps`"),
        (
            {"more": "findings: [{by: A, quote: “B”, date: 2024, citations: [{source: gone}]}]"},
            "**Anything else?** There is no source `gone`",
        ),
        ({"spoken_lang": "ru"}, "**In which language was it said?** The words were said in `ru`"),
        ({"original": "Лампы."}, "**What were the words in that language?** The language of the"),
        ({"more": "original: Лампы."}, "`original` has a question of its own"),
        ({**NOT_SAID, "more": "status: disputed"}, "`status` has a question of its own"),
        ({**NOT_SAID, "refuted": ""}, "**How is it known that they did not?** Words that"),
        ({**NOT_SAID, "refuting": ""}, "**Which source shows so?** Words that somebody"),
        ({**NOT_SAID, "refuting": "Nothing"}, "**Which source shows so?** `Nothing` is not on"),
        ({**NOT_SAID, "refuting": "gazette"}, "**Which source shows so?** The words circulate"),
        ({**NOT_SAID, "refuting_title": ""}, "**The title of that source** A new source needs"),
        ({"refuted": "A."}, "**How is it known that they did not?** This is for what they did not"),
        ({"refuting_title": "A."}, "**The title of that source** This is for what they did not"),
        ({"refuting_type": "Post"}, "**What kind of source is that?** This is for what they did"),
        (
            {**NOT_SAID, **NEW_SOURCE, "refuting": f"{NEW_SOURCE['source']}&utm_medium=feed"},
            "**Which source shows so?** The words circulate",
        ),
        ({"asked_by": "A", "asked": "Lit\u200b?"}, "**What was the question?**"),
    ],
)
def test_further_answers_that_cannot_be_used(
    answers: dict[str, str], said: str, project: Project
) -> None:
    """What is wrong with a further answer is said of its question, and nothing is written."""
    lines = "\n".join(refused(project, body(**answers)))
    assert said in lines.replace("\\", ""), lines
