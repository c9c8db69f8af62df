namespace Resilience.FanOut;

/// <summary>Failures that no pipeline has classified.</summary>
internal static class Classified
{
    public static Outcome<T> Failure<T>(Exception error) => Outcome.Failure<T>(error, FailureClassifier.Default.Classify(error));

    public static Outcome<T> OutcomeOf<T>(Exception error, CancellationToken cancellationToken) => error switch
    {
        OperationCanceledException cancelled when cancellationToken.IsCancellationRequested => Outcome.Cancelled<T>(cancelled),
        RejectedException rejected => Outcome.Rejected<T>(rejected.Rejection, rejected.RetryAfter),
        _ => Failure<T>(error),
    };
}
