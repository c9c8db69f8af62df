using Resilience.Telemetry;

namespace Resilience.CircuitBreakers;

/// <summary>
/// What has happened to a breaker: remembers it, and tells it to whoever wants to know, in order. A transition whose break is still being
/// computed by the user waits for that, unless another follows it.
/// </summary>
internal sealed class CircuitOutbox
{
    private readonly int _historyLength;
    private readonly Queue<CircuitTransition> _history = [];

    // Each kind of listener has a queue of its own: a handler that hangs keeps neither telemetry nor the others waiting.
    private readonly OrderedNotices<CircuitTransition> _telemetry;
    private readonly OrderedNotices<CircuitTransition> _handler;
    private readonly OrderedNotices<CircuitTransition> _subscribers;
    private readonly string _component;
    private readonly Audience _audience;
    private BreakRequest? _open;

    public CircuitOutbox(string component, Audience audience, int historyLength, Func<CircuitTransition, ValueTask>? onTransition)
    {
        _component = component;
        _audience = audience;
        _historyLength = historyLength;
        _telemetry = new(ReportFault);
        _telemetry.Add(TellAudience);
        _handler = new(ReportFault);
        if (onTransition is not null)
            _handler.Add(onTransition);
        _subscribers = new(ReportFault);
    }

    public IDisposable Subscribe(Action<CircuitTransition> handler) => _subscribers.Subscribe(handler);

    /// <summary>Something of a user's threw where it must not harm a call.</summary>
    public void ReportFault(Exception exception) =>
        _audience.Tell(ResilienceEventKind.CallbackFailed, _component, exception: exception);

    /// <summary>The last transitions, oldest first.</summary>
    public CircuitTransition[] History_NeedsLock() =>
        _open is null ? [.. _history] : [.. _history.Append(_open.Transition).TakeLast(_historyLength)];

    public void Add_NeedsLock(CircuitTransition transition, CircuitBreakArguments? ask, long began)
    {
        Flush_NeedsLock();
        if (ask is { } arguments)
            _open = new() { Transition = transition, Began = began, Arguments = arguments };
        else
            Tell_NeedsLock(transition);
    }

    /// <summary>The break that the user is to be asked for, once, outside of the lock.</summary>
    public BreakRequest? NextRequest_NeedsLock()
    {
        if (_open is null or { IsAsked: true })
            return null;
        _open.IsAsked = true;
        return _open;
    }

    /// <summary>The user has answered; false if the break that he was asked for is over.</summary>
    public bool TryAnswer_NeedsLock(BreakRequest request, TimeSpan duration)
    {
        if (_open != request)
            return false;
        request.Transition = request.Transition with { BreakDuration = duration };
        Flush_NeedsLock();
        return true;
    }

    /// <summary>Tells what there is to tell. Not to be called under a lock.</summary>
    public void Drain()
    {
        _telemetry.Drain();
        _handler.Drain();
        _subscribers.Drain();
    }

    private void Flush_NeedsLock()
    {
        if (_open is null)
            return;
        Tell_NeedsLock(_open.Transition);
        _open = null;
    }

    private void Tell_NeedsLock(CircuitTransition transition)
    {
        _telemetry.Enqueue(transition);
        _handler.Enqueue(transition);
        _subscribers.Enqueue(transition);
        _history.Enqueue(transition);
        if (_history.Count > _historyLength)
            _history.Dequeue();
    }

    private ValueTask TellAudience(CircuitTransition transition)
    {
        if (_audience.Hears(ResilienceEventKind.CircuitStateChanged))
        {
            _audience.Tell(
                ResilienceEventKind.CircuitStateChanged,
                _component,
                transition.BreakDuration.GetValueOrDefault(),
                CodeOf(transition.To),
                transition.ToString());
        }

        return default;
    }

    /// <summary>What calls are refused with from now on.</summary>
    private static string? CodeOf(CircuitState state) => state switch
    {
        CircuitState.Open => ErrorCodes.CircuitOpen,
        CircuitState.Isolated => ErrorCodes.CircuitIsolated,
        _ => null,
    };
}
