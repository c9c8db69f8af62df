namespace Resilience.Hosting.Configuration.Model;

/// <summary>What settings make of an operation.</summary>
/// <param name="Fingerprint">The same as long as settings say the same about it.</param>
/// <param name="Definition">The definition; null leaves it to whoever asks.</param>
internal sealed record ResolvedDefinition(string Fingerprint, OperationDefinition? Definition);
