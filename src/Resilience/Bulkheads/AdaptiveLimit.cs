using Resilience.Telemetry;

namespace Resilience.Bulkheads;

/// <summary>
/// Measures calls, and has an algorithm decide about each window of them. Whoever ends a call when the window is over closes it; the others
/// go on. Enforcing the limit is another's affair.
/// </summary>
internal sealed partial class AdaptiveLimit
{
    /// <summary>The time at which a call began if the clock did not say; such calls are not measured.</summary>
    public const long Unknown = long.MinValue;

    private const int StaleAfter = 10;

    public static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(1);

    private readonly LimitSampler _sampler = new();
    private readonly LimitAlgorithm _algorithm;
    private readonly TimeProvider _timeProvider;
    private readonly FailureFilter _drops;
    private readonly Action _enforce;
    private readonly double _microsecondsPerUnit;
    private readonly double _dropTolerance;
    private readonly uint _floor;
    private readonly int _minimumCalls;
    private readonly long _shortestWindow;
    private readonly long _longestWindow;
    private long _length;
    private long _openedAt;
    private long _closeAt;
    private int _isClosing;

    /// <summary>A limit, in force from now on.</summary>
    /// <param name="component">The name of the component that it is part of.</param>
    /// <param name="options">The options; valid.</param>
    /// <param name="fixedLimit">What would be the limit if it did not adapt.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="audience">Who is told.</param>
    /// <param name="enforce">Puts <see cref="Limit"/>, as it is then, into force; not called under a lock.</param>
    public AdaptiveLimit(
        string component,
        AdaptiveLimitOptions options,
        int fixedLimit,
        TimeProvider timeProvider,
        Audience audience,
        Action enforce)
    {
        _component = component;
        _audience = audience;
        _timeProvider = timeProvider;
        _enforce = enforce;
        _algorithm = options.CreateAlgorithm()
            ?? throw new ArgumentException($"{options.GetType().Name}.{nameof(options.CreateAlgorithm)} returned null.", nameof(options));
        Description = options.ToString();
        _drops = options.Drops;
        _dropTolerance = options.DropTolerance;
        _minimumCalls = options.MinimumCalls;
        Min = options.Min;
        Max = options.Max ?? fixedLimit;
        IsShadow = options.ShadowMode;
        _limit = options.Initial ?? options.Min;
        _historyLength = options.HistoryLength;
        _notices = new(ReportFault);
        _notices.Add(TellAudience);
        if (options.OnChange is not null)
            _notices.Add(options.OnChange);

        _microsecondsPerUnit = 1_000_000d / timeProvider.TimestampFrequency;
        _floor = (uint)options.MinimumTime.TotalMicroseconds;
        _shortestWindow = Units(options.Window);
        _longestWindow = Units(LongestWindow);
        _length = _shortestWindow;
        Open(timeProvider.GetTimestamp());
    }

    /// <summary>What the limit does not fall below.</summary>
    public int Min { get; }

    /// <summary>What the limit does not exceed.</summary>
    public int Max { get; }

    /// <summary>Whether the limit is only told.</summary>
    public bool IsShadow { get; }

    /// <summary>When a call begins. A clock that throws costs no call its permit: then the call is not measured.</summary>
    public long Start()
    {
        try
        {
            return _timeProvider.GetTimestamp();
        }
        catch (Exception)
        {
            return Unknown;
        }
    }

    /// <summary>A call has succeeded.</summary>
    /// <param name="started">What <see cref="Start"/> said.</param>
    /// <param name="inFlight">How many calls ran at that moment, itself included.</param>
    public void Succeeded(long started, int inFlight)
    {
        long now = Start();
        if (started == Unknown || now == Unknown)
            return;
        double microseconds = (now - started) * _microsecondsPerUnit;
        if (microseconds >= _floor)
            _sampler.Record((uint)Math.Min(microseconds, uint.MaxValue), inFlight);
        if (now >= Volatile.Read(ref _closeAt) || now < Volatile.Read(ref _openedAt))
            TryClose();
    }

    /// <summary>A call has failed.</summary>
    /// <param name="attempt">What failed.</param>
    /// <param name="inFlight">How many calls ran at that moment, itself included.</param>
    public void Failed(in FailedAttempt attempt, int inFlight)
    {
        if (attempt.IsRejected || !_drops.Matches(attempt))
            return;
        Dropped(inFlight);
    }

    /// <summary>A call was dropped.</summary>
    /// <param name="inFlight">How many calls ran at that moment, itself included.</param>
    public void Dropped(int inFlight)
    {
        _sampler.Drop(inFlight);
        long now = Start();
        if (now != Unknown && (now >= Volatile.Read(ref _closeAt) || now < Volatile.Read(ref _openedAt)))
            TryClose();
    }

    private void TryClose()
    {
        // No lock: an algorithm that hangs or calls back in must not keep anybody waiting.
        if (Interlocked.CompareExchange(ref _isClosing, 1, 0) != 0)
            return;
        try
        {
            Close();
        }
        finally
        {
            Volatile.Write(ref _isClosing, 0);
        }

        _notices.Drain();
    }

    private void Close()
    {
        // Read again: since the first reading somebody else may have closed the window.
        long now = Start();
        if (now == Unknown)
            return;
        long elapsed = now - _openedAt;
        if (elapsed < 0)
        {
            // The clock was put back.
            Open(now);
        }
        else if (now < _closeAt)
        {
            return;
        }
        else if (_sampler.Count() >= _minimumCalls)
        {
            LimitWindow window = _sampler.Take();
            Stretch(window);
            Open(now);
            Decide(window with { Length = Span(elapsed) });
        }
        else if (elapsed / StaleAfter >= _length)
        {
            Stretch(_sampler.Take());
            Open(now);
        }
    }

    /// <summary>The next window is long enough to see what calls that begin in it take.</summary>
    private void Stretch(in LimitWindow window)
    {
        if (window.Calls > 0)
            _length = Math.Clamp(2 * Units(window.ShortestTime), _shortestWindow, _longestWindow);
    }

    private void Open(long now)
    {
        Volatile.Write(ref _openedAt, now);
        Volatile.Write(ref _closeAt, now + _length);
    }

    private long Units(TimeSpan duration) =>
        (long)Math.Ceiling(duration.TotalSeconds * _timeProvider.TimestampFrequency);

    private TimeSpan Span(long units) => TimeSpan.FromMicroseconds(Math.Min(units * _microsecondsPerUnit, 1e15));
}
