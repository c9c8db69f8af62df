namespace Resilience.Pipelines.Calls;

/// <summary>How an execution ends for its caller: with a result or an exception, or with an outcome.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
/// <typeparam name="TReturn">What the caller gets.</typeparam>
internal interface IDoor<T, TReturn>
{
    /// <summary>What the caller gets for a result.</summary>
    static abstract TReturn Success(T result);

    /// <summary>What the caller gets for an outcome; may throw.</summary>
    static abstract TReturn Return(in Outcome<T> outcome);

    /// <summary>The same as a task, without throwing.</summary>
    static abstract ValueTask<TReturn> ReturnTask(in Outcome<T> outcome);
}
