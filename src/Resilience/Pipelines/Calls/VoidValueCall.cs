namespace Resilience.Pipelines.Calls;

/// <summary>A callback that returns a <see cref="ValueTask"/>.</summary>
internal readonly struct VoidValueCall<TState>(Func<TState, CancellationToken, ValueTask> callback, TState state) : IValueCall<Unit>
{
    public static bool IsSynchronous => false;

    public ResilienceContext? Context => null;

    public object? State => CallState.Of<Func<CancellationToken, ValueTask>>(state);

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
    }

    public ValueTask<Unit> Invoke(CancellationToken token)
    {
        ValueTask pending = callback(state, token);
        if (!pending.IsCompletedSuccessfully)
            return VoidCalls.AwaitAsync(pending);
        pending.GetAwaiter().GetResult();
        return default;
    }
}
