using Resilience.Timing;

namespace Resilience.Pipelines.Calls;

/// <summary>A middleware in the place of the user's callback, with the wrapped part behind it.</summary>
internal readonly struct MiddlewareCall<T, TMode>(
    IResilienceMiddleware middleware, ResilienceNext<T> next, ResilienceContext? context, object? state)
    : IOutcomeCall<T>
    where TMode : struct, ICallMode
{
    public static bool IsSynchronous => TMode.IsSynchronous;

    public ResilienceContext? Context => context;

    public object? State => state;

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token) =>
        ((IDeadlineReceiver)next).ReceiveDeadline(frame?.Cell.Due ?? Timeline.Never);

    public ValueTask<Outcome<T>> Invoke(CancellationToken token) => middleware.InvokeAsync(next, token);
}
