"""Mistakes of activity rows."""

from dure.grammar.sentences.says import Sentence, brief, say


def not_an_amount(text: str) -> Sentence:
    return say(
        ko=f"quantity: {brief(text)}: 0 이상의 수가 아닙니다.",
        en=f"quantity is {brief(text)}, not a number of zero or more.",
        mend_ko="활동량을 1,250처럼 적으십시오. 흡수는 land 방법의 인수로 적습니다.",
        mend_en="Write the amount like 1,250. A sink is an argument of a land method.",
    )


def neither_amount_nor_key() -> Sentence:
    return say(
        ko="quantity와 key가 모두 비어 있습니다.",
        en="Both quantity and key are empty.",
        mend_ko="활동량을 적거나, 값이 없는 까닭을 NO, NE, IE, C 가운데 하나로 적으십시오.",
        mend_en="Fill in the quantity, or say why there is none: NO, NE, IE or C.",
    )


def amount_and_key(key: str) -> Sentence:
    if key == "C":
        return say(
            ko="비공개(C) 배출원에 quantity를 함께 적었습니다. 활동자료의 행은 누구나 볼 수 있습니다.",
            en="There is a quantity beside C (confidential), and rows of activity are open to everybody.",
            mend_ko="수를 지우고, 배출량은 수치 입력이나 eCRF 워크북에서 C (16830)처럼 적으십시오. "
            "그러면 담당자만 볼 수 있게 두고 기호만 공개합니다.",
            mend_en="Empty the quantity, and write the emissions like C (16830) where single figures are "
            "entered: they are kept for the officers of the place, and only the key is published.",
        )
    return say(
        ko=f"quantity와 key({brief(key)})를 함께 적었습니다.",
        en=f"There is a quantity and also the key {brief(key)}.",
        mend_ko="둘 가운데 하나만 남기십시오.",
        mend_en="Keep one of the two.",
    )


def elsewhere_without_target() -> Sentence:
    return say(
        ko="IE인데 어디에 포함했는지(target)가 없습니다.",
        en="IE does not say where it is included (target).",
        mend_ko="target에 I.1.2처럼 배출원 번호를 적으십시오.",
        mend_en="Write the source's reference in target, like I.1.2.",
    )


def key_without_reason(key: str) -> Sentence:
    return say(
        ko=f"{key}인데 까닭(reason_ko, reason_en)이 없습니다.",
        en=f"{key} has no reason (reason_ko, reason_en).",
        mend_ko="왜 값이 없는지, NE라면 언제까지 어떻게 산정할지 적으십시오.",
        mend_en="Say why there is no number; for NE, how and until when it will be estimated.",
    )


def elsewhere_is_no_reference(text: str) -> Sentence:
    return say(
        ko=f"target: {brief(text)}: 배출원 번호가 아니어서 어디에 포함했는지 알 수 없습니다.",
        en=f"target is {brief(text)}, not a reference of the protocol: nobody can tell where it went.",
        mend_ko="target에 I.1.2처럼 배출원 번호를 적으십시오.",
        mend_en="Write the source's reference in target, like I.1.2.",
    )


def not_a_reference(text: str) -> Sentence:
    return say(
        ko=f"ref: {brief(text)}: 배출원 번호가 아닙니다.",
        en=f"ref is {brief(text)}, not a reference of the protocol.",
        mend_ko="I.1.1이나 III.4.2처럼 적으십시오.",
        mend_en="Write it like I.1.1 or III.4.2.",
    )


def odd_argument(text: str) -> Sentence:
    return say(
        ko=f"arguments: {brief(text)}: 이름=수가 아닙니다.",
        en=f"arguments holds {brief(text)}, which is not name=number.",
        mend_ko="dm=0.4 cf=0.38처럼 빈칸으로 나누어 적으십시오.",
        mend_en="Write them like dm=0.4 cf=0.38, parted by spaces.",
    )


def no_factor(row: str) -> Sentence:
    return say(
        ko=f"활동 {brief(row)}: 배출계수도, 찾을 말(carrier, technology)도, 방법도 없습니다.",
        en=f"The activity {brief(row)} names neither a factor, nor what to look one up by (carrier, "
        "technology), nor a method.",
        mend_ko="factor에 world/natural-gas처럼 적거나, carrier와 technology를 적으십시오.",
        mend_en="Write the factor like world/natural-gas, or fill in carrier and technology.",
    )
