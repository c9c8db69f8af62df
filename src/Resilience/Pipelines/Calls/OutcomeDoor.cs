namespace Resilience.Pipelines.Calls;

/// <summary>The caller gets the outcome as a value.</summary>
internal readonly struct OutcomeDoor<T> : IDoor<T, Outcome<T>>
{
    public static Outcome<T> Success(T result) => new(result);

    public static Outcome<T> Return(in Outcome<T> outcome) => outcome;

    public static ValueTask<Outcome<T>> ReturnTask(in Outcome<T> outcome) => new(outcome);
}
