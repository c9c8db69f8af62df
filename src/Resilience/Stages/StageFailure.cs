namespace Resilience;

/// <summary>What ended a stage that did not succeed.</summary>
public sealed class StageFailure
{
    internal StageFailure(StageInfo stage, Exception? exception, in Failure failure, string code, Rejection? rejection)
    {
        Stage = stage;
        Exception = exception;
        Failure = failure;
        Code = code;
        Rejection = rejection;
    }

    /// <summary>The stage that failed; the branch, where a branch of a parallel group did.</summary>
    public StageInfo Stage { get; }

    /// <summary>The exception; null for a rejection, and for a failure that was read from a record.</summary>
    public Exception? Exception { get; }

    /// <summary>Cause and disposition.</summary>
    public Failure Failure { get; }

    /// <summary>The stable error code, one of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>Who refused to let the stage begin; null if it ran and failed.</summary>
    public Rejection? Rejection { get; }

    /// <summary>The stage and the code.</summary>
    public override string ToString() => $"{Stage}: {Code}";

    internal static StageFailure Of<T>(StageInfo stage, in Outcome<T> outcome) =>
        new(stage, outcome.IsRejected ? null : outcome.Exception, outcome.Failure ?? default, outcome.Code!, outcome.Rejection);
}
