namespace Resilience;

/// <summary>A run did not complete. The exception of the stage that ended it is the inner one, if it is known.</summary>
public sealed class RunFailedException : ResilienceException
{
    /// <summary>Makes the exception of a run.</summary>
    /// <param name="report">What became of the run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public RunFailedException(RunReport report)
        : base(Describe(report), report.Failure?.Exception) => Report = report;

    /// <summary>What became of the run.</summary>
    public RunReport Report { get; }

    /// <inheritdoc />
    public override string Code => Report.Failure?.Code
        ?? (Report.Status == RunResultStatus.Cancelled ? ErrorCodes.Cancelled : ErrorCodes.Unknown);

    internal override Failure? Classification => Report.Failure?.Failure;

    private static string Describe(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string status = report.Status switch
        {
            RunResultStatus.Failed => "failed",
            RunResultStatus.Aborted => "was aborted",
            RunResultStatus.Cancelled => "was cancelled",
            RunResultStatus.Interrupted => "was interrupted and can be resumed",
            _ => "completed",
        };
        return report.Failure is { } failure
            ? $"The run {report.Run} {status} at the stage {failure.Stage}: {failure.Code}."
            : $"The run {report.Run} {status}.";
    }
}
