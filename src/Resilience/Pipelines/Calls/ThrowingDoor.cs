namespace Resilience.Pipelines.Calls;

/// <summary>The caller gets the result or an exception.</summary>
internal readonly struct ThrowingDoor<T> : IDoor<T, T>
{
    public static T Success(T result) => result;

    public static T Return(in Outcome<T> outcome) => outcome.Result;

    // A faulted task costs a tenth of a throw. A cancelled one must come from a throw: nothing else keeps exception and state together.
    public static ValueTask<T> ReturnTask(in Outcome<T> outcome) =>
        outcome.IsSuccess ? new(outcome.ResultOrDefault!)
        : outcome.IsCancelled ? ThrowAsync(outcome)
        : ValueTask.FromException<T>(outcome.Exception!);

    private static async ValueTask<T> ThrowAsync(Outcome<T> outcome)
    {
        await default(ValueTask).ConfigureAwait(false);
        return outcome.Result;
    }
}
