using Resilience.Bulkheads;
using Resilience.Pipelines;
using Resilience.Statistics;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Lets at most so many calls run at once, and a few more wait. One bulkhead for each thing that can only serve so many, shared by
/// everything that uses it, with results of any type; or on its own. Safe to use from many threads; see <c>docs/bulkheads.md</c>.
/// </summary>
public sealed partial class Bulkhead
{
    private readonly Lock _lock = new();
    private readonly CallQueue _queue = new();
    private readonly StripedCounter _rejectedFull = new();
    private readonly Rejection _full;
    private readonly Rejection _timedOut;
    private readonly Rejection _shed;
    private PermitCount _permits;
    private volatile int _limit;
    private volatile int _queueLimit;
    private volatile bool _shadowMode;

    /// <summary>Creates a bulkhead with all its permits.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock of those who wait; the system's if null.</param>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public Bulkhead(BulkheadOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new();
        OptionErrors.Check("bulkhead", errors => BulkheadOptionsCheck.Validate(options, errors));
        Name = options.Name;
        TimeProvider = timeProvider ?? TimeProvider.System;
        QueueTimeout = options.QueueTimeout;
        Priority = options.Priority;
        _limit = options.PermitLimit;
        if (options.Adaptive is not null)
            _limit = Adapt(options.Adaptive);
        _queueLimit = options.QueueLimit;
        _shadowMode = options.ShadowMode;
        _full = new(RejectionReason.BulkheadFull, Name);
        _timedOut = new(RejectionReason.QueueTimeout, Name);
        _shed = new(RejectionReason.Shed, Name);
        Reopen_NeedsLock();
    }

    /// <summary>The name in messages, events, metrics and rejections.</summary>
    public string Name { get; }

    /// <summary>How many calls may run at once; see <see cref="Resize"/>.</summary>
    public int PermitLimit => _limit;

    /// <summary>
    /// How many calls may wait: from 0 to 1,000,000. May be changed at any time; those who wait already stay.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int QueueLimit
    {
        get => _queueLimit;
        set => _queueLimit = Require.Between(value, 0, BulkheadOptionsCheck.Most);
    }

    /// <summary>
    /// Whether the bulkhead only says what it would do, and lets every call through at once. May be switched at any time; those who wait
    /// are let in.
    /// </summary>
    public bool ShadowMode
    {
        get => _shadowMode;
        set
        {
            _shadowMode = value;
            if (value)
                AdmitAll();
        }
    }

    /// <summary>The queue in a few words.</summary>
    internal string QueueText => _queueLimit == 0
        ? "none may wait"
        : $"{Require.Text(_queueLimit)} may wait up to {DurationText.Format(QueueTimeout)}";

    internal TimeProvider TimeProvider { get; }

    internal TimeSpan QueueTimeout { get; }

    internal Func<ResilienceContext, BulkheadPriority>? Priority { get; }

    internal Audience Audience { get; } = new();

    /// <summary>Changes how many calls may run at once, from now on, and waits for nothing: see <c>docs/bulkheads.md</c>.</summary>
    /// <remarks>
    /// Calls that run stay. If there is more room, those who wait get it at once. An adaptive limit is set within its bounds, and adapts
    /// from there.
    /// </remarks>
    /// <param name="permitLimit">How many: from 1 to 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="permitLimit"/> is out of range.</exception>
    public void Resize(int permitLimit)
    {
        Require.Between(permitLimit, 1, BulkheadOptionsCheck.Most);
        if (Adaptive is { IsShadow: false })
        {
            Adaptive.Resize(permitLimit);
            return;
        }

        int before = Enforce(permitLimit);
        if (before != permitLimit && Audience.Hears(ResilienceEventKind.LimitChanged))
        {
            string change = $"{Require.Text(before)} → {Require.Text(permitLimit)}: {LimitReasons.Resized}";
            Audience.Tell(ResilienceEventKind.LimitChanged, Name, reason: change);
        }
    }

    /// <summary>The bulkhead and its settings in one line, such as "payments (10 permits, 20 may wait up to 30 s)".</summary>
    public override string ToString() => $"{Name} ({Permits}, {QueueText})";

    /// <summary>Changes the limit, and tells nobody.</summary>
    /// <param name="limit">The limit; null for what the adaptive one says when nobody else is changing it.</param>
    /// <returns>The limit before.</returns>
    private int Enforce(int? limit)
    {
        var answered = default(AnsweredCalls);
        int before;
        lock (_lock)
        {
            before = _limit;
            _limit = limit ?? Adaptive!.Limit;
            if (_queue.Count == 0)
                Reopen_NeedsLock();
            else
                HandOver_NeedsLock(ref answered);
        }

        answered.TellAll();
        return before;
    }

    internal Rejection RejectionOf(WaitAnswer answer) =>
        answer == WaitAnswer.TimedOut ? _timedOut : answer == WaitAnswer.Shed ? _shed : _full;
}
