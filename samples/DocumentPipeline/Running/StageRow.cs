namespace DocumentPipeline.Running;

/// <summary>What became of a stage, as tables show it.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Status">How it ended, in lower case.</param>
/// <param name="Attempts">How often its work was started in its last run.</param>
/// <param name="Duration">How long it took, waits and mitigations included.</param>
/// <param name="Hash">The hash of its record; null if it has none.</param>
/// <param name="Notes">What was done about its failures, in order.</param>
internal sealed record StageRow(
    string Name, string Status, int Attempts, TimeSpan Duration, string? Hash, IReadOnlyList<string> Notes);
