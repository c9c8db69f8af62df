namespace Resilience.Pipelines.Calls;

/// <summary>A callback that returns a <see cref="Task"/>.</summary>
internal readonly struct VoidTaskCall<TState>(Func<TState, CancellationToken, Task> callback, TState state) : IValueCall<Unit>
{
    public static bool IsSynchronous => false;

    public ResilienceContext? Context => null;

    public object? State => CallState.Of<Func<CancellationToken, Task>>(state);

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
    }

    public ValueTask<Unit> Invoke(CancellationToken token)
    {
        Task pending = callback(state, token);
        return pending.IsCompletedSuccessfully ? default : VoidCalls.AwaitAsync(new(pending));
    }
}
