"""Mistakes of surveys."""

from dure.grammar.sentences.says import Sentence, brief, meant, say


def too_few(table: str, key: str, least: int) -> Sentence:
    """A list too short to choose from."""
    return say(
        ko=f"{table}: {key}: {least}개 이상이어야 합니다.",
        en=f"{table}: {key} needs at least {least}.",
        mend_ko=f"[[…{key}]]를 더 적으십시오.",
        mend_en=f"Add another [[…{key}]].",
    )


def unknown_survey(name: str, near: str) -> Sentence:
    """A row is of a survey that the place does not declare."""
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"survey: {brief(name)}: surveys.toml에 없는 설문입니다.",
        en=f"survey is {brief(name)}, which surveys.toml does not declare.",
        mend_ko=clause_ko + "surveys.toml에 있는 이름을 적으십시오.",
        mend_en=clause_en + "Write a name from surveys.toml.",
    )


def unknown_name(column: str, name: str, near: str) -> Sentence:
    """A row names what its survey does not have."""
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{column}: {brief(name)}: 이 설문에 없는 이름입니다.",
        en=f"{column} is {brief(name)}, which this survey does not have.",
        mend_ko=clause_ko + "surveys.toml에 있는 이름을 적으십시오.",
        mend_en=clause_en + "Write a name from surveys.toml.",
    )


def odd_choices(text: str) -> Sentence:
    """Choices that cannot be read."""
    return say(
        ko=f"choices: {brief(text)}: 읽을 수 없습니다.",
        en=f"choices is {brief(text)}, which cannot be read.",
        mend_ko="질문=선택 또는 질문=선택+선택을 빈칸으로 나누어 적으십시오.",
        mend_en="Write question=option or question=option+option, parted by spaces.",
    )


def several_of_one(question: str) -> Sentence:
    """Several options where one may be chosen."""
    return say(
        ko=f"choices: {brief(question)}: 하나만 고르는 질문입니다.",
        en=f"choices names several options of {brief(question)}, which takes one.",
        mend_ko="선택을 하나만 남기십시오.",
        mend_en="Leave one option.",
    )


def without_survey(file: str) -> Sentence:
    """Rows without the file that declares them."""
    return say(
        ko=f"{file}: 설문을 선언하는 surveys.toml이 없습니다.",
        en=f"{file} stands without a surveys.toml that declares the survey.",
        mend_ko="같은 폴더에 surveys.toml을 두십시오.",
        mend_en="Put a surveys.toml into the same folder.",
    )
