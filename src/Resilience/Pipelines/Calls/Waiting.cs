using System.Runtime.CompilerServices;

namespace Resilience.Pipelines.Calls;

/// <summary>Ends what an executor returned in the form that a caller without result, or a synchronous one, wants.</summary>
internal static class Waiting
{
    /// <summary>Waits on this thread. The engine has waited before; only what a middleware awaits itself may be left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Finish<T>(ValueTask<T> execution) =>
        execution.IsCompleted ? execution.GetAwaiter().GetResult() : execution.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits on this thread, so that whoever awaits the task goes on here.</summary>
    public static ValueTask<T> OnThisThread<T>(ValueTask<T> pending)
    {
        Task<T> task = pending.AsTask();
        ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        return new(task);
    }

    /// <summary>Leaves out a result that says nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask Forget(ValueTask<Unit> execution)
    {
        if (!execution.IsCompletedSuccessfully)
            return AwaitAsync(execution);
        _ = execution.Result;
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask AwaitAsync(ValueTask<Unit> execution) => await execution.ConfigureAwait(false);
}
