using Resilience;

namespace DocumentPipeline.Commands;

/// <summary>Says why nothing was run, and what can be done about it.</summary>
internal static class RefusalText
{
    private const string Anew = "--fresh begins it anew, --run ID starts another one";

    /// <summary>For an exception of orchestrator or store; null for any other.</summary>
    public static string? Of(Exception exception) => exception switch
    {
        CheckpointException { Error: CheckpointError.RunOwned } =>
            "the run is under way in another process; wait for it, or start another one with --run ID",
        CheckpointException { Error: CheckpointError.SchemaMismatch } => $"the run was recorded by another version of this program; {Anew}",
        CheckpointException { Error: CheckpointError.Corrupt or CheckpointError.Tampered } error =>
            $"{error.Message} --verify RUN says what is damaged; {Anew}",
        RunException { Error: RunError.InputMismatch } => $"the run was started with another document or other options; {Anew}",
        RunException { Error: RunError.DefinitionChanged } => $"the run was interrupted in another version of this program; {Anew}",
        RunException { Error: RunError.NotFound } => "there is no such run; --list shows what there is",
        CheckpointException { InnerException: { } inner } =>
            $"the records in the output folder cannot be used: {exception.Message} {inner.Message}",
        CheckpointException => $"the records in the output folder cannot be used: {exception.Message}",
        RunException => exception.Message,
        _ => null,
    };
}
