using Resilience.CircuitBreakers;
using Resilience.Pipelines;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Stops calling what does not answer: opens when too many calls fail or are slow, refuses calls while it is open, then lets probes through
/// and closes when they succeed. One breaker per dependency, shared by everything that calls it, with results of any type; or on its own.
/// Safe to use from many threads; see <c>docs/circuit-breaker.md</c>.
/// </summary>
public sealed partial class CircuitBreaker
{
    private readonly CircuitSettings _settings;
    private readonly Timeline _timeline;
    private readonly TimeProvider _timeProvider;
    private readonly CallStripes _stripes = new();
    private readonly RunningCalls? _running;
    private readonly long _inTime; // what a call that ends well adds to its cell
    private readonly long _timeUnit;
    private readonly bool _isCoarse;
    private readonly Lock _lock = new();
    private readonly Rejection _open;
    private CircuitOutbox? _outbox;
    private Audience? _audience;
    private long _gate;
    private long _lookAt;
    private long _era;
    private volatile bool _shadowMode;

    /// <summary>Creates a breaker.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock, of which timestamps decide and the wall clock is only shown; the system's if null.</param>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public CircuitBreaker(CircuitBreakerOptions? options = null, TimeProvider? timeProvider = null)
        : this(timeProvider ?? TimeProvider.System, options ?? new CircuitBreakerOptions())
    {
    }

    internal CircuitBreaker(TimeProvider timeProvider, CircuitBreakerOptionsBase options, string? name = null)
    {
        OptionErrors.Check("circuit breaker", errors => CircuitOptionsCheck.Validate(options, errors));
        Name = name ?? options.Name;
        _timeProvider = timeProvider;
        _timeline = Timeline.For(timeProvider, options.ExactTimes ? TimeSpan.Zero : options.SlowCallThreshold ?? TimeSpan.MaxValue);
        _isCoarse = ReferenceEquals(_timeline, Timeline.Coarse);
        _timeUnit = _isCoarse ? 1 : Math.Max(1, _timeline.Length(CallTimes.FineUnit));
        _settings = new(options, _timeline);
        _shadowMode = options.ShadowMode;
        _open = new(RejectionReason.CircuitOpen, Name);
        _probes = new(options.Probes);

        long now = _timeline.Now;
        _generation = 1;
        _gate = CircuitGate.Of(_era, _generation, CircuitState.Closed);
        _stripes.BeginEra_NeedsLock(_gate, out _);
        _counts = new(_settings, now);
        _lookAt = _bucketEnd = _counts.BucketEnd(now);
        if (_settings.WatchesSlowCalls)
            _running = new(now, _settings.SlowLength, _generation);
        _inTime = _running is null ? CallCell.Success : CallCell.Success - CallCell.Running;
    }

    /// <summary>The name in messages, events, metrics and rejections.</summary>
    public string Name { get; }

    /// <summary>The state. An open circuit whose break has passed stays open until a call comes.</summary>
    public CircuitState State => CircuitGate.StateOf(Volatile.Read(ref _gate));

    /// <summary>Whether the breaker only says what it would do, and lets every call through. May be switched at any time.</summary>
    public bool ShadowMode
    {
        get => _shadowMode;
        set => _shadowMode = value;
    }

    internal Timeline Timeline => _timeline;

    /// <summary>The pipelines that the breaker is part of.</summary>
    internal Audience Audience => LazyInitializer.EnsureInitialized(ref _audience, static () => new Audience());

    // A breaker that nothing has happened to yet is to stay small.
    private CircuitOutbox Outbox_NeedsLock => _outbox ??= new(Name, Audience, _settings.HistoryLength, _settings.OnTransition);

    internal FailureFilter Handle => _settings.Handle;

    /// <summary>Asks to make a call.</summary>
    /// <param name="permit">To be told what became of the call, and disposed of; does nothing if the call is refused.</param>
    /// <returns>Whether the call may be made.</returns>
    public bool TryEnter(out CircuitPermit permit) => TryEnter(out permit, out _, out _);

    /// <summary>Asks to make a call.</summary>
    /// <param name="permit">To be told what became of the call, and disposed of; does nothing if the call is refused.</param>
    /// <param name="rejection">Why it is refused; null if it is not.</param>
    /// <param name="retryAfter">What is left of the break, if that is the reason.</param>
    /// <returns>Whether the call may be made.</returns>
    public bool TryEnter(out CircuitPermit permit, out Rejection? rejection, out TimeSpan? retryAfter)
    {
        long started = _timeline.Now;
        uint stripe = (uint)Environment.CurrentManagedThreadId;
        bool inShadow = _shadowMode;
        rejection = null;
        retryAfter = null;
        if (TryPass(started, out long word, stripe)
            || (rejection = EnterSlowly(inShadow, ref started, out word, out retryAfter, ref stripe)) is null)
        {
            permit = new(PermitTicket<CircuitBreaker>.Issue(this, word, started, out long version), version);
            return true;
        }

        permit = default;
        if (!inShadow)
            return false;
        rejection = null;
        retryAfter = null;
        return true;
    }

    /// <summary>Waits until calls may pass: the circuit is closed, or lets everything through.</summary>
    /// <remarks>The way from open to closed leads over probes, so some call must be made for it to end.</remarks>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForCloseAsync(CancellationToken cancellationToken = default)
    {
        Task closed;
        lock (_lock)
        {
            if (LetsPass(_state))
                return Task.CompletedTask;
            _closed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            closed = _closed.Task;
        }

        return closed.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Has a handler told of each transition from now on, in their order and one at a time, outside of every lock. An exception thrown by
    /// it is reported as an event and goes no further.
    /// </summary>
    /// <param name="handler">The handler. It must be quick: a call waits for it.</param>
    /// <returns>To be disposed of when the handler is to hear no more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    public IDisposable Subscribe(Action<CircuitTransition> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_lock)
            return Outbox_NeedsLock.Subscribe(handler);
    }

    /// <summary>The breaker and its settings in one line, such as "payments (50 % failed of ≥ 20 in 10 s, …)".</summary>
    public override string ToString() => $"{Name} ({_settings})";
}
