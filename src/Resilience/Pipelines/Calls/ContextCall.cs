using System.Runtime.CompilerServices;

namespace Resilience.Pipelines.Calls;

/// <summary>A callback that wants the context, which holds the token.</summary>
internal struct ContextCall<TState, T>(
    Func<TState, ResilienceContext, ValueTask<T>> callback, TState state, ResilienceContext context) : IValueCall<T>
{
    private ResilienceContext _context = context;

    public static bool IsSynchronous => false;

    public readonly ResilienceContext? Context => _context;

    public readonly object? State => state;

    public static void UseContext<TCall>(ref TCall call, ResilienceContext context)
        where TCall : struct =>
        Unsafe.As<TCall, ContextCall<TState, T>>(ref call)._context = context;

    public readonly void AttemptStarts(ExecutionFrame? frame, CancellationToken token) => frame!.TellContext(_context, token);

    public readonly ValueTask<T> Invoke(CancellationToken token) => callback(state, _context);
}
