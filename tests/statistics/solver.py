"""What a reader can work out of figures that are told: whole numbers within equations, by the solver HiGHS."""

from collections.abc import Collection, Iterable
from math import inf

import highspy


class Reader:
    """Someone who knows every figure that is told, and how they belong together."""

    def __init__(self) -> None:
        self._solver = highspy.Highs()
        self._solver.silent()
        self._solver.setOptionValue("threads", 1)
        self._count = 0

    def number(self, least: int = 0, most: float = inf) -> int:
        """A number that the reader looks for."""
        self._solver.addVar(least, most)
        self._solver.changeColIntegrality(self._count, highspy.HighsVarType.kInteger)
        self._count += 1
        return self._count - 1

    def is_known(self, numbers: Collection[int], total: int) -> None:
        """These add up to a figure that is told."""
        self.is_between(numbers, (), total, total)

    def is_between(self, plus: Collection[int], minus: Collection[int], least: float, most: float) -> None:
        """The first of these less the second are within these bounds."""
        if not plus and not minus:
            assert least <= 0 <= most
            return
        signs: dict[int, float] = {}
        for sign, numbers in ((1.0, plus), (-1.0, minus)):
            for one in numbers:
                signs[one] = signs.get(one, 0.0) + sign
        self._solver.addRow(least, most, len(signs), list(signs), list(signs.values()))

    def values_of(self, numbers: Iterable[int]) -> tuple[float, float]:
        """The least and the most that these may add up to. Errors: AssertionError if nothing fits."""
        asked = list(numbers)
        if not asked:
            return 0, 0
        for one in asked:
            self._solver.changeColCost(one, 1.0)
        found = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            self._solver.changeObjectiveSense(sense)
            self._solver.run()
            status = self._solver.getModelStatus()
            if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
                found.append(inf)
                continue
            assert status == highspy.HighsModelStatus.kOptimal, status
            found.append(round(self._solver.getInfo().objective_function_value))
        for one in asked:
            self._solver.changeColCost(one, 0.0)
        return found[0], found[1]
