using System.Globalization;
using DocumentPipeline.Running;
using Resilience;

namespace DocumentPipeline.Output;

/// <summary>The table of a run's stages.</summary>
internal static class StageTable
{
    private const int HashPrefix = 12;

    /// <summary>What became of each stage: by its record, or else by what the orchestrator says.</summary>
    public static IReadOnlyList<StageRow> Join(RunReport report, IReadOnlyList<StageRow> records, bool isRecorded)
    {
        Dictionary<string, StageRow> byName = records.ToDictionary(static row => row.Name, StringComparer.Ordinal);
        return [.. report.Stages.Select(result =>
        {
            string resumed = result.Status == StageStatus.Resumed && !isRecorded ? "resumed, " : "";
            return byName.TryGetValue(result.Stage.Name, out StageRow? row)
                ? row with { Status = resumed + row.Status }
                : new StageRow(
                    result.Stage.Name,
                    result.Status == StageStatus.NotRun ? "not run" : result.Status.ToString().ToLowerInvariant(),
                    result.Attempts,
                    result.Duration,
                    null,
                    result.Reason is { } reason ? [reason] : []);
        })];
    }

    /// <summary>The lines of the table.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<StageRow> rows) => TextTable.Lines(
        ["Stage", "Status", "Attempts", "Duration", "Record", "Mitigations"],
        [.. rows.Select(static row => (string[])
        [
            row.Name,
            row.Status,
            row.Attempts == 0 ? "" : row.Attempts.ToString(CultureInfo.InvariantCulture),
            row.Attempts == 0 ? "" : Durations.ToText(row.Duration),
            row.Hash?[..HashPrefix] ?? "",
            string.Join("; ", row.Notes),
        ])],
        2,
        3);
}
