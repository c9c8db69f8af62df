namespace Resilience.Hosting.Configuration;

/// <summary>What an operation was given.</summary>
/// <param name="Fingerprint">What settings said about it.</param>
/// <param name="Definition">The definition that came of it.</param>
/// <param name="Original">The definition that it was made with, if that came from elsewhere than from what is registered.</param>
internal sealed record AppliedDefinition(string Fingerprint, OperationDefinition Definition, OperationDefinition? Original);
