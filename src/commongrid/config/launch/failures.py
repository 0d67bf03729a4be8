"""What a failed download or installation means, in one sentence."""

OFFLINE_WORDS = (
    "could not find a version", "failed to fetch", "connection", "resolve", "network", "timed out", "enotfound",
    "econn", "etimedout", "dns", "eai_again",
)  # fmt: skip


def explain(otherwise: str, output: str) -> str:
    """One sentence for a failed download or installation, from what the tool wrote."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["it said nothing"]
    if "no space left" in output.lower():
        return f"{otherwise}: the disk is full. Free some space and run this again."
    unreached = [line for line in lines if any(word in line.lower() for word in OFFLINE_WORDS)]
    if unreached:
        return f"{otherwise}: the package index was not reached. Check the network or the proxy and run this again ({unreached[0]})."
    return f"{otherwise}: {lines[-1]}"
