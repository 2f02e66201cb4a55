"""A pass phrase that is a greeting, a blessing or a proverb is weak, also with a year; unrelated words are not."""

import pytest

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.security.passphrases import accept_passphrase

WEAK = """
Dios te bendiga 2026 | Que Dios te bendiga | Dios te bendiga siempre | DiosTeBendiga2026 | Feliz año nuevo 2026
Feliz cumpleaños mamá 26 | Con el favor de Dios | Si Dios quiere 2026 | Hasta mañana si Dios quiere | Viva México 2026!
Más vale tarde que nunca | Ojos que no ven 2026 | En boca cerrada no entran moscas | Quien mal anda mal acaba
Dime con quién andas 26 | Padre nuestro que estás en el cielo | No hay mal que por bien no venga
Te amo con todo mi corazón | Hoy es un buen día 2026 | Gracias a la vida 2026 | Que tengas un buen día
God bless you 2026 | God bless America | Merry Christmas 2026 | Happy New Year 2026 | In God We Trust 2026
Have a nice day 2026 | Practice makes perfect | Better late than never | Actions speak louder than words
Jesus loves you 2026 | Thank God it's Friday | Our Father who art in heaven | Home sweet home 2026
The early bird gets the worm | Time heals all wounds | Live, laugh, love 2026 | This too shall pass 2026
I love you to the moon | Good morning everyone! | May God be with you 26 | betterlatethannever26
"""
STRONG = """
seven quiet herons by the pond | cold rain on the tin roof | purple kettle under the ladder
nine otters borrowed my umbrella | the plumber whistles at tangerines
biscuit lantern gravel thimble | velvet hammer cactus sunrise
brass tortoise climbs the staircase | four teaspoons of yellow thunder | we parked the canoe in the library
moth-eaten accordion in the attic | a kettle sings in the kitchen | purplekettleladderthimble
la tetera morada debajo de la escalera | tres garzas quietas junto al estanque | el abuelo pinta barcos en febrero
mostaza tambor glaciar pepino | un camello baila en la azotea | mi tía guarda botones en frascos
lluvia fría sobre el techo de zinc | gato cuaderno tijera volcán | los pingüinos comen lentejas con sal
"""


def phrases(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split(" | ")]


@pytest.mark.parametrize("phrase", phrases(WEAK))
def test_what_everyone_says_is_easy_to_guess(phrase: str) -> None:
    with pytest.raises(Refused) as told:
        accept_passphrase(phrase, "rosa", own_words=["Harbour Street Clinic"])
    assert told.value.reason is Reason.PASSPHRASE_TOO_COMMON


@pytest.mark.parametrize("phrase", phrases(STRONG))
def test_words_that_no_one_says_together_will_do(phrase: str) -> None:
    assert accept_passphrase(phrase, "rosa", own_words=["Harbour Street Clinic"]) == phrase


@pytest.mark.parametrize("phrase", phrases(STRONG)[:4])
def test_a_year_does_a_strong_phrase_no_harm(phrase: str) -> None:
    assert accept_passphrase(f"{phrase} 2026!", "rosa") == f"{phrase} 2026!"
