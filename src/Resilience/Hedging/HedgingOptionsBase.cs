namespace Resilience;

/// <summary>The options that hedging in typed and untyped pipelines has in common.</summary>
public abstract class HedgingOptionsBase
{
    private protected HedgingOptionsBase()
    {
    }

    /// <summary>The name in messages, events and metrics. The default is "hedging".</summary>
    public string Name { get; set; } = "hedging";

    /// <summary>
    /// How many attempts a call may be given, the first one included, however they are caused: 1 to 100. The default is 2: one call and one
    /// hedge.
    /// </summary>
    public int MaxAttempts { get; set; } = 2;

    /// <summary>
    /// How long to wait for an answer before another attempt starts beside those that run. The default is 2 seconds.
    /// <see cref="HedgingDelay.None"/> starts all at once, <see cref="HedgingDelay.Infinite"/> the next one only when one has failed,
    /// <see cref="HedgingDelay.Quantile"/> waits as long as most answers take.
    /// </summary>
    public HedgingDelay Delay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Decides attempt by attempt, instead of <see cref="Delay"/>: zero starts it at once, a negative time only when one has failed, null
    /// leaves it to that. Asked when the attempt before has been started and has not ended at once, in a synchronous call before the first one
    /// starts. Must be fast. An exception thrown here becomes the outcome. By default there is none.
    /// </summary>
    public Func<HedgingDelayArguments, TimeSpan?>? DelayGenerator { get; set; }

    /// <summary>
    /// The failures after which the next attempt starts at once. Any other failure is an answer, too: it ends the call. The default is
    /// <see cref="FailureFilter.Transient"/>. Rejections are another matter: see <see cref="HedgeRejections"/>.
    /// </summary>
    public FailureFilter Handle { get; set; } = FailureFilter.Transient;

    /// <summary>
    /// Whether an attempt that a strategy inside refused (an open circuit, a full bulkhead) is followed by another, whatever
    /// <see cref="Handle"/> says. The default is false: then no further attempt starts, those that run go on, and the rejection is the outcome
    /// only if it was the first attempt's and none does better.
    /// </summary>
    public bool HedgeRejections { get; set; }

    /// <summary>
    /// Limits hedges to a share of the calls; share one between everything that calls the same dependency, retries too. By default there is
    /// none.
    /// </summary>
    public RetryBudget? Budget { get; set; }

    /// <summary>
    /// Told of each attempt but the first, just before it starts. The attempt waits for it, the attempts that run do not; when the call ends
    /// it is left behind. An exception thrown here is reported and goes no further.
    /// </summary>
    public Func<HedgingArguments, ValueTask>? OnHedging { get; set; }
}
