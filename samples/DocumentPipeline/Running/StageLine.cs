namespace DocumentPipeline.Running;

/// <summary>The line that is printed for a stage.</summary>
internal static class StageLine
{
    /// <summary>For example "EXTRACT_TEXT_TABLES  ok  312 ms  2 attempts (timeout after 200 ms, then success)".</summary>
    public static string Of(StageRecord record) =>
        $"{record.Name,-19}  {record.Status.ToString().ToLowerInvariant(),-8}  {Durations.ToText(record.Duration),8}  {Story.Of(record)}";
}
