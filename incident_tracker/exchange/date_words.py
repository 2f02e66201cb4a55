"""Names of months and of days of the week, as logs in English, Spanish and German have them."""


def _numbered(first: int, *names: str) -> dict[str, int]:
    return {name: number for number, words in enumerate(names, start=first) for name in words.split()}


MONTHS = _numbered(
    1,
    "jan january ene enero januar jänner",
    "feb february febrero februar",
    "mar march marzo märz mrz maerz",
    "apr april abr abril",
    "may mayo mai",
    "jun june junio juni",
    "jul july julio juli",
    "aug august ago agosto",
    "sep sept september septiembre setiembre set",
    "oct october octubre okt oktober",
    "nov november noviembre",
    "dec december dic diciembre dez dezember",
)
WEEKDAYS = _numbered(
    0,
    "mon monday lun lunes mo montag",
    "tue tues tuesday mar martes di dienstag",
    "wed weds wednesday mié mie miércoles miercoles mi mittwoch",
    "thu thur thurs thursday jue jueves do donnerstag",
    "fri friday vie viernes fr freitag",
    "sat saturday sáb sab sábado sabado sa samstag",
    "sun sunday dom domingo so sonntag",
)
