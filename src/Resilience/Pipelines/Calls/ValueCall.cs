namespace Resilience.Pipelines.Calls;

/// <summary>A callback that returns a <see cref="ValueTask{TResult}"/>.</summary>
internal readonly struct ValueCall<TState, T>(Func<TState, CancellationToken, ValueTask<T>> callback, TState state) : IValueCall<T>
{
    public static bool IsSynchronous => false;

    public ResilienceContext? Context => null;

    public object? State => CallState.Of<Func<CancellationToken, ValueTask<T>>>(state);

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
    }

    public ValueTask<T> Invoke(CancellationToken token) => callback(state, token);
}
