"""`rates`: a rate, the ratio of two rates, or a share, with intervals."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.domain.errors import Refused
from incident_tracker.statistics.interval_sentences import comparison_sentence, rate_sentence, share_sentence
from incident_tracker.statistics.rates import RateMethod, rate
from incident_tracker.statistics.ratios import rate_ratio
from incident_tracker.statistics.refusals import refusal_text
from incident_tracker.statistics.shares import ShareMethod, share
from incident_tracker.wording import _

METHODS = [*(str(method) for method in RateMethod), str(ShareMethod.WILSON)]


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `rates`."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--events", type=float, metavar="E", help=_("events of a rate; needs --exposure"))
    what.add_argument("--compare", type=float, nargs=4, metavar=("E1", "T1", "E2", "T2"), help=_("ratio of two rates"))
    what.add_argument("--proportion", type=float, nargs=2, metavar=("X", "N"), help=_("X of N as a share"))
    parser.add_argument("--exposure", type=float, metavar="T", help=_("visits, calls or hours of the rate"))
    parser.add_argument("--multiply", type=float, default=1.0, metavar="K", help=_("base of the rate, such as 1000"))
    parser.add_argument("--confidence", type=float, default=0.95, metavar="C")
    parser.add_argument("--method", choices=METHODS, help=_("a rate: exact, byar or phe; a share: wilson or exact"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Compute and answer. A refusal goes to `err`, with exit status 2."""
    problem = _usage_problem(options)
    if problem:
        err.write(problem + "\n")
        return ExitStatus.WRONG_USAGE
    try:
        document, sentence = _result(options)
    except Refused as refused:
        err.write(refusal_text(refused) + "\n")
        return ExitStatus.WRONG_USAGE
    answer(options, out, {**document, "sentence": sentence}, [sentence])
    return ExitStatus.DONE


def _usage_problem(options: Namespace) -> str:
    if options.events is not None and options.exposure is None:
        return _("A rate needs its exposure. Please add --exposure.")
    if options.proportion is not None and options.method not in {None, *ShareMethod}:
        return _("The interval of a share is wilson or exact. Please choose one of the two.")
    if options.compare is not None and options.method not in {None, "exact"}:
        return _("Two rates are compared by the exact method only. Please leave --method out.")
    if options.events is not None and options.method == ShareMethod.WILSON:
        return _("The interval of a rate is exact, byar or phe. Please choose one of the three.")
    return ""


def _result(options: Namespace) -> tuple[dict[str, object], str]:
    confidence = options.confidence
    if options.compare is not None:
        ratio = rate_ratio(*options.compare, confidence=confidence)
        return {
            "ratio": ratio.ratio,
            "lower": ratio.lower,
            "upper": ratio.upper,
            "p_value": ratio.p_value,
            "difference": ratio.difference,
            "difference_lower": ratio.difference_lower,
            "difference_upper": ratio.difference_upper,
            "verdict": ratio.verdict,
            "confidence": confidence,
        }, comparison_sentence(ratio)
    if options.proportion is not None:
        method = ShareMethod(options.method or ShareMethod.WILSON)
        part = share(*options.proportion, confidence=confidence, method=method)
        return {
            "proportion": part.share,
            "lower": part.lower,
            "upper": part.upper,
            "method": method,
            "confidence": confidence,
        }, share_sentence(part)
    chosen = RateMethod(options.method or RateMethod.EXACT)
    result = rate(options.events, options.exposure, base=options.multiply, confidence=confidence, method=chosen)
    return {
        "rate": result.rate,
        "lower": result.lower,
        "upper": result.upper,
        "method": chosen,
        "limits": result.method,
        "base": result.base,
        "confidence": confidence,
    }, rate_sentence(result)
