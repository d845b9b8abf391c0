"""Reads surveys.toml, what a place asks its residents before a policy, and the two tables beside it:
survey_people.csv counts who lives there, survey_answers.csv holds answers that a document brings.
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from dure.grammar.books.survey_shapes import (
    QUESTION_KINDS,
    AnswerRow,
    Named,
    People,
    Question,
    Survey,
)
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import surveys as says
from dure.grammar.sheets import Desk, Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library
from dure.grammar.tables import Table, read_toml
from dure.grammar.words import NAME, nearest

FILE = "surveys.toml"
PEOPLE = "survey_people.csv"
ANSWERS = "survey_answers.csv"
LEAST_OPTIONS = 2


def read_surveys(table: Table, *, place: str) -> tuple[Survey, ...]:
    """The surveys a place declares; all mistakes are noted."""
    table.only("survey")
    found: list[Survey] = []
    lines: dict[str, int] = {}
    for entry in table.tables("survey"):
        entry.only("name", "title", "says", "beside", "synthetic", "area", "age", "question")
        survey = Survey(
            place=place,
            name=entry.word("name"),
            title=entry.text("title"),
            says=entry.text("says"),
            areas=_named(entry, "area", "survey.area"),
            ages=_named(entry, "age", "survey.age"),
            questions=_questions(entry),
            beside=entry.words("beside", needed=False),
            synthetic=entry.flag("synthetic"),
        )
        if not survey.questions:
            entry.hear(says.too_few(entry.called, "question", 1), "name")
        _hear_name(entry, survey.name, lines)
        found.append(survey)
    return tuple(found)


def read_people(
    sheet: Sheet, text: str, *, surveys: tuple[Survey, ...], library: Library | None = None
) -> tuple[Survey, ...]:
    """The surveys with how many people live in each neighbourhood and age band."""
    found: dict[str, list[People]] = {}
    for row in read_rows(sheet, text, needed=("survey", "area", "age", "people", "source")):
        if hear_empty(row, "survey", "area", "age", "people"):
            continue
        survey = _survey(row, surveys)
        if survey is None or not _hear_stratum(row, survey):
            continue
        if not row["people"].replace(",", "").isdigit():
            row.hear(cell_says.not_a_whole_number("people", row["people"]), "people")
            continue
        source, locator = library.find(row, row["area"]) if library else _split(row["source"])
        count = int(row["people"].replace(",", ""))
        found.setdefault(survey.name, []).append(People(row["area"], row["age"], count, source, locator))
    return tuple(replace(each, people=tuple(found.get(each.name, ()))) for each in surveys)


def read_answers(
    sheet: Sheet, text: str, *, surveys: tuple[Survey, ...], library: Library | None = None
) -> tuple[Survey, ...]:
    """The surveys with the answers that a document holds."""
    found: dict[str, list[AnswerRow]] = {}
    lines: dict[tuple[str, str], int] = {}
    for row in read_rows(sheet, text, needed=("survey", "answer", "area", "age", "choices", "source")):
        if hear_empty(row, "survey", "answer", "area", "age", "choices"):
            continue
        survey = _survey(row, surveys)
        if survey is None or not _hear_stratum(row, survey):
            continue
        if library is not None:
            library.find(row, row["answer"])
        key = (survey.name, row["answer"])
        if key in lines:
            row.hear(cell_says.named_twice("answer", row["answer"], lines[key]), "answer")
        lines.setdefault(key, row.line)
        choices = _choices(row, survey)
        if choices is not None:
            answer = AnswerRow(survey.name, row["answer"], row["area"], row["age"], choices)
            found.setdefault(survey.name, []).append(answer)
    return tuple(replace(each, answers=tuple(found.get(each.name, ()))) for each in surveys)


def read_folder(
    desk: Desk, folder: Path, name: str, *, place: str, library: Library | None = None
) -> tuple[Survey, ...]:
    """The surveys of one folder of a place, with both tables; all mistakes are noted."""
    surveys: tuple[Survey, ...] = ()
    table = read_toml(desk, folder / FILE, f"{name}/{FILE}") if (folder / FILE).exists() else None
    if table is not None:
        surveys = read_surveys(table, place=place)
    for file, reader in ((PEOPLE, read_people), (ANSWERS, read_answers)):
        if not (folder / file).exists():
            continue
        sheet, text = desk.open(folder / file, f"{name}/{file}")
        if table is None:
            sheet.hear(says.without_survey(file))
        elif text is not None:
            surveys = reader(sheet, text, surveys=surveys, library=library)
    return surveys


@lru_cache(maxsize=64)
def surveys_in(packs: Path, place: str) -> tuple[Survey, ...]:
    """The surveys of a place in a folder of packs that was checked before."""
    found: list[Survey] = []
    for path in sorted((packs / "places" / place).glob(f"*/{FILE}")):
        found += read_folder(Desk(), path.parent, path.parent.name, place=place)
    return tuple(found)


def _questions(entry: Table) -> tuple[Question, ...]:
    """The questions of a survey, each name once."""
    lines: dict[str, int] = {}
    found: list[Question] = []
    for each in entry.tables("question", "survey.question"):
        question = _question(each)
        _hear_name(each, question.name, lines)
        found.append(question)
    return tuple(found)


def _question(entry: Table) -> Question:
    entry.only("name", "title", "kind", "option")
    options = _named(entry, "option", "survey.question.option")
    return Question(
        name=entry.word("name"), title=entry.text("title"),
        kind=entry.word("kind", among=QUESTION_KINDS), options=options,
    )  # fmt: skip


def _named(entry: Table, key: str, header: str) -> tuple[Named, ...]:
    """A list to choose from, each name once."""
    lines: dict[str, int] = {}
    found: list[Named] = []
    for each in entry.tables(key, header):
        each.only("name", "title")
        one = Named(each.word("name"), each.text("title"))
        _hear_name(each, one.name, lines)
        found.append(one)
    if len(found) < (LEAST_OPTIONS if key == "option" else 1):
        entry.hear(says.too_few(entry.called, key, LEAST_OPTIONS if key == "option" else 1), "name")
    return tuple(found)


def _hear_name(entry: Table, name: str, lines: dict[str, int]) -> None:
    if name and not NAME.fullmatch(name):
        entry.hear(cell_says.odd_name(name), "name")
    if name in lines:
        entry.hear(cell_says.named_twice("name", name, lines[name]), "name")
    lines.setdefault(name, entry.first)


def _survey(row: Row, surveys: tuple[Survey, ...]) -> Survey | None:
    by_name = {survey.name: survey for survey in surveys}
    if row["survey"] not in by_name:
        row.hear(says.unknown_survey(row["survey"], nearest(row["survey"], tuple(by_name))), "survey")
    return by_name.get(row["survey"])


def _hear_stratum(row: Row, survey: Survey) -> bool:
    """Whether the row's neighbourhood and age band are the survey's."""
    good = True
    for column, known in (("area", survey.areas), ("age", survey.ages)):
        names = tuple(each.name for each in known)
        if row[column] not in names:
            row.hear(says.unknown_name(column, row[column], nearest(row[column], names)), column)
            good = False
    return good


def _choices(row: Row, survey: Survey) -> dict[str, tuple[str, ...]] | None:
    """The options chosen by question; None where they cannot be read."""
    questions = {question.name: question for question in survey.questions}
    found: dict[str, tuple[str, ...]] = {}
    for part in row["choices"].split():
        name, _equal, chosen = part.partition("=")
        options = tuple(chosen.split("+"))
        if name not in questions or not chosen:
            row.hear(says.odd_choices(part), "choices")
            return None
        known = tuple(each.name for each in questions[name].options)
        if wrong := [each for each in options if each not in known]:
            row.hear(says.unknown_name("choices", wrong[0], nearest(wrong[0], known)), "choices")
            return None
        if questions[name].kind == "one" and len(options) > 1:
            row.hear(says.several_of_one(name), "choices")
            return None
        found[name] = options
    return found


def _split(cell: str) -> tuple[str, str]:
    document, _colon, locator = cell.partition(":")
    return document, locator.strip()
