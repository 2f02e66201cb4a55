"""Tables and repository for the sealed answers on the private line, and the keys of their readers."""

from db.support.wellbeing import SqlWellbeingNotes, sealed_tables

answer_table, key_table = sealed_tables("private_answer", "private_answer_key")


class SqlPrivateAnswers(SqlWellbeingNotes):
    """Sealed answers, each with the keys of those who can open it; stored as sealed notes are, apart from them."""

    kind = "private_answer"
    table = answer_table
    keys = key_table
