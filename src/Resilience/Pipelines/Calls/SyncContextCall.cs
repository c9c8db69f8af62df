namespace Resilience.Pipelines.Calls;

/// <summary>A synchronous callback that wants the context, which holds the token.</summary>
internal readonly struct SyncContextCall<TState, T>(
    Func<TState, ResilienceContext, T> callback, TState state, ResilienceContext context) : IValueCall<T>
{
    public static bool IsSynchronous => true;

    public ResilienceContext? Context => context;

    public object? State => state;

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token) => frame!.TellContext(context, token);

    public ValueTask<T> Invoke(CancellationToken token) => new(callback(state, context));
}
