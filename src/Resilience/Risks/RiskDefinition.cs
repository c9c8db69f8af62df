using Resilience.Risks;

namespace Resilience;

/// <summary>
/// A risk without a condition: an entry of a catalogue, to which an application adds what it knows of its context
/// (<see cref="RiskRegistry{TContext}"/>), or a risk that only a failure can show.
/// </summary>
public sealed record RiskDefinition : RiskDefinitionBase;
