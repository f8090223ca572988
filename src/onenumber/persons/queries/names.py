"""When two names may be one person's: the same letters, nearly the same letters, or the same sound.

Names come over the telephone and are typed as they are heard. The key drops what hearing cannot tell
(capitals, accents, punctuation); the sound is Soundex of the first and the last name (public since 1918).
Neither ever joins two records: they only make a suggestion (record.md, Duplicates).
"""

import unicodedata

CLOSE = 2  # letters two names may differ by and still be alike, as in the importer's duplicate_near
_SOUNDS = {
    letter: digit
    for digit, letters in {"1": "BFPV", "2": "CGJKQSXZ", "3": "DT", "4": "L", "5": "MN", "6": "R"}.items()
    for letter in letters
}
_UNKNOWN = {"", "?", "??", "nk", "notknown", "unknown", "notgiven", "nonamegiven", "notsure"}


def is_unknown(text: str) -> bool:
    """Whether what was typed says that it is not known.

    >>> is_unknown("Not known"), is_unknown("?"), is_unknown("Noel Wynn")
    (True, True, False)
    """
    plain = "".join(letter for letter in text.casefold() if letter.isalnum() or letter == "?")
    return plain in _UNKNOWN


def _plain(name: str) -> str:
    """Letters without accents, one space between words; an apostrophe joins (O'Brien), a hyphen parts."""
    letters = []
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).casefold()
    for letter in folded:
        if letter.isalpha():
            letters.append(letter)
        elif letter.isspace() or letter == "-":
            letters.append(" ")
    return " ".join("".join(letters).split())


def name_key(name: str) -> str:
    """The letters of a name, for comparing; empty when the name is not known.

    >>> name_key("Siân  O’Brien-Lee"), name_key("Not known")
    ('sian obrien lee', '')
    """
    return "" if is_unknown(name) else _plain(name)[:200]


def _soundex(word: str) -> str:
    latin = "".join(letter for letter in word.upper() if letter.isascii())
    if not latin:
        return word[:4]
    code, before = latin[0], _SOUNDS.get(latin[0], "")
    for letter in latin[1:]:
        digit = _SOUNDS.get(letter, "")
        if digit and digit != before:
            code += digit
        if letter not in "HW":
            before = digit
    return (code + "000")[:4]


def name_sound(name: str) -> str:
    """How first and last name sound; empty unless both are given.

    >>> name_sound("Aisling Byrne") == name_sound("Ashling Byrne"), name_sound("Aisling")
    (True, '')
    """
    words = name_key(name).split()
    return f"{_soundex(words[-1])} {_soundex(words[0])}" if len(words) > 1 else ""


def letters_apart(one: str, other: str, *, most: int = CLOSE) -> int:
    """Letters to change, add or drop to make one key the other; `most + 1` stands for anything more.

    >>> letters_apart("maureen tully", "maureen tolley"), letters_apart("daniel", "tobias")
    (2, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        corner, row[0] = row[0], number
        for place, against in enumerate(other, start=1):
            change = corner + (letter != against)
            corner = row[place]
            row[place] = min(row[place] + 1, row[place - 1] + 1, change)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
