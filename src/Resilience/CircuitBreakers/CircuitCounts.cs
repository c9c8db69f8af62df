using Resilience.Statistics;

namespace Resilience.CircuitBreakers;

/// <summary>
/// What a breaker has counted since its generation of counts began. Not synchronised: its owner holds a lock; only <see cref="Times"/> is
/// recorded to without.
/// </summary>
internal sealed class CircuitCounts
{
    private const int Buckets = 10;
    private const int FailureSeries = 0;
    private const int SlowSeries = 1;
    private const int FirstCauseSeries = 2;
    private const int FaultSeries = FirstCauseSeries + (int)FailureCause.Cancelled + 1;

    private readonly CircuitSettings _settings;
    private readonly long _start;
    private readonly RollingWindow _window;
    private readonly CountRing? _ring;
    private RollingWindow? _faults; // made with the first call that fails or is slow: most breakers never see one

    public CircuitCounts(CircuitSettings settings, long now)
    {
        _settings = settings;
        _start = now;
        _window = new(now, settings.BucketLength, Buckets);
        _ring = settings.WindowCalls is { } length ? new(length) : null;
    }

    /// <summary>How long calls took; made when the first one takes a unit of it.</summary>
    public CallTimes? Times { get; private set; }

    /// <summary>How many failures in a row there were last.</summary>
    public int Streak { get; private set; }

    /// <summary>Whether a further call takes the place of an older one.</summary>
    public bool IsFull => _ring is not null && _ring.Calls == _settings.WindowCalls;

    /// <summary>When the present bucket ends.</summary>
    public long BucketEnd(long now) => _start + ((EpochOf(now) + 1) * _settings.BucketLength);

    public void Succeeded(long now, long calls, bool slow = false)
    {
        if (calls <= 0)
            return;
        Streak = 0;
        Add(now, calls, failed: false, slow);
    }

    public void Failed(long now, bool slow, FailureCause cause)
    {
        if (Streak < int.MaxValue)
            Streak++;
        Add(now, 1, failed: true, slow);
        Faults.Add(now, 1, FirstCauseSeries + (int)cause);
    }

    public void RecordTime(long now, long units)
    {
        if (units <= 0)
            return;
        Times ??= new(Buckets, EpochOf(now));
        Times.Advance_NeedsLock(EpochOf(now));
        Times.Record(units);
    }

    /// <summary>Lets buckets go that have left the window.</summary>
    public void Advance(long now)
    {
        _window.Sum(now);
        Times?.Advance_NeedsLock(EpochOf(now));
    }

    /// <summary>The counts that ratios are computed of.</summary>
    public CircuitSums Sums(long now, long overdue)
    {
        (long calls, long failures, long slow) = _ring is null ? Timed(now) : (_ring.Calls, _ring.Failures, _ring.Slow);
        return new(calls + overdue, failures, slow + overdue);
    }

    /// <summary>The calls whose times <see cref="Times"/> tells.</summary>
    public long TimedCalls(long now) => _window.Sum(now);

    public long CauseCount(long now, FailureCause cause) => _faults?.Sum(now, FirstCauseSeries + (int)cause) ?? 0;

    private RollingWindow Faults => _faults ??= new(_start, _settings.BucketLength, Buckets, FaultSeries);

    private (long Calls, long Failures, long Slow) Timed(long now) =>
        (_window.Sum(now), _faults?.Sum(now, FailureSeries) ?? 0, _faults?.Sum(now, SlowSeries) ?? 0);

    private void Add(long now, long calls, bool failed, bool slow)
    {
        _window.Add(now, calls);
        if (failed)
            Faults.Add(now, calls, FailureSeries);
        if (slow)
            Faults.Add(now, calls, SlowSeries);
        _ring?.Add(calls, failed, slow);
    }

    private long EpochOf(long now) => Math.Max(0, now - _start) / _settings.BucketLength;
}
