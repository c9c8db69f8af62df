namespace Resilience.Pipelines.Calls;

/// <summary>A callback that wants the context, which holds the token.</summary>
internal readonly struct ContextCall<TState, T>(
    Func<TState, ResilienceContext, ValueTask<T>> callback, TState state, ResilienceContext context) : IValueCall<T>
{
    public static bool IsSynchronous => false;

    public ResilienceContext? Context => context;

    public object? State => state;

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token) => frame!.TellContext(context, token);

    public ValueTask<T> Invoke(CancellationToken token) => callback(state, context);
}
