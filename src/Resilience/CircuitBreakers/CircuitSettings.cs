using System.Globalization;
using Resilience.Timing;

namespace Resilience.CircuitBreakers;

/// <summary>A copy of a breaker's options, with durations in the units of its timeline.</summary>
internal sealed class CircuitSettings
{
    private const int Buckets = 10;

    // With a window that counts calls, times are told of the last ten seconds.
    private static readonly TimeSpan _otherWindow = TimeSpan.FromSeconds(10);

    private readonly TimeSpan? _slowThreshold;
    private readonly CircuitWindow _window;

    public CircuitSettings(CircuitBreakerOptionsBase options, Timeline timeline)
    {
        _slowThreshold = options.SlowCallThreshold;
        _window = options.Window;
        FailureRatio = options.FailureRatio;
        MinimumCalls = Math.Min(options.MinimumCalls, options.Window.Calls ?? int.MaxValue);
        ConsecutiveFailures = options.ConsecutiveFailures ?? int.MaxValue;
        SlowLength = options.SlowCallThreshold is { } threshold ? timeline.Units(threshold) : Timeline.Never;
        SlowRatio = options.SlowCallRatio;
        WindowCalls = options.Window.Calls;
        BucketLength = Math.Max(1, timeline.Length((options.Window.Duration ?? _otherWindow) / Buckets));
        Break = new(options);
        Generator = options.BreakDurationGenerator;
        Probes = options.Probes;
        SuccessesToClose = options.SuccessesToClose;
        HalfOpenTimeout = options.HalfOpenTimeout ?? options.BreakDuration;
        RampLength = options.RampDuration is { } ramp ? timeline.Length(ramp) : 0;
        Handle = options.Handle;
        HistoryLength = options.HistoryLength;
        Randomizer = options.Randomizer;
        OnTransition = options.OnTransition;
    }

    public double? FailureRatio { get; }

    public int MinimumCalls { get; }

    public int ConsecutiveFailures { get; }

    public bool WatchesSlowCalls => _slowThreshold is not null;

    public long SlowLength { get; }

    public double SlowRatio { get; }

    public int? WindowCalls { get; }

    public long BucketLength { get; }

    public BreakSchedule Break { get; }

    public Func<CircuitBreakArguments, TimeSpan?>? Generator { get; }

    public int Probes { get; }

    public int SuccessesToClose { get; }

    public TimeSpan HalfOpenTimeout { get; }

    public long RampLength { get; }

    public FailureFilter Handle { get; }

    public int HistoryLength { get; }

    public Func<double> Randomizer { get; }

    public Func<CircuitTransition, ValueTask>? OnTransition { get; }

    public override string ToString()
    {
        var axes = new List<string>();
        if (FailureRatio is { } ratio)
            axes.Add(Percent(ratio) + " failed");
        if (_slowThreshold is { } threshold)
            axes.Add($"{Percent(SlowRatio)} slower than {DurationText.Format(threshold)}");
        string window = axes.Count == 0 ? "" : $"{string.Join(" or ", axes)} of ≥ {MinimumCalls} in {_window}";
        string row = ConsecutiveFailures == int.MaxValue ? "" : $"{ConsecutiveFailures} in a row";
        string opens = (window, row) switch
        {
            ("", "") => "by hand",
            ("", _) => row,
            (_, "") => window,
            _ => $"{window} or {row}",
        };
        string probes = SuccessesToClose > 1 ? $", {SuccessesToClose} successes to close" : "";
        return $"{opens}, {Break}{probes}, on {Handle}";
    }

    private static string Percent(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio * 100:0.##} %");
}
