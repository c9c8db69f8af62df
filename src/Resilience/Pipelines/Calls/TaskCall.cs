namespace Resilience.Pipelines.Calls;

/// <summary>A callback that returns a <see cref="Task{TResult}"/>.</summary>
internal readonly struct TaskCall<TState, T>(Func<TState, CancellationToken, Task<T>> callback, TState state) : IValueCall<T>
{
    public static bool IsSynchronous => false;

    public ResilienceContext? Context => null;

    public object? State => CallState.Of<Func<CancellationToken, Task<T>>>(state);

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
    }

    public ValueTask<T> Invoke(CancellationToken token) => new(callback(state, token));
}
