using System.Globalization;
using DocumentPipeline.Output;
using DocumentPipeline.Running;
using Resilience;
using Resilience.Checkpoints;

namespace DocumentPipeline.Commands;

/// <summary>Lists the runs in an output folder.</summary>
internal static class ListCommand
{
    /// <summary>Lists them, the latest first.</summary>
    /// <exception cref="CheckpointException">The store cannot be read.</exception>
    public static async Task<RunOutcome> RunAsync(
        Screen screen, string folder, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var output = new OutputFolder(folder);
        var runs = new List<RunHead>();
        var query = new RunQuery { Pipeline = DocumentOrchestrator.Name };
        await foreach (RunHead head in output.OpenStore(timeProvider).ListRunsAsync(query, cancellationToken))
        {
            runs.Add(head);
        }

        if (runs.Count == 0)
        {
            screen.Line($"No runs in {output.Checkpoints}.");
            return RunOutcome.Success;
        }

        List<string[]> rows = runs.OrderByDescending(static run => run.Last?.RecordedAt).Select(Row).ToList();
        foreach (string line in TextTable.Lines(["Run", "Status", "Came to", "Records", "Last record"], rows, 3))
        {
            screen.Line(line);
        }

        return RunOutcome.Success;
    }

    private static string[] Row(RunHead run) =>
    [
        run.Run.RunId,
        (run.Outcome == CheckpointStatus.None ? $"{run.Status}" : $"{run.Outcome}").ToLowerInvariant(),
        run.Last?.Metadata switch
        {
            { Stage: { } stage } => stage,
            { Kind: CheckpointKind.Finished, Status: CheckpointStatus.Completed } => "the end",
            { Kind: CheckpointKind.Started } => "the beginning",
            _ => "",
        },
        run.Records.ToString(CultureInfo.InvariantCulture),
        run.Last is { } last ? string.Create(CultureInfo.InvariantCulture, $"{last.RecordedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "",
    ];
}
