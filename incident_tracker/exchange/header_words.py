"""The words of headers in English, Spanish and German by which a column is known; without accents, in small letters."""

import re
import unicodedata


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def header_words(header: str) -> str:
    """A header in small letters without accents, with single spaces, for looking words up."""
    bare = unicodedata.normalize("NFKD", header).replace("\u0301", "")
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[_:]+", " ", bare).split()).casefold().replace("ß", "ss")


NAMES = _any_of(
    *(r"\bnames?\b", "supervisor", "e-?mail", r"\breporter\b", "reported by", "entered by", "completed by"),
    *("witness(es)?$", r"\bemployee$", "^staff( member)?$", "date of birth", r"\bdob\b", r"\bmrn\b"),
    *(
        "medical record",
        "phone number",
        "address",
        r"^nombre",
        r"^apellido",
        r"\bnombre (del?|de la)\b",
        "reportado por",
    ),
    *(
        "testigo",
        "^empleado",
        "correo",
        "telefono",
        "direccion",
        r"\bname\b",
        "zeuge",
        "gemeldet von",
        "mitarbeiter(in)?$",
    ),
    *("anschrift", "geburtsdatum", "fecha de nacimiento", "historia clinica", "expediente"),
)
NAMES_OF_PLACES = re.compile(
    r"name of (the )?(department|unit|location|facility|site|clinic)|(facility|site|clinic|department|unit) name"
)
PERSONAL_DATES = _any_of(
    "birth", r"\bdob\b", "nacimiento", "geburt", r"\bhired?\b", "hire date", "contrat", "expir", "start date"
)
NOT_WHEN = _any_of(
    *("birth", "dob", "report", "enter", "creat", "complet", "modif", "clos", "review", "follow", "run", "submi"),
    *("sign", "start", "updat", "due", "registro", "reporte", "cierre", "revis", "seguimiento", "erfasst", "gemeldet"),
    *("nacimiento", "geburt", "hire", "expir"),
)
WHEN = (  # the first that fits is the date of the incident
    _any_of(r"\b(incident|event|occurr\w*|attack|assault)\b.*\bdate", r"\bdate\b.*\b(incident|event|occurr|attack)"),
    _any_of(
        "occurred",
        "happened",
        r"\bwhen\b",
        r"\bcuando\b",
        r"\bwann\b",
        "ocurri",
        "fecha del? (incidente|suceso|evento)",
    ),
    _any_of(
        "^date", "date$", "date.?time", "timestamp", "^month$", "^day$", "fecha", "datum", "^tag$", "^dia$", "^mes$"
    ),
    _any_of("^time$", "zeitpunkt", "momento"),
)
PARTS_OF_DATE = {
    "occurred_day": re.compile(r"^(day|dd|dia|tag|day of (the )?month)$"),
    "occurred_month": re.compile(r"^(month|mm|mes|monat)$"),
    "occurred_year": re.compile(r"^(year|yyyy|yy|ano|jahr)$"),
}
HALF = re.compile(r"^(am ?/ ?pm|a\.?m\.? ?/ ?p\.?m\.?|am or pm|ampm|meridi[ae]m?)$")
# In this order; each column goes to the first field that fits.
FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "occurred_time",
        _any_of(
            *(
                "^time$",
                r"\b(incident|event|attack|occur\w*)\b.*\btime\b",
                r"\btime of\b",
                "^hour$",
                "uhrzeit",
                "^hora",
            ),
            *("^zeit$", r"^start time$"),
        ),
    ),
    (
        "reported_at",
        _any_of(r"report\w* (date|on|at)$", r"date report\w*", "date entered", "fecha de(l)? (reporte|registro)"),
    ),
    (
        "external_id",
        _any_of(
            r"^(id|no|nr|n°|no°|#|number|rownames?|key|ref|reference|numero|nummer|lfd\.? nr|folio|case)\.?$",
            r"\b(incident|event|attack|case|record|file|report|log|incidente|caso|vorfall|fall)\W*(id|no|nr|number|num|#|n°)",
            r"^(numero|nummer|no|nr)\.? (de|del|des) ",
        ),
    ),
    (
        "police_called",
        _any_of(
            r"^(was )?(the )?(police|law enforcement|911)( (was )?(called|notified|involved))?\??$",
            r"^(se llamo a (la )?)?policia( llamada)?\??$",
            r"^polizei( gerufen)?\??$",
        ),
    ),
    (
        "security_called",
        _any_of(
            r"^(was )?security( (was )?(called|notified|contacted|involved))?\??$",
            r"^(se llamo a )?seguridad( llamada)?\??$",
            r"^(sicherheitsdienst|wachdienst)( gerufen)?\??$",
        ),
    ),
    (
        "kind",
        _any_of(
            "type of (violence|incident|event|assault|abuse|attack|aggression)",
            "(violence|incident|event|attack|abuse|assault|aggression) (type|kind|category)",
            "^(type|kind|category|nature|problem|classification|tipo|categoria|clase|art|kategorie|typ)$",
            "tipo de (violencia|incidente|agresion|evento|suceso)",
            "art (des vorfalls|der gewalt)|vorfallart|gewaltart",
        ),
    ),
    (
        "severity",
        _any_of(
            *("severity", "level of (violence|aggression|harm)", "^level$", "^(incident )?(level|grade|rating)$"),
            *("gravedad", "severidad", "^nivel", "^grado$", "schweregrad", "^stufe", "^schwere$", "^grad$"),
        ),
    ),
    (
        "narrative",
        _any_of(
            *("narrative", "what happened", "descri(?!ptive)", "details", "comment", "notes?$", "summary", "^text$"),
            *("contributing", "aggress", "agress", "perpetrat", "impact(?!ed)", "offen[cs]e", "^story$", "^account$"),
            *(
                "que (paso|ocurrio|sucedio)",
                "relato",
                "resumen",
                "detalle",
                "observacion",
                "comentario",
                "^hechos$",
                "notas?$",
            ),
            *("beschreibung", "was (ist )?(passiert|geschehen)", "hergang", "bemerkung", "schilderung", "notiz"),
        ),
    ),
    (
        "affected_role",
        _any_of(
            *(
                "occupation",
                "job",
                "affected",
                "impacted",
                "victim",
                "staff (role|type|position)",
                "^role$",
                "position",
            ),
            *("ocupacion", "^cargo", "^rol$", "profesion", "afectad[oa]", "beruf", "funktion", "betroffene"),
        ),
    ),
    ("harm", _any_of("^(?!subject).*(injur|harm|level of care|medical treatment|lesion|herida|verletzung)")),
    (
        "outcome",
        _any_of(
            *("outcome", r"\baction", "resol", "disposition", "response", "result", "desenlace", "medidas?$", "accion"),
            *("ergebnis", "massnahme", "ausgang"),
        ),
    ),
    ("channel", _any_of("channel", "how (was|did)", "mode of", "^canal$", "^medio$", "^kanal$")),
    (
        "desk",
        _any_of(
            *("desk", "unit", "department", "dept", "locat", "place", "area", r"\broom\b", "where", "lugar", "donde"),
            *("ubicacion", "departamento", "unidad", "puesto", "mostrador", "^ort$", "abteilung", "^wo$", "schalter"),
        ),
    ),
)
EITHER = re.compile(  # the kind or the description: the cells decide
    r"^(what|event|events|incident|incidents|issue|que|evento|incidente|suceso|hecho|vorfall|ereignis|was|violence|abuse)\??$"
)
COUNT = re.compile(
    r"^(count|counts|n|number of .*|no\.? of .*|incidents|cases|events|total|frequency|value|cantidad|numero de .*"
    r"|casos|anzahl.*|zahl|falle)$"
)
SITE = re.compile(
    r"^(site|clinic|facility|practice|branch|campus|location|sede|clinica|centro|sucursal|standort|filiale|praxis)"
    r"( name)?$"
)
# What is counted in tables that are not logs of incidents.
WORKLOAD = re.compile(
    r"bed.?days?|\bvisits\b|appointments|admissions|discharges|patients? (seen|served|treated)|head.?count"
    r"|hours worked|calls (answered|received|taken)|encounters|\bvisitas\b|\bcitas\b|ingresos|altas"
    r"|horas trabajadas|pacientes atendidos|belegungstage|termine|besuche"
)
