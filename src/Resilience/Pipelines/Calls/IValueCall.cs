namespace Resilience.Pipelines.Calls;

/// <summary>A call whose callback returns its result, and throws its failures.</summary>
internal interface IValueCall<T> : ICall<T, T>
{
    static bool ICall<T, T>.TryGetResult(in T raw, out T result)
    {
        result = raw;
        return true;
    }

    static void ICall<T, T>.ToOutcome(in T raw, out Outcome<T> outcome) => outcome = new(raw);
}
