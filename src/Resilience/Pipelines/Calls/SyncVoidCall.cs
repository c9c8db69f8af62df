namespace Resilience.Pipelines.Calls;

/// <summary>A synchronous callback without result.</summary>
internal readonly struct SyncVoidCall<TState>(Action<TState, CancellationToken> callback, TState state) : IValueCall<Unit>
{
    public static bool IsSynchronous => true;

    public ResilienceContext? Context => null;

    public object? State => CallState.Of<Action<CancellationToken>>(state);

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
    }

    public ValueTask<Unit> Invoke(CancellationToken token)
    {
        callback(state, token);
        return default;
    }
}
