using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;

namespace Resilience.Pipelines;

/// <summary>
/// Hands the calls of typed and untyped pipelines to the executor, each form of delegate as its structure. Both kinds of pipeline have the
/// same forms; this is what they do.
/// </summary>
// Asynchronous calls that return or throw.
internal static partial class Doors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<T> ExecuteAsync<TState, T>(
        PipelineCore core, Func<TState, CancellationToken, ValueTask<T>> callback, TState state, CancellationToken cancellationToken)
    {
        if (!typeof(TState).IsValueType)
        {
            return Executor<ErasedValueCall<T>, T, T, ThrowingDoor<T>, T>.Run(
                core, new ErasedValueCall<T>(callback, state), cancellationToken);
        }

        return Executor<ValueCall<TState, T>, T, T, ThrowingDoor<T>, T>.Run(
            core, new ValueCall<TState, T>(callback, state), cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<T> ExecuteAsync<TState, T>(
        PipelineCore core, Func<TState, CancellationToken, Task<T>> callback, TState state, CancellationToken cancellationToken)
    {
        if (!typeof(TState).IsValueType)
        {
            return Executor<ErasedTaskCall<T>, T, T, ThrowingDoor<T>, T>.Run(
                core, new ErasedTaskCall<T>(callback, state), cancellationToken);
        }

        return Executor<TaskCall<TState, T>, T, T, ThrowingDoor<T>, T>.Run(
            core, new TaskCall<TState, T>(callback, state), cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<T> ExecuteAsync<TState, T>(
        PipelineCore core, Func<TState, ResilienceContext, ValueTask<T>> callback, TState state, ResilienceContext context)
    {
        return Executor<ContextCall<TState, T>, T, T, ThrowingDoor<T>, T>.Run(
            core, new ContextCall<TState, T>(callback, state, context), context.Caller);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<T> ExecuteAsync<TState, T>(
        PipelineCore core,
        Func<TState, CancellationToken, ValueTask<Outcome<T>>> callback,
        TState state,
        CancellationToken cancellationToken)
    {
        if (!typeof(TState).IsValueType)
        {
            return Executor<ErasedOutcomeCall<T>, Outcome<T>, T, ThrowingDoor<T>, T>.Run(
                core, new ErasedOutcomeCall<T>(callback, state), cancellationToken);
        }

        return Executor<OutcomeCall<TState, T>, Outcome<T>, T, ThrowingDoor<T>, T>.Run(
            core, new OutcomeCall<TState, T>(callback, state), cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask ExecuteAsync<TState>(
        PipelineCore core, Func<TState, CancellationToken, ValueTask> callback, TState state, CancellationToken cancellationToken)
    {
        return Waiting.Forget(Executor<VoidValueCall<TState>, Unit, Unit, ThrowingDoor<Unit>, Unit>.Run(
            core, new VoidValueCall<TState>(callback, state), cancellationToken));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask ExecuteAsync<TState>(
        PipelineCore core, Func<TState, CancellationToken, Task> callback, TState state, CancellationToken cancellationToken)
    {
        return Waiting.Forget(Executor<VoidTaskCall<TState>, Unit, Unit, ThrowingDoor<Unit>, Unit>.Run(
            core, new VoidTaskCall<TState>(callback, state), cancellationToken));
    }
}
