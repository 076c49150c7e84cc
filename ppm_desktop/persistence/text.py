"""Texts that fit their columns."""


def fit(text: str, length: int) -> str:
    """``text`` cut to ``length`` characters, without what UTF-8 cannot say."""
    return text[:length].encode("utf-8", "replace").decode("utf-8")
