using DocumentPipeline.Model;
using DocumentPipeline.Running;
using DocumentPipeline.Stages;
using Resilience;

namespace DocumentPipeline.Commands;

/// <summary>What a command tells the caller of the program.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Error">What went wrong, in one line; null if nothing did.</param>
internal sealed record RunOutcome(int ExitCode, string? Error = null)
{
    /// <summary>All went well.</summary>
    public static RunOutcome Success { get; } = new(ExitCodes.Success);

    /// <summary>What a run tells.</summary>
    public static RunOutcome Of(RunResult<DocumentContext> run)
    {
        if (run.IsCompleted)
        {
            return Success;
        }

        int exitCode = run switch
        {
            { Status: RunResultStatus.Interrupted } => ExitCodes.Interrupted,
            { Failure: { } failure } when IsDocumentsFault(failure) => ExitCodes.BadInput,
            _ => ExitCodes.RunFailed,
        };
        return new RunOutcome(exitCode, Describe(run));
    }

    // By the code, not by the exception: a failure that was read from a record has none.
    private static bool IsDocumentsFault(StageFailure failure) =>
        failure.Code == ErrorCodes.Data && failure.Stage.Name is StageNames.LoadDocument or StageNames.ExtractTextTables;

    private static string Describe(RunResult<DocumentContext> run) => run.Failure switch
    {
        null => $"the run ended as {run.Status.ToString().ToLowerInvariant()}",
        { Exception: DocumentException exception } => exception.Message,
        { Exception: { } exception } failure => $"{failure.Stage.Name} failed: {Reasons.Of(exception)} [{failure.Code}]",
        var failure => $"{failure.Stage.Name} failed [{failure.Code}]",
    };
}
