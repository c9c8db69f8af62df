namespace Resilience;

/// <summary>What has become of the configuration.</summary>
public sealed record ResilienceConfigurationStatus
{
    /// <summary>How often a configuration has come into force: 1 after the start, one more with each change.</summary>
    public int Version { get; init; }

    /// <summary>Whether the configuration as it was last seen is in force; otherwise it is the last good one.</summary>
    public bool IsCurrent => Errors.Count == 0;

    /// <summary>What is wrong with the configuration as it was last seen, all of it, each with its path.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>When that was, by the clock of the registry.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Whether there is an overlay; see <see cref="IResilienceConfiguration.UpdateFromJson"/>.</summary>
    public bool HasOverlay { get; init; }

    /// <summary>The operations that are configured.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>Paths of settings that mean something which is not applied, each with the reason.</summary>
    public IReadOnlyList<string> NotApplied { get; init; } = [];
}
