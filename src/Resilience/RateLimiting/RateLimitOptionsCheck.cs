using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>The ranges of the options.</summary>
internal static class RateLimitOptionsCheck
{
    public const int MostPermits = 1_000_000_000;

    public static readonly TimeSpan LongestRefill = TimeSpan.FromDays(365);

    private static readonly TimeSpan _shortestPeriod = TimeSpan.FromMicroseconds(1);
    private static readonly TimeSpan _shortestWindow = TimeSpan.FromMilliseconds(10);

    public static void Validate(TokenBucketOptions options, OptionErrors errors)
    {
        ValidateCommon(options, errors);
        ValidateRate(options.Permits, options.Period, options.Burst, errors);
    }

    public static void Validate(SlidingWindowOptions options, OptionErrors errors)
    {
        ValidateCommon(options, errors);
        ValidateWindow(options.Permits, options.Window, options.Segments, errors);
    }

    /// <summary>The rate of a token bucket.</summary>
    public static void ValidateRate(int permits, TimeSpan period, int? burst, OptionErrors errors)
    {
        errors.Between(nameof(TokenBucketOptions.Permits), permits, 1, MostPermits);
        errors.Between(nameof(TokenBucketOptions.Period), period, _shortestPeriod, Require.LongestWait);
        if (burst is { } own)
            errors.Between(nameof(TokenBucketOptions.Burst), own, 1, MostPermits);
        int most = burst ?? permits;
        if (permits < 1 || period < _shortestPeriod || most < 1)
            return;
        if (permits > (Int128)MostPermits * period.Ticks / TimeSpan.TicksPerSecond)
            errors.Add(nameof(TokenBucketOptions.Permits), $"{permits} in {Require.Text(period)}", "1 per nanosecond at most");
        if ((Int128)most * period.Ticks / permits > LongestRefill.Ticks)
            errors.Add(nameof(TokenBucketOptions.Burst), Require.Text(most), "full again within 365 days");
    }

    /// <summary>The rate of a sliding window.</summary>
    public static void ValidateWindow(int permits, TimeSpan window, int segments, OptionErrors errors)
    {
        errors.Between(nameof(SlidingWindowOptions.Permits), permits, 1, MostPermits);
        errors.Between(nameof(SlidingWindowOptions.Window), window, _shortestWindow, Require.LongestWait);
        errors.Between(nameof(SlidingWindowOptions.Segments), segments, 1, 1_000);
    }

    private static void ValidateCommon(RateLimitOptions options, OptionErrors errors)
    {
        errors.NotEmpty(nameof(options.Name), options.Name);
        errors.Between(nameof(options.MaxWait), options.MaxWait, TimeSpan.Zero, Require.LongestWait);
        errors.Between(nameof(options.QueueLimit), options.QueueLimit, 0, 1_000_000);
        errors.Between(nameof(options.DrainCap), options.DrainCap, TimeSpan.Zero, Require.LongestWait);
    }
}
