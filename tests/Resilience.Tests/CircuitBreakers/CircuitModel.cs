namespace Resilience.CircuitBreakers;

/// <summary>
/// The breaker as its page describes it, written down without any thought of speed: lists of everything that happened. Times are ticks.
/// </summary>
internal sealed partial class CircuitModel(CircuitBreakerOptions options)
{
    private const int Epochs = 16;

    private List<(long At, bool Failed, bool Slow)> _calls = [];
    private List<ModelPermit> _permits = [];
    private List<int> _holds = [];
    private CircuitState _beneath;
    private long _countsBegan;
    private long _epoch;
    private long _openUntil;
    private long _halfOpenDue;
    private int _successes;
    private int _reopens;
    private bool _watches;
    private bool _hasUnjudged;
    private long? _rampBegan;

    public long Now { get; private set; }

    public CircuitState State { get; private set; }

    public long Generation { get; private set; } = 1;

    public int Streak { get; private set; }

    public long Quiet { get; private set; }

    public long? LastSuccess { get; private set; }

    public long? LastFailure { get; private set; }

    /// <summary>What the randomizer says next.</summary>
    public double Dice { get; set; }

    public int Holds => _holds.Count;

    public long RejectedOpen { get; private set; }

    public long RejectedIsolated { get; private set; }

    public List<(CircuitState From, CircuitState To, CircuitTransitionReason Reason)> Transitions { get; private set; } = [];

    public int ProbesOut => Live.Count(static permit => permit.IsProbe);

    public int Overdue => Live.Count(static permit => permit.IsOverdue);

    public int Calls => Window.Count() + Overdue;

    public int Failures => Window.Count(static call => call.Failed);

    public int Slow => Window.Count(static call => call.Slow) + Overdue;

    private IEnumerable<ModelPermit> Live => _permits.Where(Counts);

    private IEnumerable<(long At, bool Failed, bool Slow)> Window =>
        options.Window.Calls is { } calls ? _calls.TakeLast(calls) : _calls.Where(call => Bucket(call.At) > Bucket(Now) - 10);

    private bool LetsPass => State is CircuitState.Closed or CircuitState.Disabled or CircuitState.MetricsOnly;

    private CircuitState Underneath => State == CircuitState.Isolated ? _beneath : State;

    /// <summary>The permits in the order in which they were given.</summary>
    public IReadOnlyList<ModelPermit> Permits => _permits;

    public void Advance(long ticks) => Now += ticks;

    /// <summary>The same model, for another future.</summary>
    public CircuitModel Copy()
    {
        var copy = (CircuitModel)MemberwiseClone();
        copy._calls = [.. _calls];
        copy._permits = [.. _permits.Select(static permit => permit.Copy())];
        copy._holds = [.. _holds];
        copy.Transitions = [.. Transitions];
        return copy;
    }

    /// <summary>All that its future depends on, and what it has told.</summary>
    public string Fingerprint() =>
        string.Join('|', _calls)
        + string.Join('|', _permits.Select(permit => (permit.IsProbe, permit.Started, Ended: !Counts(permit), permit.IsOverdue)))
        + string.Join('|', _holds)
        + (State, Generation, _beneath, _countsBegan, _epoch, _openUntil, _halfOpenDue)
        + (_successes, _reopens, _watches, _hasUnjudged, _rampBegan, Streak, Quiet)
        + (RejectedOpen, RejectedIsolated)
        + string.Join('|', Transitions);

    public void Isolate(int number)
    {
        if (State != CircuitState.Isolated)
        {
            if (State == CircuitState.HalfOpen)
                _openUntil = Now;
            _beneath = LetsPass ? State : CircuitState.Open;
            Move(CircuitState.Isolated, CircuitTransitionReason.Isolated);
        }

        _holds.Add(number);
    }

    public void Release(int number)
    {
        if (_holds.Remove(number) && _holds.Count == 0)
            Move(_beneath, CircuitTransitionReason.Released);
    }

    public void Trip()
    {
        if (Underneath is CircuitState.Disabled or CircuitState.MetricsOnly)
            return;
        if (State == CircuitState.Isolated)
        {
            _beneath = CircuitState.Open;
            _openUntil = Now + BreakLength(null);
            return;
        }

        Open(CircuitTransitionReason.Tripped, null);
    }

    public void Reset()
    {
        if (State == CircuitState.Isolated && _beneath == CircuitState.Open)
            _beneath = CircuitState.Closed;
        else if (State is CircuitState.Open or CircuitState.HalfOpen)
            Move(CircuitState.Closed, CircuitTransitionReason.Reset);
        else if (State is CircuitState.Closed or CircuitState.MetricsOnly)
            BeginGeneration();
    }

    public void Turn(CircuitState to, CircuitTransitionReason reason)
    {
        if (reason == CircuitTransitionReason.Enabled && Underneath is not (CircuitState.Disabled or CircuitState.MetricsOnly))
            return;
        if (State == CircuitState.Isolated)
            _beneath = to;
        else if (State != to)
            Move(to, reason);
    }

    private bool Counts(ModelPermit permit) => permit.Generation == Generation && !permit.HasEnded;

    private void Open(CircuitTransitionReason reason, TimeSpan? hint)
    {
        _openUntil = Now + BreakLength(hint);
        Move(CircuitState.Open, reason);
    }

    private void Move(CircuitState to, CircuitTransitionReason reason)
    {
        Transitions.Add((State, to, reason));
        State = to;
        BeginGeneration();
        if (reason == CircuitTransitionReason.ProbesSucceeded)
            _rampBegan = Now;
        _successes = 0;
        if (LetsPass)
            _reopens = 0;
    }

    private void BeginGeneration()
    {
        Generation++;
        _hasUnjudged = false;
        _rampBegan = null;
        if (State is not (CircuitState.Closed or CircuitState.MetricsOnly))
            return;
        _calls.Clear();
        _countsBegan = Now;
        Streak = 0;
        _watches = false;
    }

    private long BreakLength(TimeSpan? hint)
    {
        double grown = Math.Min(
            options.BreakDuration.Ticks * Math.Pow(options.BreakMultiplier, _reopens),
            Math.Max(options.BreakDuration.Ticks, options.MaxBreakDuration.Ticks));
        return Math.Max((long)grown, Math.Min(hint.GetValueOrDefault().Ticks, options.RetryAfterCap.Ticks));
    }

    private long Bucket(long at) => (at - _countsBegan) / (options.Window.Duration!.Value.Ticks / 10);
}
