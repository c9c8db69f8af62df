namespace Resilience;

/// <summary>A run was not started or resumed, for a reason that has a stable code. No stage has run.</summary>
public sealed class RunException : ResilienceException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="error">Why.</param>
    /// <param name="message">What happened, without secrets or payloads; null for a general text.</param>
    /// <param name="innerException">The exception that led to this one; null, the default, when there is none.</param>
    public RunException(RunError error, string? message, Exception? innerException = null)
        : base(message ?? $"The run was refused: {CodeOf(error)}.", innerException) => Error = error;

    /// <summary>Why.</summary>
    public RunError Error { get; }

    /// <inheritdoc />
    public override string Code => CodeOf(Error);

    internal override Failure? Classification => Error == RunError.AlreadyRunning
        ? new(FailureCause.Resource, FailureDisposition.Transient)
        : new(FailureCause.Validation, FailureDisposition.Permanent);

    private static string CodeOf(RunError error) => error switch
    {
        RunError.NotFound => ErrorCodes.RunNotFound,
        RunError.InputMismatch => ErrorCodes.RunInputMismatch,
        RunError.DefinitionChanged => ErrorCodes.RunDefinitionChanged,
        RunError.AlreadyRunning => ErrorCodes.RunAlreadyRunning,
        RunError.StageNotReached => ErrorCodes.RunStageNotReached,
        RunError.AlreadyExists => ErrorCodes.RunAlreadyExists,
        RunError.ForkIncomplete => ErrorCodes.RunForkIncomplete,
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, null),
    };
}
