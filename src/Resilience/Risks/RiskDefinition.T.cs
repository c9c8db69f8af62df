using System.Diagnostics.CodeAnalysis;
using Resilience.Risks;

namespace Resilience;

/// <summary>A risk, and the condition by which it is seen before a stage begins.</summary>
/// <typeparam name="TContext">The type of the pipeline's context.</typeparam>
public sealed record RiskDefinition<TContext> : RiskDefinitionBase
{
    /// <summary>A definition without an id: the required members are to be set.</summary>
    public RiskDefinition()
    {
    }

    [SetsRequiredMembers]
    internal RiskDefinition(RiskDefinition catalogued)
        : base(catalogued)
    {
    }

    /// <summary>
    /// Whether the risk is there, asked before each stage to which it applies; null, the default, if that cannot be said. It runs on a
    /// thread of the pool, may be asked by several runs at once, and must not change the context. What it throws is reported, and the
    /// stage begins.
    /// </summary>
    public Func<StageContext, TContext, RiskFinding>? Condition { get; init; }

    /// <summary>
    /// The same for a condition that must wait for something; not together with <see cref="Condition"/>. Its token is cancelled with the
    /// run, and when its time is up.
    /// </summary>
    public Func<StageContext, TContext, CancellationToken, ValueTask<RiskFinding>>? ConditionAsync { get; init; }

    /// <summary>
    /// How long the condition may take: from 1 ms to 49 days; null, the default, for what the registry says. One that takes longer is left
    /// behind and reported, and the stage begins.
    /// </summary>
    public TimeSpan? ConditionTimeout { get; init; }

    internal bool HasCondition => Condition is not null || ConditionAsync is not null;
}
