"""The parts of an AMHP's report, in their order, and what a good one holds.

Source: the Code of Practice (England), chapter 14, and the report audit of the quality framework (App 3.1, A to G);
the words are ours and an AMHP lead approves them before use. A part only reminds: nothing in it is compulsory.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One heading: its key, the letter of the audit it answers, and what it reminds of."""

    key: str
    letter: str
    heading: str
    reminds: str
    in_outline: bool = False


PARTS = (
    Part("referral", "A", "Referral and start",
         "Who asked, when and why. The council responsible. A request by the nearest relative. "
         "The legal status at the start."),
    Part("preparation", "B", "Preparation",
         "What was read: history, care plan, advance statements. Risks to everybody, staff too. Communication, "
         "interpreter, sensory needs, autism or learning disability. Culture, religion, gender, race. Capacity. "
         "How the doctors were chosen, and whether one knew the person."),
    Part("interview", "C", "The interview",
         "Where, when and with whom. Whether it could be in a suitable manner, and if not why. What the person was "
         "told: who, why, their rights. The chance to be seen alone or with a supporter. Alcohol, drugs, sedation, "
         "distress."),
    Part("wishes", "C", "What the person said and wanted",
         "In their own words where you can: wishes, feelings, what they hoped would happen."),
    Part("relative", "D", "Nearest relative",
         "Who it appears to be and why (s26). Informed or consulted, or why that was not practicable; what the "
         "person thought of it. An objection and how it was dealt with."),
    Part("others", "D", "Carers, family and people who know them",
         "Carers, family, friends, care team, GP. Safeguarding of children and adults checked."),
    Part("decision", "E", "The decision and its reasons",
         "Each of the criteria by itself. Your own reasoning, beside the doctors’. The whole of the circumstances, "
         "social ones too. Rights in the balance (Articles 5 and 8). Whether it is proportionate and the least "
         "restrictive. Whether discrimination played a part.", in_outline=True),
    Part("alternatives", "E", "Alternatives",
         "Each by its name, and why it was or was not enough.", in_outline=True),
    Part("carrying_out", "F", "How it was carried out",
         "The hospital named, the application in time. Each delay: its cause, start, end, and who was told. How "
         "the person travelled, with whom, with what dignity. Risk while waiting.", in_outline=True),
    Part("practical", "F", "Home, dependants, pets and property",
         "What the hospital should know and who is seeing to it: children and others who rely on the person, "
         "pets, keys, belongings, medication, money and debt.", in_outline=True),
    Part("after", "G", "What happens next",
         "If no application was made: the plan, who does what by when, who was told, what to do if it does not "
         "hold. Otherwise: after-care, advocacy, and who can tell the hospital more.", in_outline=True),
)  # fmt: skip
KEYS = tuple(part.key for part in PARTS)
