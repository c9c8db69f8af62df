using Resilience.Pipelines;

namespace Resilience.Retries;

/// <summary>Decides how long a retry waits.</summary>
internal sealed class RetrySchedule(
    Backoff backoff, Func<RetryDelayArguments, TimeSpan?>? generator, TimeSpan retryAfterCap, Func<double> randomizer)
{
    // Clients that got one hint must not return together: up to this share of the hint is added.
    private const double HintSpread = 0.1;

    // Beyond, delays have long reached their ceiling; and nobody reads the exact sum.
    private const int SummedDelays = 100;

    private readonly bool _isFixed = generator is null && backoff is { Shape: BackoffShape.Constant, Jitter: Jitter.None };
    private readonly TimeSpan _fixedDelay = backoff.GetDelay(1, TimeSpan.Zero, 0);

    public override string ToString() =>
        generator is null ? backoff.ToString() : $"delays generated, at most {Timing.DurationText.Format(backoff.Ceiling)}";

    /// <summary>The delay before the given retry, from 1.</summary>
    public TimeSpan Next(ExecutionFrame frame, in FailedAttempt failure, int retry, TimeSpan previous) =>
        _isFixed && !failure.HasRetryAfter ? _fixedDelay : Compute(frame, failure, retry, previous);

    /// <summary>The sum of the longest delays before that many retries.</summary>
    public TimeSpan LongestDelays(int retries)
    {
        double ticks = 0;
        TimeSpan delay = TimeSpan.Zero;
        int summed = Math.Min(retries, SummedDelays);
        for (int retry = 1; retry <= summed; retry++)
        {
            delay = backoff.GetDelay(retry, delay, 0);
            ticks += delay.Ticks;
        }

        ticks += (double)(retries - summed) * delay.Ticks;
        return ticks >= TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)ticks);
    }

    private TimeSpan Compute(ExecutionFrame frame, in FailedAttempt failure, int retry, TimeSpan previous)
    {
        double unit = Math.Clamp(randomizer(), 0, 1 - 1e-9);
        TimeSpan computed = backoff.GetDelay(retry, previous, unit);
        if (failure.RetryAfter is { } hint)
            computed = AtLeast(hint < retryAfterCap ? hint : retryAfterCap, computed, unit);
        if (generator?.Invoke(new(frame.Attempt, failure, computed, frame.Context)) is { } generated && generated >= TimeSpan.Zero)
            return generated < backoff.Ceiling ? generated : backoff.Ceiling;
        return computed;
    }

    private static TimeSpan AtLeast(TimeSpan floor, TimeSpan computed, double unit) =>
        computed > floor ? computed : floor + (floor * (HintSpread * unit));
}
