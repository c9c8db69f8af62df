using Resilience.Stages;

namespace Resilience.Tests.Orchestration;

/// <summary>Decides as a test tells it to.</summary>
internal sealed class ScriptedGate(Func<StageContext, StageGateDecision> decide) : IStageGate
{
    public ValueTask<StageGateDecision> CheckAsync(StageContext stage, CancellationToken cancellationToken) => new(decide(stage));
}
