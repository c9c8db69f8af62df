namespace Resilience;

/// <summary>What happens to a run whose pipeline has changed since it was interrupted.</summary>
public sealed class DefinitionChange
{
    private DefinitionChange(string? restartFrom, bool allowsPrefix)
    {
        RestartStage = restartFrom;
        AllowsPrefix = allowsPrefix;
    }

    /// <summary>The run is refused (<see cref="RunError.DefinitionChanged"/>): the default.</summary>
    public static DefinitionChange Fail { get; } = new(null, allowsPrefix: false);

    /// <summary>
    /// The run goes on if the stages that it has behind it are the same, in the same order and versions; otherwise it is refused.
    /// </summary>
    public static DefinitionChange ResumeIfPrefixUnchanged { get; } = new(null, allowsPrefix: true);

    internal string? RestartStage { get; }

    internal bool AllowsPrefix { get; }

    /// <summary>The run goes back to a stage, and goes on from there.</summary>
    /// <param name="stage">
    /// The stage. All stages before it, as the pipeline has them now, must have been recorded, or the run is refused.
    /// </param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException"><paramref name="stage"/> is null or empty.</exception>
    public static DefinitionChange RestartFromStage(string stage)
    {
        ArgumentException.ThrowIfNullOrEmpty(stage);
        return new(stage, allowsPrefix: false);
    }

    /// <summary>The policy in words.</summary>
    public override string ToString() =>
        RestartStage is not null ? $"restart from {RestartStage}" : AllowsPrefix ? "resume if the prefix is unchanged" : "fail";
}
