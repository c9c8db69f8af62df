namespace Resilience;

/// <summary>The options that circuit breakers of typed and untyped pipelines have in common.</summary>
public abstract class CircuitBreakerOptionsBase
{
    private protected CircuitBreakerOptionsBase()
    {
    }

    /// <summary>The name in messages, events, metrics and rejections. The default is "circuit breaker".</summary>
    public string Name { get; set; } = "circuit breaker";

    /// <summary>
    /// The share of failed calls in the window that opens the circuit, itself included: from 0.001 to 1; null looks at something else. The
    /// default is 0.5.
    /// </summary>
    public double? FailureRatio { get; set; } = 0.5;

    /// <summary>
    /// With fewer calls in the window than this, no ratio is computed: from 1. The default is 20. With a window that counts fewer calls,
    /// its length applies. One means that a single failure after a pause opens the circuit.
    /// </summary>
    public int MinimumCalls { get; set; } = 20;

    /// <summary>The recent past that ratios are computed of. The default is 10 seconds.</summary>
    public CircuitWindow Window { get; set; } = CircuitWindow.Time(TimeSpan.FromSeconds(10));

    /// <summary>How many failures in a row open the circuit, whatever the ratio: from 1 to 1,000,000. By default none do.</summary>
    public int? ConsecutiveFailures { get; set; }

    /// <summary>
    /// How long a call takes that is slow, from 1 ms to 49 days. Calls that are still running count once they are. By default none is slow.
    /// </summary>
    public TimeSpan? SlowCallThreshold { get; set; }

    /// <summary>The share of slow calls that opens the circuit, itself included: from 0.001 to 1. The default is 1: all of them.</summary>
    public double SlowCallRatio { get; set; } = 1;

    /// <summary>How long the circuit stays open the first time: from 1 ms to 49 days. The default is 30 seconds.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// By how much the break grows each time half-open fails, until the circuit has been closed: from 1 to 100. The default is 2.
    /// </summary>
    public double BreakMultiplier { get; set; } = 2;

    /// <summary>
    /// What the break grows to at most: from 1 ms to 49 days. The default is 5 minutes. A longer <see cref="BreakDuration"/> stays what it
    /// is.
    /// </summary>
    public TimeSpan MaxBreakDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Computes the break instead; null or negative leaves it to the options, more than 49 days is cut. Called when the circuit has opened
    /// by itself, outside of every lock; until it answers, the break that the options give applies. An exception thrown here is reported
    /// and goes no further. By default there is none.
    /// </summary>
    public Func<CircuitBreakArguments, TimeSpan?>? BreakDurationGenerator { get; set; }

    /// <summary>
    /// How much of a dependency's hint (Retry-After) is believed when the failure that opens the circuit carries one and is unavailable or
    /// about a rate: from zero to 49 days. The default is 5 minutes. A hint may lengthen a break, never shorten it.
    /// </summary>
    public TimeSpan RetryAfterCap { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many probes half-open lets in at a time: from 1 to 64. The default is 1.</summary>
    public int Probes { get; set; } = 1;

    /// <summary>How many probes must succeed to close the circuit: from 1. The default is 1.</summary>
    public int SuccessesToClose { get; set; } = 1;

    /// <summary>
    /// How long half-open waits for probes to end, from the first one or the last success, before the circuit opens again: from 1 ms to 49
    /// days. The default is <see cref="BreakDuration"/>.
    /// </summary>
    public TimeSpan? HalfOpenTimeout { get; set; }

    /// <summary>
    /// Over which time after closing the share of calls that are let in grows from none to all: from 1 ms to 49 days. By default all are
    /// let in at once.
    /// </summary>
    public TimeSpan? RampDuration { get; set; }

    /// <summary>
    /// The failures that count. The default is <see cref="FailureFilter.Dependency"/>. Others count as nothing, neither failure nor
    /// success, and so do rejections, whatever the filter says, and calls that the caller cancelled.
    /// </summary>
    public FailureFilter Handle { get; set; } = FailureFilter.Dependency;

    /// <summary>
    /// Whether the times in the snapshot are measured exactly: to hundredths of a millisecond, for about 50 ns a call. The default is
    /// false: to milliseconds, or what the system's clock ticks in. With a <see cref="SlowCallThreshold"/> of less than a second, and with
    /// another clock than the system's, they always are.
    /// </summary>
    public bool ExactTimes { get; set; }

    /// <summary>How many transitions the snapshot remembers: from 0 to 10,000. The default is 100.</summary>
    public int HistoryLength { get; set; } = 100;

    /// <summary>
    /// Told of each transition, in their order and one at a time, outside of every lock; no call awaits it. An exception thrown here is
    /// reported and goes no further.
    /// </summary>
    public Func<CircuitTransition, ValueTask>? OnTransition { get; set; }

    /// <summary>
    /// Whether the breaker only says what it would do: it changes its state as ever, and lets every call through. The default is false.
    /// </summary>
    public bool ShadowMode { get; set; }

    /// <summary>
    /// Returns numbers from 0 (included) to 1 for the ramp; must be thread-safe. The default is <see cref="Random.Shared"/>.
    /// </summary>
    public Func<double> Randomizer { get; set; } = Random.Shared.NextDouble;
}
