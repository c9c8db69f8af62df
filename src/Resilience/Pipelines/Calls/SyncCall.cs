namespace Resilience.Pipelines.Calls;

/// <summary>A synchronous callback with a result.</summary>
internal readonly struct SyncCall<TState, T>(Func<TState, CancellationToken, T> callback, TState state) : IValueCall<T>
{
    public static bool IsSynchronous => true;

    public ResilienceContext? Context => null;

    public object? State => CallState.Of<Func<CancellationToken, T>>(state);

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
    }

    public ValueTask<T> Invoke(CancellationToken token) => new(callback(state, token));
}
