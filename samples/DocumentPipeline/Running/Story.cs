namespace DocumentPipeline.Running;

/// <summary>Tells what happened in a stage in one line.</summary>
internal static class Story
{
    /// <summary>For example "2 attempts (timeout after 200 ms, then success)".</summary>
    public static string Of(StageRecord record)
    {
        string attempts = Attempts(record);
        return record.Events.Count == 0 && record.Fallback is null ? attempts : $"{attempts} ({Course(record)})";
    }

    /// <summary>For example "2 attempts".</summary>
    public static string Attempts(StageRecord record) => record.Attempts == 1 ? "1 attempt" : $"{record.Attempts} attempts";

    /// <summary>For example "timeout after 200 ms, then success"; "success" when nothing went wrong.</summary>
    public static string Course(StageRecord record)
    {
        IEnumerable<string> steps = Merge(record.Events);
        string? end = record switch
        {
            { Status: StageStatus.Failed, Fallback: { } fallback } => $"its fallback failed too: {fallback}",
            { Status: StageStatus.Failed } => null,
            { Fallback: { } fallback } => $"fallback: {fallback}",
            { Status: StageStatus.Running } => "still running",
            _ => "success",
        };
        return string.Join(", then ", end is null ? steps : steps.Append(end));
    }

    // Three equal failures in a row read better as "3 × failure".
    private static IEnumerable<string> Merge(IReadOnlyList<string> events)
    {
        for (int i = 0; i < events.Count;)
        {
            int end = i + 1;
            while (end < events.Count && events[end] == events[i])
            {
                end++;
            }

            yield return end - i == 1 ? events[i] : $"{end - i} × {events[i]}";
            i = end;
        }
    }
}
