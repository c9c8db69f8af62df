using Resilience.Telemetry;

namespace Resilience.CircuitBreakers;

/// <summary>
/// What has happened to a breaker: remembers it, and tells it to whoever wants to know, in order. A transition whose break is still being
/// computed by the user keeps those behind it waiting.
/// </summary>
internal sealed class CircuitOutbox
{
    private readonly int _historyLength;
    private readonly Queue<CircuitTransition> _history = [];
    private readonly Queue<BreakRequest> _waiting = [];
    private readonly Queue<BreakRequest> _requests = [];
    private readonly OrderedNotices<CircuitTransition> _notices;
    private readonly string _component;

    private readonly Audience _audience;

    public CircuitOutbox(string component, Audience audience, int historyLength, Func<CircuitTransition, ValueTask>? onTransition)
    {
        _component = component;
        _audience = audience;
        _historyLength = historyLength;
        _notices = new(ReportFault);
        _notices.Add(TellAudience);
        if (onTransition is not null)
            _notices.Add(onTransition);
    }

    public IDisposable Subscribe(Action<CircuitTransition> handler) => _notices.Subscribe(handler);

    /// <summary>Something of a user's threw where it must not harm a call.</summary>
    public void ReportFault(Exception exception) =>
        _audience.Tell(ResilienceEventKind.CallbackFailed, _component, exception: exception);

    /// <summary>The last transitions, oldest first.</summary>
    public CircuitTransition[] History_NeedsLock() => [.. _history.Concat(_waiting.Select(static request => request.Transition))];

    public void Add_NeedsLock(CircuitTransition transition, CircuitBreakArguments? ask, long began)
    {
        var request = new BreakRequest
        {
            Transition = transition,
            Began = began,
            Arguments = ask.GetValueOrDefault(),
            IsAnswered = ask is null,
        };
        _waiting.Enqueue(request);
        if (ask is not null)
            _requests.Enqueue(request);
        Flush_NeedsLock();
    }

    /// <summary>The next break that the user is to be asked for; outside of the lock.</summary>
    public BreakRequest? NextRequest_NeedsLock() => _requests.TryDequeue(out BreakRequest? request) ? request : null;

    /// <summary>The user has answered.</summary>
    public void Answered_NeedsLock(BreakRequest request)
    {
        request.IsAnswered = true;
        Flush_NeedsLock();
    }

    /// <summary>Tells what there is to tell. Not to be called under a lock.</summary>
    public void Drain() => _notices.Drain();

    private void Flush_NeedsLock()
    {
        while (_waiting.TryPeek(out BreakRequest? first) && first.IsAnswered)
        {
            _waiting.Dequeue();
            _notices.Enqueue(first.Transition);
            _history.Enqueue(first.Transition);
            if (_history.Count > _historyLength)
                _history.Dequeue();
        }
    }

    private ValueTask TellAudience(CircuitTransition transition)
    {
        if (_audience.Hears(ResilienceEventKind.CircuitStateChanged))
        {
            _audience.Tell(
                ResilienceEventKind.CircuitStateChanged,
                _component,
                transition.BreakDuration.GetValueOrDefault(),
                reason: transition.ToString());
        }

        return default;
    }
}
