using System.Runtime.CompilerServices;

namespace Resilience.Pipelines.Calls;

/// <summary>A synchronous callback that wants the context, which holds the token.</summary>
internal struct SyncContextCall<TState, T>(
    Func<TState, ResilienceContext, T> callback, TState state, ResilienceContext context) : IValueCall<T>
{
    private ResilienceContext _context = context;

    public static bool IsSynchronous => true;

    public readonly ResilienceContext? Context => _context;

    public readonly object? State => state;

    public static void UseContext<TCall>(ref TCall call, ResilienceContext context)
        where TCall : struct =>
        Unsafe.As<TCall, SyncContextCall<TState, T>>(ref call)._context = context;

    public readonly void AttemptStarts(ExecutionFrame? frame, CancellationToken token) => frame!.TellContext(_context, token);

    public readonly ValueTask<T> Invoke(CancellationToken token) => new(callback(state, _context));
}
