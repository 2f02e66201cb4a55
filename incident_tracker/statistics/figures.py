"""Numbers as they appear in sentences."""


def figure(value: float) -> str:
    """A number for reading: three significant digits, whole numbers in full, no exponent."""
    if value == int(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    decimals = 2 if abs(value) < 10 else 1
    while abs(value) < 10**-decimals * 10 and decimals < 8:
        decimals += 1
    return f"{value:.{decimals}f}"


def percent(share: float) -> str:
    """A share of 1 in percent with at most one decimal: 95%, 99.8%, 0.3%, and never 0% or 100% unless it is."""
    value = share * 100
    if 0 < value < 0.05:
        return "<0.1%"
    if 99.95 < value < 100:
        return ">99.9%"
    return f"{value:.0f}%" if abs(value - round(value)) < 0.05 else f"{value:.1f}%"
