namespace Resilience;

/// <summary>The options that retries of typed and untyped pipelines have in common.</summary>
public abstract class RetryOptionsBase
{
    private protected RetryOptionsBase()
    {
    }

    /// <summary>The name in messages, events and metrics. The default is "retry".</summary>
    public string Name { get; set; } = "retry";

    /// <summary>
    /// How often the inside runs at most, the first call included: from 1, and <see cref="int.MaxValue"/> for ever. The default is 3: one
    /// call and two retries.
    /// </summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// The failures after which it pays to try again. The default is <see cref="FailureFilter.Transient"/>. Rejections are another matter:
    /// see <see cref="RetryRejections"/>.
    /// </summary>
    public FailureFilter Handle { get; set; } = FailureFilter.Transient;

    /// <summary>
    /// Whether what a strategy inside refused (an open circuit, a full bulkhead) is tried again, whatever <see cref="Handle"/> says. The
    /// default is false: to insist would defeat the refusal.
    /// </summary>
    public bool RetryRejections { get; set; }

    /// <summary>
    /// The delays between attempts. The default is <see cref="Resilience.Backoff.Default"/>: exponential from 200 ms, full jitter, at
    /// most 30 s.
    /// </summary>
    public Backoff Backoff { get; set; } = Backoff.Default;

    /// <summary>
    /// Computes a delay instead of <see cref="Backoff"/>; null or negative leaves it to that. The ceiling of <see cref="Backoff"/> holds
    /// here too, and a hint of the dependency is no floor: the arguments contain it. An exception thrown here becomes the outcome. By
    /// default there is none.
    /// </summary>
    public Func<RetryDelayArguments, TimeSpan?>? DelayGenerator { get; set; }

    /// <summary>
    /// How much of a dependency's hint (Retry-After) is believed: from zero to 49 days. The default is 60 seconds. A delay is never shorter
    /// than the hint, so cut, and up to a tenth longer, so that clients who got the same hint do not return together.
    /// </summary>
    public TimeSpan RetryAfterCap { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gives up rather than wait longer than this once: from zero to 49 days. By default no wait is too long.</summary>
    public TimeSpan? MaxDelay { get; set; }

    /// <summary>
    /// Gives up rather than begin an attempt later than this after the first: from zero to 49 days. By default there is no limit.
    /// </summary>
    public TimeSpan? MaxElapsed { get; set; }

    /// <summary>
    /// Limits retries to a share of the calls; share one between everything that calls the same dependency. By default there is none.
    /// </summary>
    public RetryBudget? Budget { get; set; }

    /// <summary>
    /// Returns numbers from 0 (included) to 1 for jitter; must be thread-safe. The default is <see cref="Random.Shared"/>.
    /// </summary>
    public Func<double> Randomizer { get; set; } = Random.Shared.NextDouble;

    /// <summary>
    /// Told of each retry, before its delay. It is awaited, within the deadline outside of the retry; an exception thrown here is reported
    /// and goes no further.
    /// </summary>
    public Func<RetryArguments, ValueTask>? OnRetry { get; set; }
}
