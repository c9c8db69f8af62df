namespace Resilience.Bulkheads;

/// <summary>Tells results from tasks, which say that the work has only begun.</summary>
internal static class SynchronousResult<T>
{
    private static readonly bool _isTask =
        typeof(T).IsAssignableTo(typeof(Task))
        || typeof(T) == typeof(ValueTask)
        || (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(ValueTask<>));

    /// <summary>Refuses work that would go on elsewhere.</summary>
    /// <exception cref="ArgumentException">The result is a task.</exception>
    public static void Require(string parameter)
    {
        if (_isTask)
            throw new ArgumentException(DedicatedThreads.Refusal, parameter);
    }
}
