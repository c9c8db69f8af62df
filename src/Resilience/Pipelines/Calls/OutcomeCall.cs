namespace Resilience.Pipelines.Calls;

/// <summary>A callback that returns its failures as values.</summary>
internal readonly struct OutcomeCall<TState, T>(
    Func<TState, CancellationToken, ValueTask<Outcome<T>>> callback, TState state) : IOutcomeCall<T>
{
    public static bool IsSynchronous => false;

    public ResilienceContext? Context => null;

    public object? State => CallState.Of<Func<CancellationToken, ValueTask<Outcome<T>>>>(state);

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
    }

    public ValueTask<Outcome<T>> Invoke(CancellationToken token) => callback(state, token);
}
