namespace Resilience.Metrics.Histories;

/// <summary>How much of a folder of traces is read.</summary>
public sealed class TraceHistoryOptions
{
    /// <summary>The pipeline whose traces are read; null, the default, for all.</summary>
    public string? Pipeline { get; set; }

    /// <summary>How many files of each pipeline are read, the latest ones: 1 to 1,000,000. Default: 10,000.</summary>
    public int FileLimit { get; set; } = 10_000;

    /// <summary>How large a file may be, in bytes: 1,024 to 16 MB. Larger ones are skipped. Default: 4 MB.</summary>
    public int FileSizeLimit { get; set; } = 4 * 1024 * 1024;
}
