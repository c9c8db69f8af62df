namespace Resilience.Crashes;

/// <summary>What a stage was told when its code was started.</summary>
internal sealed record Start(string Mitigation, string Key, string Id, string UtcNow);
