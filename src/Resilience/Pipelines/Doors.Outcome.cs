using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;

namespace Resilience.Pipelines;

// Asynchronous calls whose failures are values.
internal static partial class Doors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState, T>(
        PipelineCore core, Func<TState, CancellationToken, ValueTask<T>> callback, TState state, CancellationToken cancellationToken)
    {
        if (!typeof(TState).IsValueType)
        {
            return Executor<ErasedValueCall<T>, T, T, OutcomeDoor<T>, Outcome<T>>.Run(
                core, new ErasedValueCall<T>(callback, state), cancellationToken);
        }

        return Executor<ValueCall<TState, T>, T, T, OutcomeDoor<T>, Outcome<T>>.Run(
            core, new ValueCall<TState, T>(callback, state), cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState, T>(
        PipelineCore core, Func<TState, CancellationToken, Task<T>> callback, TState state, CancellationToken cancellationToken)
    {
        if (!typeof(TState).IsValueType)
        {
            return Executor<ErasedTaskCall<T>, T, T, OutcomeDoor<T>, Outcome<T>>.Run(
                core, new ErasedTaskCall<T>(callback, state), cancellationToken);
        }

        return Executor<TaskCall<TState, T>, T, T, OutcomeDoor<T>, Outcome<T>>.Run(
            core, new TaskCall<TState, T>(callback, state), cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState, T>(
        PipelineCore core,
        Func<TState, CancellationToken, ValueTask<Outcome<T>>> callback,
        TState state,
        CancellationToken cancellationToken)
    {
        if (!typeof(TState).IsValueType)
        {
            return Executor<ErasedOutcomeCall<T>, Outcome<T>, T, OutcomeDoor<T>, Outcome<T>>.Run(
                core, new ErasedOutcomeCall<T>(callback, state), cancellationToken);
        }

        return Executor<OutcomeCall<TState, T>, Outcome<T>, T, OutcomeDoor<T>, Outcome<T>>.Run(
            core, new OutcomeCall<TState, T>(callback, state), cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<Outcome<T>> ExecuteOutcomeAsync<TState, T>(
        PipelineCore core, Func<TState, ResilienceContext, ValueTask<T>> callback, TState state, ResilienceContext context)
    {
        return Executor<ContextCall<TState, T>, T, T, OutcomeDoor<T>, Outcome<T>>.Run(
            core, new ContextCall<TState, T>(callback, state, context), context.Caller);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<Outcome<Unit>> ExecuteOutcomeAsync<TState>(
        PipelineCore core, Func<TState, CancellationToken, ValueTask> callback, TState state, CancellationToken cancellationToken)
    {
        return Executor<VoidValueCall<TState>, Unit, Unit, OutcomeDoor<Unit>, Outcome<Unit>>.Run(
            core, new VoidValueCall<TState>(callback, state), cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<Outcome<Unit>> ExecuteOutcomeAsync<TState>(
        PipelineCore core, Func<TState, CancellationToken, Task> callback, TState state, CancellationToken cancellationToken)
    {
        return Executor<VoidTaskCall<TState>, Unit, Unit, OutcomeDoor<Unit>, Outcome<Unit>>.Run(
            core, new VoidTaskCall<TState>(callback, state), cancellationToken);
    }
}
