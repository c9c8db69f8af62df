namespace Resilience.Benchmarks;

/// <summary>What both sides of a row are configured with.</summary>
internal static class Settings
{
    public const int Attempts = 3;

    public static readonly TimeSpan BaseDelay = TimeSpan.FromMilliseconds(200);

    public static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan WholeTimeout = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan ShortTimeout = TimeSpan.FromMilliseconds(100);

    public static readonly TimeSpan HedgingDelay = TimeSpan.FromSeconds(2);

    public const double FailureRatio = 0.5;

    public const int MinimumCalls = 20;

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan LongBreak = TimeSpan.FromDays(1);

    public static readonly TimeSpan SlowCall = TimeSpan.FromSeconds(5);

    public const int Permits = 100;

    // Of stacks of which a row has a thousand calls in flight.
    public const int FivePermits = 10_000;

    public const int QueueLimit = 0;

    /// <summary>More than a run can take.</summary>
    public const int RatePermits = 1_000_000_000;

    public static readonly TimeSpan PermitPeriod = TimeSpan.FromSeconds(1);

    public const int Segments = 20;
}
