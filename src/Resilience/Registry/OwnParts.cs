namespace Resilience.Registry;

/// <summary>The components that an operation's preset asks for.</summary>
internal sealed class OwnParts
{
    private Action[] _changes;

    private OwnParts(OwnParts? previous) => _changes = previous is null ? [] : Volatile.Read(ref previous._changes);

    public CircuitBreaker? Breaker { get; private init; }

    public Bulkhead? Bulkhead { get; private set; }

    public RateLimit? RateLimit { get; private set; }

    private CircuitBreakerOptions? BreakerOptions { get; init; }

    private BulkheadOptions? BulkheadOptions { get; init; }

    private RateLimitOptions? RateLimitOptions { get; init; }

    private RetryBudget? Budget { get; init; }

    /// <summary>Makes what the options, which are valid, ask for, or takes it over.</summary>
    public static OwnParts Of(StandardPipelineOptions options, TimeProvider clock, OwnParts? previous)
    {
        if (options.Retry?.Budget is { } budget && previous?.Budget?.HasLimitsOf(budget) == true)
            options.Retry.Budget = previous.Budget;
        CircuitBreakerOptions? breaker = options.SharedCircuitBreaker is null ? options.CircuitBreaker : null;
        bool keepsBreaker = breaker is not null && SameOptions.Of(breaker, previous?.BreakerOptions);
        var parts = new OwnParts(previous)
        {
            Budget = options.Retry?.Budget,
            BreakerOptions = breaker,
            BulkheadOptions = options.SharedBulkhead is null ? options.Bulkhead : null,
            RateLimitOptions = options.SharedRateLimit is null ? options.RateLimit : null,
            Breaker = breaker is null ? null : keepsBreaker ? previous!.Breaker : new CircuitBreaker(breaker, clock),
        };
        parts.TakeBulkhead(clock, previous);
        parts.TakeRateLimit(clock, previous);
        return parts;
    }

    public static RateLimit Make(RateLimitOptions options, TimeProvider clock) =>
        options is TokenBucketOptions bucket ? new TokenBucket(bucket, clock) : new SlidingWindow((SlidingWindowOptions)options, clock);

    /// <summary>
    /// Changes the components that were taken over, once, as far as their numbers have changed; also what a generation before did not come
    /// to. What is steered by hand stays.
    /// </summary>
    public void Settle()
    {
        foreach (Action change in Interlocked.Exchange(ref _changes, []))
            change();
    }

    private void TakeBulkhead(TimeProvider clock, OwnParts? previous)
    {
        if (BulkheadOptions is not { } now)
            return;
        if (previous?.BulkheadOptions is not { } before || !SameOptions.Of(now, before))
        {
            Bulkhead = new(now, clock);
            return;
        }

        Bulkhead bulkhead = Bulkhead = previous.Bulkhead!;
        if (now.PermitLimit != before.PermitLimit)
            Change(() => bulkhead.Resize(now.PermitLimit));
        if (now.QueueLimit != before.QueueLimit)
            Change(() => bulkhead.QueueLimit = now.QueueLimit);
        if (now.ShadowMode != before.ShadowMode)
            Change(() => bulkhead.ShadowMode = now.ShadowMode);
    }

    private void TakeRateLimit(TimeProvider clock, OwnParts? previous)
    {
        if (RateLimitOptions is not { } now)
            return;
        if (previous?.RateLimitOptions is not { } before || !SameOptions.Of(now, before))
        {
            RateLimit = Make(now, clock);
            return;
        }

        RateLimit limit = RateLimit = previous.RateLimit!;
        if (now.ShadowMode != before.ShadowMode)
            Change(() => limit.ShadowMode = now.ShadowMode);
        if (now is TokenBucketOptions bucket && before is TokenBucketOptions old
            && (bucket.Permits, bucket.Period, bucket.Burst) != (old.Permits, old.Period, old.Burst))
            Change(() => ((TokenBucket)limit).Change(bucket.Permits, bucket.Period, bucket.Burst));
        if (now is SlidingWindowOptions window && before is SlidingWindowOptions former
            && (window.Permits, window.Window, window.Segments) != (former.Permits, former.Window, former.Segments))
            Change(() => ((SlidingWindow)limit).Change(window.Permits, window.Window, window.Segments));
    }

    private void Change(Action change) => _changes = [.. _changes, change];
}
