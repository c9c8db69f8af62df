using Resilience.Failures;

namespace Resilience;

/// <summary>Makes outcomes.</summary>
public static class Outcome
{
    /// <summary>The outcome of a call that returned <paramref name="result"/>.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="result">What the call returned; may be null.</param>
    public static Outcome<T> Success<T>(T result) => new(result);

    /// <summary>The outcome of a call that failed. The exception need not have been thrown, and is not thrown here.</summary>
    /// <typeparam name="T">The type of the result that is missing.</typeparam>
    /// <param name="exception">The failure; the pipeline's classifier judges it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public static Outcome<T> Failure<T>(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(exception, FailureDetail.Unclassified);
    }

    /// <summary>The outcome of a call that failed, with its classification.</summary>
    /// <typeparam name="T">The type of the result that is missing.</typeparam>
    /// <param name="exception">The failure.</param>
    /// <param name="classification">What kind of failure it is; no classifier is asked.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public static Outcome<T> Failure<T>(Exception exception, Failure classification)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(exception, new(OutcomeStatus.Failure, classification));
    }

    /// <summary>The outcome of a call that was refused.</summary>
    /// <typeparam name="T">The type of the result that is missing.</typeparam>
    /// <param name="rejection">Who refused, and why.</param>
    /// <param name="retryAfter">When it makes sense to ask again, if that is known; rounded up to milliseconds.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rejection"/> is null.</exception>
    public static Outcome<T> Rejected<T>(Rejection rejection, TimeSpan? retryAfter = null)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        return new(rejection, new(OutcomeStatus.Rejected, rejection.ToFailure(retryAfter)));
    }

    internal static Outcome<T> Cancelled<T>(OperationCanceledException exception) =>
        new(exception, new(OutcomeStatus.Cancelled, new(FailureCause.Cancelled, FailureDisposition.Permanent)));

    internal static Outcome<T> Faulted<T>(object fault, in FailureDetail detail) => new(fault, detail);

    internal static Outcome<T> Cancelled<T>(CancellationToken caller) => Cancelled<T>(new OperationCanceledException(caller));
}
