using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;

namespace Resilience.Pipelines;

// Synchronous calls.
internal static partial class Doors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Execute<TState, T>(
        PipelineCore core, Func<TState, CancellationToken, T> callback, TState state, CancellationToken cancellationToken)
    {
        return Waiting.Finish(Executor<SyncCall<TState, T>, T, T, ThrowingDoor<T>, T>.Run(
            core, new SyncCall<TState, T>(callback, state), cancellationToken));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Execute<TState, T>(
        PipelineCore core, Func<TState, ResilienceContext, T> callback, TState state, ResilienceContext context)
    {
        return Waiting.Finish(Executor<SyncContextCall<TState, T>, T, T, ThrowingDoor<T>, T>.Run(
            core, new SyncContextCall<TState, T>(callback, state, context), context.Caller));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome<T> ExecuteOutcome<TState, T>(
        PipelineCore core, Func<TState, CancellationToken, T> callback, TState state, CancellationToken cancellationToken)
    {
        return Waiting.Finish(Executor<SyncCall<TState, T>, T, T, OutcomeDoor<T>, Outcome<T>>.Run(
            core, new SyncCall<TState, T>(callback, state), cancellationToken));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome<T> ExecuteOutcome<TState, T>(
        PipelineCore core, Func<TState, CancellationToken, Outcome<T>> callback, TState state, CancellationToken cancellationToken)
    {
        return Waiting.Finish(Executor<SyncOutcomeCall<TState, T>, Outcome<T>, T, OutcomeDoor<T>, Outcome<T>>.Run(
            core, new SyncOutcomeCall<TState, T>(callback, state), cancellationToken));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Execute<TState, T>(
        PipelineCore core, Func<TState, CancellationToken, Outcome<T>> callback, TState state, CancellationToken cancellationToken)
    {
        return Waiting.Finish(Executor<SyncOutcomeCall<TState, T>, Outcome<T>, T, ThrowingDoor<T>, T>.Run(
            core, new SyncOutcomeCall<TState, T>(callback, state), cancellationToken));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Execute<TState>(
        PipelineCore core, Action<TState, CancellationToken> callback, TState state, CancellationToken cancellationToken)
    {
        Waiting.Finish(Executor<SyncVoidCall<TState>, Unit, Unit, ThrowingDoor<Unit>, Unit>.Run(
            core, new SyncVoidCall<TState>(callback, state), cancellationToken));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Outcome<Unit> ExecuteOutcome<TState>(
        PipelineCore core, Action<TState, CancellationToken> callback, TState state, CancellationToken cancellationToken)
    {
        return Waiting.Finish(Executor<SyncVoidCall<TState>, Unit, Unit, OutcomeDoor<Unit>, Outcome<Unit>>.Run(
            core, new SyncVoidCall<TState>(callback, state), cancellationToken));
    }
}
