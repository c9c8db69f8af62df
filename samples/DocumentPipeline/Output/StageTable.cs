using System.Globalization;
using DocumentPipeline.Running;
using Resilience;

namespace DocumentPipeline.Output;

/// <summary>The table of a run's stages.</summary>
internal static class StageTable
{
    private const int HashPrefix = 12;
    private const int HeadingLines = 2;

    private static readonly string[] _heading = ["Stage", "Status", "Attempts", "Duration", "Record"];

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

    /// <summary>The lines of the table. Where it would be too wide, mitigations stand below their stages.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<StageRow> rows, int width)
    {
        List<string> wide = [.. TextTable.Lines(
            [.. _heading, "Mitigations"],
            [.. rows.Select(static row => (string[])[.. Cells(row), string.Join("; ", row.Notes)])],
            2,
            3)];
        if (wide.TrueForAll(line => line.Length <= width))
        {
            return wide;
        }

        List<string> narrow = [.. TextTable.Lines(_heading, [.. rows.Select(Cells)], 2, 3)];
        for (int i = rows.Count - 1; i >= 0; i--)
        {
            narrow.InsertRange(HeadingLines + i + 1, rows[i].Notes.Select(static note => $"  {note}"));
        }

        return narrow;
    }

    private static string[] Cells(StageRow row) =>
    [
        row.Name,
        row.Status,
        row.Attempts == 0 ? "" : row.Attempts.ToString(CultureInfo.InvariantCulture),
        row.Attempts == 0 ? "" : Durations.ToText(row.Duration),
        row.Hash?[..HashPrefix] ?? "",
    ];
}
