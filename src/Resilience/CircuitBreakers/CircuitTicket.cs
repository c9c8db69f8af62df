namespace Resilience.CircuitBreakers;

/// <summary>
/// What a <see cref="CircuitPermit"/> stands for. It is used again; a permit knows the version that was its own, so that copies of it, and
/// permits given back twice, do nothing.
/// </summary>
internal sealed class CircuitTicket
{
    [ThreadStatic]
    private static CircuitTicket? _spare;

    /// <summary>Where its calls are counted.</summary>
    public uint Stripe = (uint)Environment.CurrentManagedThreadId;

    private CircuitBreaker _breaker = null!;
    private long _permit;
    private long _started;
    private long _version;

    public static CircuitPermit Issue(CircuitBreaker breaker, long permit, long started)
    {
        CircuitTicket ticket = _spare ?? new();
        _spare = null;
        ticket._breaker = breaker;
        ticket._permit = permit;
        ticket._started = started;
        return new(ticket, ticket._version);
    }

    /// <summary>Ends the permit; false if it has been.</summary>
    public bool TryEnd(long version, out CircuitBreaker breaker, out long permit, out long started)
    {
        breaker = _breaker;
        permit = _permit;
        started = _started;
        if (Interlocked.CompareExchange(ref _version, version + 1, version) != version)
            return false;
        _spare = this;
        return true;
    }
}
