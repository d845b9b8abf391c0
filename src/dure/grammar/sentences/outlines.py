"""Mistakes of outline.geojson: what is not a shape, has no name, or lies nowhere on earth."""

from dure.grammar.sentences.says import Sentence, say


def broken_geojson() -> Sentence:
    """The outline is no collection of shapes."""
    return say(
        ko="GeoJSON FeatureCollection이 아닙니다.",
        en="This is not a GeoJSON FeatureCollection.",
        mend_ko="features에 name_ko와 name_en 속성이 있는 도형을 넣으십시오.",
        mend_en="Give it features with the properties name_ko and name_en.",
    )


def not_a_feature(number: int) -> Sentence:
    """A shape of the outline is no feature."""
    return say(
        ko=f"{number}번째 도형이 GeoJSON Feature가 아닙니다.",
        en=f"Shape {number} is not a GeoJSON Feature.",
        mend_ko='"type": "Feature"와 properties, geometry를 적으십시오.',
        mend_en='Give it "type": "Feature", properties and a geometry.',
    )


def nameless_shape(number: int, longest: int) -> Sentence:
    """A shape of the outline has no names that can be used."""
    return say(
        ko=f"{number}번째 도형의 이름을 쓸 수 없습니다.",
        en=f"Shape {number} has no names that can be used.",
        mend_ko=f"name_ko와 name_en을 {longest}자 이내로 적고, place는 지역 기호만 적거나 빼십시오.",
        mend_en=f"Write name_ko and name_en in up to {longest} letters; place is a place's id or missing.",
    )


def not_a_polygon(number: int) -> Sentence:
    """A shape of the outline is no area."""
    return say(
        ko=f"{number}번째 도형이 Polygon이나 MultiPolygon이 아닙니다.",
        en=f"Shape {number} is neither a Polygon nor a MultiPolygon.",
        mend_ko="지도에는 면만 그립니다. 점과 선을 지우십시오.",
        mend_en="A map draws areas only. Take points and lines out.",
    )


def broken_ring(number: int) -> Sentence:
    """A border of the outline does not close, or leaves the earth."""
    return say(
        ko=f"{number}번째 도형의 좌표가 경계를 이루지 못합니다.",
        en=f"The coordinates of shape {number} do not make an outline.",
        mend_ko="경도(−180~180)와 위도(−90~90)로 된 점을 4개 이상 적고, 마지막 점을 첫 점과 같게 하십시오.",
        mend_en="Write four points or more, each a longitude (−180 to 180) and a latitude (−90 to 90);"
        " the last is the first again.",
    )
