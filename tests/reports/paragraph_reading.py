"""Reads the first paragraph of a monthly report back, in English and Spanish: what it states, by name.

It knows the sentences as a reader does, and nothing of the code that writes them. What it cannot read is an error.
"""

import re
from collections.abc import Mapping

NUMBER = r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+|\d+"
ENGLISH = {
    "incidents": "In {where}, {incidents} incidents? (?:was|were) reported at {site}",
    "none": "In {where} no incidents were reported at {site}",
    "calm": "It may have been a calm month, or one in which little was written down. Part 13 helps you tell",
    "serious": "{serious} (?:was|were) of level 3 or more",
    "not_serious": "None was of level 3 or more",
    "near": "{near_misses} could have gone wrong and did not",
    "talking": "From [^.]+?, {resolved} of {resolved_of} were resolved by talking",
    "no_calls": "No call to the police or to security is recorded",
    "calls": "Calls for help from outside: security {security}, police {police}",
    "usual": "The chart in part 2 shows nothing but usual variation",
    "growing": "The chart in part 2 shows that reporting grows",
    "look": "The chart in part 2 shows more than chance, and is worth a look",
    "too_early": "It is too early to say what is usual",
    "not_over": "The month is not over, so it is not judged yet",
    "harm_hidden": "Harm to staff in {year} is hidden, because a count is too small",
    "harm": "Harm to staff in {year}: {harmed} of {harmed_of} incidents with an answer",
    "offered": "Support was offered within 24 hours in {offered} of {offered_of} incidents",
    "kept": "Of {kept_of} debriefs that were due, {kept} took place in their window or were declined",
    "not_due": "{not_due} debriefs? (?:is|are) not due yet",
    "actions": "Actions completed: {completed}; due next month: {due}; waiting beyond their date: {waiting}",
    "reports": "These are reports. A rise often means that people report more of what happens",
}
SPANISH = {
    "incidents": "En {where} se report(?:ó|aron) {incidents} incidentes? en {site}",
    "none": "En {where} no se reportaron incidentes en {site}",
    "calm": "Puede haber sido un mes tranquilo, o uno en que se anotó poco; la parte 13 ayuda a distinguirlo",
    "serious": "{serious} (?:fue|fueron) de nivel 3 o más",
    "not_serious": "Ninguno fue de nivel 3 o más",
    "near": "{near_misses} (?:pudo|pudieron) acabar mal, y no fue así",
    "talking": "De [^.]+?, {resolved} de {resolved_of} se resolvieron hablando",
    "no_calls": "No hay registrada ninguna llamada a la policía ni a seguridad",
    "calls": "Llamadas de ayuda externa: seguridad {security}, policía {police}",
    "usual": "La gráfica de la parte 2 solo muestra la variación habitual",
    "growing": "La gráfica de la parte 2 muestra que se reporta cada vez más",
    "look": "La gráfica de la parte 2 muestra más que el azar, y conviene mirarla",
    "too_early": "Es pronto para decir qué es lo habitual",
    "not_over": "El mes no ha terminado, así que todavía no se juzga",
    "harm_hidden": "El daño al personal en {year} no se muestra, porque una cifra es muy pequeña",
    "harm": "Daño al personal en {year}: {harmed} de {harmed_of} incidentes con respuesta",
    "offered": "Se ofreció apoyo en 24 horas en {offered} de {offered_of} incidentes",
    "kept": "De {kept_of} reuniones que tocaban, {kept} se hicieron a tiempo o no se desearon",
    "not_due": "{not_due} (?:reunión no vence|reuniones no vencen) todavía",
    "actions": "Acciones terminadas: {completed}; vencen el próximo mes: {due}; en espera pasada su fecha: {waiting}",
    "reports": "Son reportes: un aumento suele significar que se cuenta más de lo que ocurre",
}


def stated(paragraph: str, site: str, language: str) -> Mapping[str, int]:
    """What the paragraph states: each number by its name, and each sentence that was said as 1.

    Errors: ValueError for a sentence that no one knows, or that is said twice.
    """
    sentences = {
        name: re.compile(_pattern(words, site)) for name, words in (ENGLISH if language == "en" else SPANISH).items()
    }
    found: dict[str, int] = {}
    rest = paragraph
    while rest:
        read = [(name, match) for name, one in sentences.items() if (match := one.match(rest)) is not None]
        if len(read) != 1 or read[0][0] in found:
            raise ValueError(f"{[name for name, _match in read]}: {rest[:120]!r}")
        name, match = read[0]
        found[name] = 1
        found |= {key: int(re.sub(r"\D", "", said)) for key, said in match.groupdict().items()}
        rest = rest[match.end() :].lstrip(".; ")
    return found


def _pattern(words: str, site: str) -> str:
    pattern = words.replace(". ", r"\. ").replace("{where}", "[^,.;]+?").replace("{site}", re.escape(site))
    return re.sub(r"\{(\w+)\}", _number, pattern) + r"(?=[.;]|$)"


def _number(name: re.Match[str]) -> str:
    return f"(?P<{name[1]}>{NUMBER})"
