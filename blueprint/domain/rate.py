"""How often something may be asked for, as a token bucket (RFC 2697 has one): so often at once, so often a second after."""

from time import monotonic

_MOST_KEPT = 1_000


class TokenBucket:
    """Room for `burst` at once; `rate` a second come back."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._tokens, self._since = burst, monotonic()

    def take(self, cost: float = 1.0) -> float:
        """Take tokens; returns for how many seconds the bucket is overdrawn, 0 when there were enough."""
        now = monotonic()
        self._tokens = min(self.burst, self._tokens + (now - self._since) * self.rate) - cost
        self._since = now
        return max(0.0, -self._tokens / self.rate)

    def take_one(self) -> bool:
        """Take a token if there is one; else False, and the bucket is not overdrawn."""
        if self.take(0.0) or self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def is_full(self) -> bool:
        """Whether nothing was taken lately."""
        return self._tokens + (monotonic() - self._since) * self.rate >= self.burst


class TokenBuckets:
    """A bucket for each key, such as a person's id."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._buckets: dict[str, TokenBucket] = {}

    def of(self, key: str) -> TokenBucket:
        """The bucket of a key. Full ones are forgotten when there are many."""
        if len(self._buckets) > _MOST_KEPT:
            self._buckets = {key: bucket for key, bucket in self._buckets.items() if not bucket.is_full()}
        return self._buckets.setdefault(key, TokenBucket(self.rate, self.burst))
