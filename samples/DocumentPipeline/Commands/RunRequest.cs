using DocumentPipeline.CommandLine;
using DocumentPipeline.Model;
using DocumentPipeline.Running;
using Resilience;
using Resilience.Checkpoints;

namespace DocumentPipeline.Commands;

/// <summary>Which run is wanted, and from what it begins.</summary>
/// <param name="Key">The run.</param>
/// <param name="DocumentPath">The document.</param>
/// <param name="Input">The context that it begins with; null for a run that exists and goes on with its own.</param>
internal sealed record RunRequest(RunKey Key, string DocumentPath, DocumentContext? Input)
{
    private static readonly CheckpointSerializer<DocumentContext> _serializer = new(DocumentJson.Default.DocumentContext);

    /// <summary>A run of the document with these options: the same options name the same run.</summary>
    public static async Task<RunRequest> ToStartAsync(
        ProgramOptions options, OutputFolder output, CancellationToken cancellationToken)
    {
        var input = new DocumentContext
        {
            SourcePath = options.DocumentPath ?? ShippedDocument.Path,
            ReportPath = options.ReportPath ?? "",
            Settings = new StageSettings
            {
                ModelFolder = options.ModelFolder,
                BackupPath = options.BackupPath,
                FirstPages = options.FirstPages,
                Questions = options.Questions.Count > 0 ? options.Questions : null,
                RequireFindings = true,
            },
        };

        // The shape of the context is a part of the name: a run of an older program is another run, not one that cannot be read.
        string id = options.RunId ?? await RunIds.DeriveAsync(
            input.SourcePath, options.Faults, [_serializer.Hash(input), $"{_serializer.Schema}"], cancellationToken);
        return new RunRequest(
            new RunKey(DocumentOrchestrator.Name, id),
            input.SourcePath,
            options.ReportPath is null ? input with { ReportPath = output.ReportOf(id) } : input);
    }

    /// <summary>The run that the options name, or the last one that was interrupted.</summary>
    /// <exception cref="RunException">There is none.</exception>
    public static async Task<RunRequest> ToResumeAsync(
        ProgramOptions options, ICheckpointStore store, CancellationToken cancellationToken)
    {
        string id = options.RunId ?? await LastInterruptedAsync(store, cancellationToken)
            ?? throw new UsageException($"no run in '{options.OutputFolder}' was interrupted; --list shows what there is");
        var key = new RunKey(DocumentOrchestrator.Name, id);
        CheckpointRecord latest = await store.ReadLatestAsync(key, cancellationToken)
            ?? throw new RunException(RunError.NotFound, $"There is no run {key}.");
        return new RunRequest(key, _serializer.Deserialize(latest.Payload).SourcePath, Input: null);
    }

    private static async Task<string?> LastInterruptedAsync(ICheckpointStore store, CancellationToken cancellationToken)
    {
        RunHead? last = null;
        var query = new RunQuery { Pipeline = DocumentOrchestrator.Name, Status = RunStatus.Interrupted };
        await foreach (RunHead head in store.ListRunsAsync(query, cancellationToken))
        {
            last = last is null || head.Last?.RecordedAt > last.Last?.RecordedAt ? head : last;
        }

        return last?.Run.RunId;
    }
}
