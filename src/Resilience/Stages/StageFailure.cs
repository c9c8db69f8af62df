using System.Diagnostics.CodeAnalysis;
using Resilience.Checkpoints;

namespace Resilience;

/// <summary>What ended a stage that did not succeed.</summary>
public sealed class StageFailure
{
    private const int LongestCode = 128;

    internal StageFailure(StageInfo stage, Exception? exception, in Failure failure, string? code, Rejection? rejection)
    {
        Stage = stage;
        Exception = exception;
        Failure = failure;
        Code = IsStorable(code) ? code : ErrorCodes.Unknown;
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

    /// <summary>Makes the failure of a stage by an exception, as a run would: to call risks and mitigations in tests.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="classifier">Judges the exception; null, the default, for <see cref="FailureClassifier.Default"/>.</param>
    /// <returns>The failure.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stage"/> or <paramref name="exception"/> is null.</exception>
    public static StageFailure FromException(StageInfo stage, Exception exception, IFailureClassifier? classifier = null)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(exception);
        Failure failure = (classifier ?? FailureClassifier.Default).Classify(exception);
        string code = (exception as ResilienceException)?.Code ?? failure.Code;
        return new(stage, exception, failure, code, (exception as RejectedException)?.Rejection);
    }

    internal static StageFailure Of<T>(StageInfo stage, in Outcome<T> outcome) =>
        new(stage, outcome.IsRejected ? null : outcome.Exception, outcome.Failure ?? default, outcome.Code, outcome.Rejection);

    // Exceptions of users may have any code; none of them must be the reason why a record cannot be written.
    private static bool IsStorable([NotNullWhen(true)] string? code) =>
        code is { Length: > 0 and <= LongestCode } && TextCheck.IsWhole(code);
}
