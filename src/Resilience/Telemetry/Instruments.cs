using System.Diagnostics.Metrics;

namespace Resilience.Telemetry;

/// <summary>The instruments of one meter.</summary>
internal sealed class Instruments
{
    private static readonly Lazy<Instruments> _shared = new(static () => new(new Meter(TelemetryNames.Meter)));

    // Calls of remote services: from a cache hit to the longest that anybody waits.
    private static readonly InstrumentAdvice<double> _seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    };

    private readonly Counter<long>?[] _counters = new Counter<long>?[(int)Enum.GetValues<ResilienceEventKind>().Max() + 1];

    public Instruments(Meter meter)
    {
        PipelineDuration = meter.CreateHistogram(TelemetryNames.PipelineDuration, "s", "Duration of executions", null, _seconds);
        AttemptDuration = meter.CreateHistogram(TelemetryNames.AttemptDuration, "s", "Duration of attempts", null, _seconds);
        Retries = meter.CreateCounter<long>(TelemetryNames.Retries, "{retry}", "Attempts ordered again");
        Timeouts = meter.CreateCounter<long>(TelemetryNames.Timeouts, "{timeout}", "Deadlines that passed");
        Fallbacks = meter.CreateCounter<long>(TelemetryNames.Fallbacks, "{fallback}", "Outcomes replaced by a fallback");
        Rejections = meter.CreateCounter<long>(TelemetryNames.Rejections, "{rejection}", "Attempts refused");
        CallbackFailures = meter.CreateCounter<long>(
            TelemetryNames.CallbackFailures, "{failure}", "Handlers that failed and were left out");
        FamilyOverflow = meter.CreateCounter<long>(
            TelemetryNames.FamilyOverflow, "{lookup}", "Look-ups in a full family that got the shared component");
        _counters[(int)ResilienceEventKind.Retrying] = Retries;
        _counters[(int)ResilienceEventKind.TimedOut] = Timeouts;
        _counters[(int)ResilienceEventKind.FallbackUsed] = Fallbacks;
        _counters[(int)ResilienceEventKind.Rejected] = Rejections;
        _counters[(int)ResilienceEventKind.CallbackFailed] = CallbackFailures;
        _counters[(int)ResilienceEventKind.CircuitStateChanged] =
            meter.CreateCounter<long>(TelemetryNames.CircuitTransitions, "{transition}", "Changes of state of circuit breakers");
        _counters[(int)ResilienceEventKind.Hedging] =
            meter.CreateCounter<long>(TelemetryNames.Hedges, "{attempt}", "Further attempts beside those that run");
        _counters[(int)ResilienceEventKind.ChaosInjected] =
            meter.CreateCounter<long>(TelemetryNames.ChaosInjections, "{injection}", "Faults and delays injected on purpose");
        _counters[(int)ResilienceEventKind.LimitChanged] =
            meter.CreateCounter<long>(TelemetryNames.LimitChanges, "{change}", "Changes of adaptive limits");
        _counters[(int)ResilienceEventKind.ShadowDecision] =
            meter.CreateCounter<long>(TelemetryNames.ShadowDecisions, "{decision}", "What shadow mode let be");
    }

    /// <summary>The instruments of the process, for pipelines that were given no meter of their own.</summary>
    public static Instruments Shared => _shared.Value;

    public Histogram<double> PipelineDuration { get; }

    public Histogram<double> AttemptDuration { get; }

    public Counter<long> Retries { get; }

    public Counter<long> Timeouts { get; }

    public Counter<long> Fallbacks { get; }

    public Counter<long> Rejections { get; }

    public Counter<long> CallbackFailures { get; }

    public Counter<long> FamilyOverflow { get; }

    /// <summary>For each kind of event the counter that counts it, if one does.</summary>
    public Counter<long>?[] Counters => _counters;
}
