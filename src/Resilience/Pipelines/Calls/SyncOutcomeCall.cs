namespace Resilience.Pipelines.Calls;

/// <summary>A synchronous callback that returns its failures as values.</summary>
internal readonly struct SyncOutcomeCall<TState, T>(Func<TState, CancellationToken, Outcome<T>> callback, TState state) : IOutcomeCall<T>
{
    public static bool IsSynchronous => true;

    public ResilienceContext? Context => null;

    public object? State => CallState.Of<Func<CancellationToken, Outcome<T>>>(state);

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
    }

    public ValueTask<Outcome<T>> Invoke(CancellationToken token) => new(callback(state, token));
}
