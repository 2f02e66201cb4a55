"""Who may do what, written down beside the program: from the must-haves, the law and the plan of its features.

It is not made from the program's own table. Anyone who widens a grant there, or forgets to ask for it, meets this one.
Each row has one mark for each role, in the order reception, supervisor, manager, committee, administrator, privacy:

`-` nothing · `o` what they have a part in, wherever it is · `h` what is of their site · `s` both · `a` everything · `d`
everything, without a name, a word or a code · `y` it is no record of anyone, and they may

`1` behind a mark: with a written reason and the pass phrase again · `2`: also with a second person ·
`3`: with the pass phrase again
"""

from tests.usecases.rights.capture import capture_rows
from tests.usecases.rights.clinic import clinic_rows
from tests.usecases.rights.learning import learning_rows
from tests.usecases.rights.oversight import oversight_rows
from tests.usecases.rights.row import Row
from tests.usecases.rights.support import support_rows
from tests.usecases.rights.world import World


def rows(world: World) -> dict[str, Row]:
    """A row for every use case, and some for a part of its answer, named behind a colon."""
    return {
        **capture_rows(world),
        **clinic_rows(world),
        **learning_rows(),
        **oversight_rows(world),
        **support_rows(world),
    }
