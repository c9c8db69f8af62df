using Resilience.CircuitBreakers;
using Resilience.Timing;

namespace Resilience;

// By hand. A hold lies over everything else: what is steered meanwhile shows when the last one is released.
public sealed partial class CircuitBreaker
{
    private CircuitHold[] _holds = [];
    private Rejection? _isolated; // made with the first hold
    private CircuitState _beneath;

    /// <summary>
    /// Holds the circuit open until the hold is disposed of. There may be several holds; with the last one the circuit returns to what it
    /// was, with counts begun anew. No break is computed, and <see cref="Reset"/> lifts no hold.
    /// </summary>
    /// <param name="holder">Who holds it, and why, for people to read.</param>
    /// <returns>The hold.</returns>
    /// <exception cref="ArgumentException"><paramref name="holder"/> is empty.</exception>
    public IDisposable Isolate(string holder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(holder);
        var hold = new CircuitHold(this, holder);
        Steer(now =>
        {
            _isolated ??= new(RejectionReason.CircuitIsolated, Name);
            if (_state != CircuitState.Isolated)
            {
                // Probes that are out when a hold begins prove nothing when it ends: the next call after it is a probe.
                if (_state == CircuitState.HalfOpen)
                    Volatile.Write(ref _openUntil, now);
                _beneath = LetsPass(_state) ? _state : CircuitState.Open;
                Move_NeedsLock(CircuitState.Isolated, CircuitTransitionReason.Isolated, now, holder: holder);
            }

            _holds = [.. _holds, hold];
        });
        return hold;
    }

    /// <summary>Opens the circuit, as if it had opened by itself. Does nothing while the breaker is disabled or only measures.</summary>
    /// <param name="duration">How long: from zero to 49 days; the break whose turn it is if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter or longer.</exception>
    public void Trip(TimeSpan? duration = null)
    {
        if (duration is { } given)
            Require.Between(given, TimeSpan.Zero, Require.LongestWait, nameof(duration));
        Steer(now =>
        {
            if (Underneath is CircuitState.Disabled or CircuitState.MetricsOnly)
                return;
            if (_state != CircuitState.Isolated)
            {
                Open_NeedsLock(CircuitTransitionReason.Tripped, now, hint: null, duration ?? _settings.Break.Next(_reopens, null));
                return;
            }

            _beneath = CircuitState.Open;
            Volatile.Write(ref _openUntil, now + _timeline.Units(duration ?? _settings.Break.Next(_reopens, null)));
        });
    }

    /// <summary>
    /// Closes the circuit and forgets what was counted. Lifts no hold, and leaves a breaker that is disabled or only measures what it is.
    /// </summary>
    public void Reset() => Steer(now =>
    {
        if (_state == CircuitState.Isolated && _beneath == CircuitState.Open)
            _beneath = CircuitState.Closed;
        else if (_state is CircuitState.Open or CircuitState.HalfOpen)
            Move_NeedsLock(CircuitState.Closed, CircuitTransitionReason.Reset, now);
        else if (_state is CircuitState.Closed or CircuitState.MetricsOnly)
            BeginGeneration_NeedsLock(now, ramps: false);
    });

    /// <summary>Lets every call through and counts nothing, until <see cref="Enable"/>. Holds stay.</summary>
    public void Disable() => Turn(CircuitState.Disabled, CircuitTransitionReason.Disabled);

    /// <summary>Lets every call through and counts, and never opens, until <see cref="Enable"/>. Holds stay.</summary>
    public void UseMetricsOnly() => Turn(CircuitState.MetricsOnly, CircuitTransitionReason.MetricsOnly);

    /// <summary>Ends <see cref="Disable"/> and <see cref="UseMetricsOnly"/>: the circuit is closed, and counts begin anew.</summary>
    public void Enable() => Steer(now =>
    {
        if (Underneath is CircuitState.Disabled or CircuitState.MetricsOnly)
            Turn_NeedsLock(CircuitState.Closed, CircuitTransitionReason.Enabled, now);
    });

    internal void Release(CircuitHold hold) => Steer(now =>
    {
        int before = _holds.Length;
        _holds = [.. _holds.Where(other => other != hold)];
        if (_holds.Length == before || _holds.Length > 0)
            return;
        TimeSpan? left = _beneath == CircuitState.Open ? _timeline.Span(Math.Max(0, _openUntil - now)) : null;
        Move_NeedsLock(_beneath, CircuitTransitionReason.Released, now, left, hold.Holder);
    });

    private CircuitState Underneath => _state == CircuitState.Isolated ? _beneath : _state;

    private void Turn(CircuitState to, CircuitTransitionReason reason) => Steer(now => Turn_NeedsLock(to, reason, now));

    private void Turn_NeedsLock(CircuitState to, CircuitTransitionReason reason, long now)
    {
        if (_state == CircuitState.Isolated)
            _beneath = to;
        else if (_state != to)
            Move_NeedsLock(to, reason, now);
    }

    private void Steer(Action<long> steer_NeedsLock)
    {
        LookAtWall();
        long now = _timeline.Now;
        lock (_lock)
            steer_NeedsLock(now);
        AfterTransition();
    }
}
