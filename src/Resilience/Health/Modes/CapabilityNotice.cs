namespace Resilience;

/// <summary>What an application can tell its users about what works: no names of components, no reasons.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="IsLimited">Whether anything is missing.</param>
/// <param name="Text">What users are told of the whole; null if there is nothing to tell.</param>
/// <param name="LimitedFeatures">The features that are not there, with what users are told of each.</param>
public sealed record CapabilityNotice(
    OperationMode Mode, bool IsLimited, string? Text, IReadOnlyDictionary<string, string?> LimitedFeatures);
