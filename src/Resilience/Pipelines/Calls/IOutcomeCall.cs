namespace Resilience.Pipelines.Calls;

/// <summary>A call whose callback returns an outcome: its failures need not be thrown.</summary>
internal interface IOutcomeCall<T> : ICall<Outcome<T>, T>
{
    static bool ICall<Outcome<T>, T>.TryGetResult(in Outcome<T> raw, out T result)
    {
        result = raw.ResultOrDefault!;
        return raw.IsSuccess;
    }

    static void ICall<Outcome<T>, T>.ToOutcome(in Outcome<T> raw, out Outcome<T> outcome) => outcome = raw;
}
