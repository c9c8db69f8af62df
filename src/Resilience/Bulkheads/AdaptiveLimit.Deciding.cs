using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience.Bulkheads;

// The decisions: who makes them, what comes of them, and who is told.
internal sealed partial class AdaptiveLimit
{
    private readonly Lock _lock = new();
    private readonly Queue<LimitChange> _changes = [];
    private readonly OrderedNotices<LimitChange> _notices;
    private readonly Audience _audience;
    private readonly string _component;
    private readonly int _historyLength;
    private int _limit;
    private long _decisions;
    private LimitDecision? _lastDecision;
    private LimitWindow? _lastWindow;

    /// <summary>The algorithm and its settings in a few words.</summary>
    public string Description { get; }

    /// <summary>The bounds in words.</summary>
    public string Range => $"{Require.Text(Min)} to {Require.Text(Max)}";

    /// <summary>The limit.</summary>
    public int Limit => Volatile.Read(ref _limit);

    /// <summary>Sets the limit by hand, within its bounds. The algorithm goes on from there.</summary>
    public void Resize(int limit)
    {
        DateTimeOffset at = _timeProvider.GetUtcNow();
        bool changed;
        lock (_lock)
            changed = Change_NeedsLock(Math.Clamp(limit, Min, Max), LimitReasons.Resized, at, window: null);
        Enforce(changed);
        _notices.Drain();
    }

    /// <summary>The limit, the last decision and the last changes, which belong together.</summary>
    public AdaptiveLimitSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new()
            {
                Algorithm = Description,
                Limit = _limit,
                Min = Min,
                Max = Max,
                ShadowMode = IsShadow,
                Decisions = _decisions,
                LastDecision = _lastDecision,
                LastWindow = _lastWindow,
                Changes = [.. _changes],
            };
        }
    }

    private void Decide(in LimitWindow taken)
    {
        LimitWindow window = taken with
        {
            Limit = Limit,
            Min = Min,
            Max = Max,
            ToleratedDrops = (long)(_dropTolerance * (taken.Calls + taken.Drops)),
        };
        LimitDecision decision;
        try
        {
            decision = _algorithm.Decide(window);
        }
        catch (Exception exception)
        {
            decision = new(0, LimitReasons.AlgorithmFailed);
            ReportFault(exception);
        }

        DateTimeOffset at = _timeProvider.GetUtcNow();
        bool changed;
        lock (_lock)
        {
            // Whoever has steered by hand meanwhile knew something that the window did not.
            if (_limit != window.Limit)
                decision = new(0, LimitReasons.Resized);
            _decisions++;
            _lastDecision = decision;
            _lastWindow = window;
            changed = Change_NeedsLock(_limit + decision.Change, decision.Reason, at, window);
        }

        Enforce(changed);
    }

    private void Enforce(bool changed)
    {
        if (changed && !IsShadow)
            _enforce();
    }

    private bool Change_NeedsLock(int limit, string reason, DateTimeOffset at, LimitWindow? window)
    {
        int before = _limit;
        if (limit == before)
            return false;
        Volatile.Write(ref _limit, limit);
        var change = new LimitChange(_component, before, limit, reason, at, window);
        _notices.Enqueue(change);
        _changes.Enqueue(change);
        if (_changes.Count > _historyLength)
            _changes.Dequeue();
        return true;
    }

    private ValueTask TellAudience(LimitChange change)
    {
        if (_audience.Hears(ResilienceEventKind.LimitChanged))
            _audience.Tell(ResilienceEventKind.LimitChanged, _component, reason: change.ToString());
        return default;
    }

    private void ReportFault(Exception exception) =>
        _audience.Tell(ResilienceEventKind.CallbackFailed, _component, exception: exception);
}
