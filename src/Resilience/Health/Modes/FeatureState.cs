namespace Resilience;

/// <summary>A feature at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsEnabled">Whether it is there.</param>
/// <param name="Text">What users are told of it; null if there is nothing to tell.</param>
/// <param name="Modes">The modes in which it is there.</param>
/// <param name="MissingComponents">The components that it needs and that are not well enough.</param>
public sealed record FeatureState(
    string Name, bool IsEnabled, string? Text, IReadOnlyList<OperationMode> Modes, IReadOnlyList<string> MissingComponents);
