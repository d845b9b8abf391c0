"""What the topics of methods, and what their parameters are of, are called on pages."""

from dure.grammar.shapes import Text

TOPICS = {
    "energy": Text("에너지와 수송", "Energy and transport"),
    "industry": Text("산업공정과 제품 사용", "Industrial processes and product use"),
    "landfill": Text("매립", "Landfill"),
    "incineration": Text("소각", "Incineration"),
    "biological": Text("생물학적 처리", "Biological treatment"),
    "wastewater": Text("하수와 폐수", "Waste water"),
    "agriculture": Text("농업", "Agriculture"),
    "land": Text("숲과 토지", "Forest and land"),
}
PHRASES = {
    "boreal_temperate_dry": Text("한대·온대 건조", "boreal and temperate, dry"),
    "boreal_temperate_wet": Text("한대·온대 습윤", "boreal and temperate, wet"),
    "open_dump": Text("단순 투기", "open dump"),
    "after_mining": Text("채굴 뒤", "after mining"),
    "open_burning": Text("노천 소각", "open burning"),
    "nscr": Text("비선택적 촉매환원", "non-selective catalytic reduction"),
    "solid_storage": Text("퇴적 저장", "solid storage"),
    "daily_spread": Text("매일 살포", "daily spread"),
    "liquid_slurry_cover": Text("액비 저장, 덮개 있음", "slurry, covered"),
    "liquid_slurry_nocover": Text("액비 저장, 덮개 없음", "slurry, without cover"),
    "pit_long": Text("축사 밑 저장, 한 달 이상", "pit, over a month"),
    "pit_short": Text("축사 밑 저장, 한 달 미만", "pit, under a month"),
    "mule_ass": Text("노새·당나귀", "mules and asses"),
}
WORDS = {
    "adipic": "아디프산", "acid": "", "asia": "아시아", "atmospheric": "대기압", "beer": "맥주",
    "bedding": "깔짚", "broiler": "육계", "buffalo": "물소", "breeding": "번식용",
    "calcite": "방해석(석회석)", "calve": "송아지", "camel": "낙타", "cattle": "소", "dairy": "젖소",
    "other": "기타", "cement": "시멘트", "clinker": "클링커", "chicken": "닭", "clinical": "의료",
    "coffee": "커피", "composting": "퇴비화", "construction": "건설", "container": "용기",
    "continuously": "계속", "flooded": "담수", "cool": "서늘함", "covered": "복토함",
    "uncovered": "복토 안 함", "deer": "사슴", "digester": "소화조", "dolomite": "백운석",
    "dolomitic": "백운석질", "dry": "건조", "wet": "습윤", "moist": "습윤", "drylot": "건조 운동장",
    "duck": "오리", "farm": "농작물", "residues": "잔재", "float": "판유리", "food": "음식물",
    "forage": "사료", "forest": "숲", "garden": "정원", "glass": "유리", "goat": "염소",
    "growing": "성장기", "hazardous": "지정", "hen": "산란계", "high": "높음", "horse": "말",
    "hp": "생산성 높음", "lp": "생산성 낮음", "industrial": "사업장", "lagoon": "늪", "leached": "용탈",
    "lime": "석회", "limestone": "석회석", "lubricants": "윤활유", "magnesite": "마그네사이트",
    "managed": "관리형", "unmanaged": "비관리형", "deep": "깊음", "shallow": "얕음", "manure": "가축분뇨",
    "mature": "성숙", "meat": "고기", "metal": "금속", "mining": "채굴", "mixed": "혼합",
    "municipal": "생활", "nappies": "기저귀", "nitric": "질산", "paper": "종이", "paraffin": "파라핀",
    "wax": "왁스", "petroleum": "석유", "plastics": "플라스틱", "poultry": "가금", "pressure": "압력",
    "medium": "중간", "pulp": "펄프", "rice": "벼", "rubber": "고무", "savanna": "초지", "sewage": "하수",
    "sludge": "슬러지", "sheep": "양", "single": "한 번", "multiple": "여러 번", "aeration": "중간 낙수",
    "soils": "토양", "surface": "노천", "underground": "지하", "swine": "돼지", "temperate": "온대",
    "textiles": "섬유", "tropical": "열대", "turkey": "칠면조", "urea": "요소", "volatilised": "휘산",
    "fertiliser": "비료", "warm": "따뜻함", "wood": "목재", "uncategorised": "분류 안 됨",
    "domestic": "생활하수", "mine": "광산", "gas": "가스", "mineral": "광물질", "soil": "토양",
    "fibre": "섬유", "continuous": "연속식", "batch": "배치식", "semi": "준", "stoker": "스토커",
    "fluid": "유동상", "incineration": "소각", "liquid": "액상", "digestion": "소화", "hydraulic": "수경성",
    "calcium": "칼슘", "fish": "생선", "fruits": "과일·채소", "sugar": "설탕", "starch": "전분",
    "soap": "비누", "wine": "포도주", "sodium": "나트륨", "carbonate": "탄산염", "siderite": "능철석",
    "ankerite": "앵커라이트", "rhodochrosite": "능망간석", "tableware": "식기", "lighting": "조명",
    "insulation": "단열",
}  # fmt: skip
ENGLISH = {"hp": "high productivity", "lp": "low productivity", "fem": "female", "mal": "male"}


def item_words(code: str) -> Text:
    """What a parameter is of, in both languages; what has no word stays as the table of its source has it.

    >>> item_words("cattle_dairy_hp")
    Text(ko='소 젖소 생산성 높음', en='cattle dairy high productivity')
    """
    for phrase, text in PHRASES.items():
        if code == phrase:
            return text
        if code.startswith(f"{phrase}_"):
            rest = item_words(code.removeprefix(f"{phrase}_"))
            return Text(f"{text.ko}, {rest.ko}", f"{text.en}, {rest.en}")
    words = code.split("_")
    ko = " ".join(filter(None, (WORDS.get(word, word) for word in words)))
    return Text(ko, " ".join(ENGLISH.get(word, word) for word in words))
