using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Checkpoints beside what the same bytes cost without a library: no peer of ours has any.</summary>
internal static class CheckpointRows
{
    // Batches of some milliseconds; those that read a thousand records are one call each.
    private const int Appends = 12;

    public static IEnumerable<GateRow> Create() =>
    [
        Row("append 64 KiB durably ÷ raw", 1.3, Appends, AppendWork.Ready, RawFiles.Write),
        Row("append a 64 KiB context ÷ raw", 1.7, Appends, AppendWork.Serialized, RawFiles.Write),
        Row("resume 1,000 × 64 KiB ÷ list, read headers", 3, 1, RunWork.Resume, RawFiles.ReadHeaders),
        Row("verify 1,000 × 64 KiB ÷ SHA-256", 1 / 0.6, 1, RunWork.Verify, RawFiles.Hash),
    ];

    private static RatioRow Row(string name, double bar, int calls, Func<DiskWork> ours, Func<DiskWork> raw) =>
        new(name, Bar.Time(bar), new DiskContender(calls, ours), new DiskContender(calls, raw));
}
