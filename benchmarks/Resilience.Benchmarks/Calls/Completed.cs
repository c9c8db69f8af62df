using System.Runtime.CompilerServices;

namespace Resilience.Benchmarks.Calls;

internal static class Completed
{
    /// <summary>Takes the result of a call that must have completed synchronously.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Result<T>(ValueTask<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : throw NotCompleted();

    private static InvalidOperationException NotCompleted() =>
        new("A row that is measured as synchronous went asynchronous: its figures would mean nothing.");
}
