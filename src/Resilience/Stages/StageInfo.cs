namespace Resilience;

/// <summary>What a stage of a pipeline is, the same for all runs.</summary>
public sealed class StageInfo
{
    internal StageInfo(string pipeline, string name, int position, StageInfo? group, int version, CircuitBreaker? breaker)
    {
        Pipeline = pipeline;
        Name = name;
        Position = position;
        Group = group;
        Version = version;
        CircuitBreaker = breaker;
    }

    /// <summary>The name of the pipeline.</summary>
    public string Pipeline { get; }

    /// <summary>The name of the stage: unique in its pipeline.</summary>
    public string Name { get; }

    /// <summary>The place in the pipeline, from 0; in a parallel group the place among its branches.</summary>
    public int Position { get; }

    /// <summary>The parallel group that the stage is a branch of; null for the stages of the pipeline itself.</summary>
    public StageInfo? Group { get; }

    /// <summary>The version of the stage's code, from 1: a part of the pipeline's definition.</summary>
    public int Version { get; }

    /// <summary>The stage's circuit breaker; null if it has none.</summary>
    public CircuitBreaker? CircuitBreaker { get; }

    /// <summary>The name, with that of the group before it.</summary>
    public override string ToString() => Group is null ? Name : $"{Group.Name}/{Name}";
}
