namespace Resilience.FanOut;

/// <summary>Failures that no pipeline has classified.</summary>
internal static class Classified
{
    public static Outcome<T> Failure<T>(Exception error) => Outcome.Failure<T>(error, FailureClassifier.Default.Classify(error));
}
