namespace Resilience.Checkpoints;

/// <summary>The words under which kinds and statuses are stored.</summary>
internal static class RecordWords
{
    private static readonly string[] _kinds = ["started", "owned", "stage", "intent", "restarted", "finished"];

    private static readonly string[] _statuses =
        ["none", "completed", "skipped", "mitigated", "degraded", "failed", "aborted", "cancelled"];

    public static string Of(CheckpointKind kind) => _kinds[(int)kind];

    public static string Of(CheckpointStatus status) => _statuses[(int)status];

    public static CheckpointKind ToKind(string? word) => (CheckpointKind)IndexOf(_kinds, word, "kind");

    public static CheckpointStatus ToStatus(string? word) => (CheckpointStatus)IndexOf(_statuses, word, "status");

    // A word of a later version: guessing what it means could run a stage twice.
    private static int IndexOf(string[] words, string? word, string what) => Array.IndexOf(words, word) is >= 0 and var index
        ? index
        : throw new CheckpointException(CheckpointError.Unsupported, $"The record has a {what} that this version does not know.");
}
