using Resilience.Risks;

namespace Resilience.Crashes;

/// <summary>Runs the one stage that fails again: first from a changed context, then from the same.</summary>
internal sealed class Mending : IStageRisks<Voyage>
{
    public ValueTask<RiskAssessment> AssessAsync(StageContext stage, Voyage context, CancellationToken cancellationToken) =>
        new(RiskAssessment.None);

    public ValueTask<MitigationResult<Voyage>> MitigateAsync(
        StageContext stage, Voyage context, StageFailure failure, CancellationToken cancellationToken) => new((stage.Stage.Name, stage.Mitigation) switch
        {
            (NineStages.Mended, 0) => MitigationResult.RetryWith(
                new Voyage { Steps = context.Steps, Mended = "changed", Ballast = context.Ballast }, "the context was changed"),
            (NineStages.Mended, 1) => MitigationResult.Retry<Voyage>("once more"),
            _ => MitigationResult.Fail<Voyage>(),
        });
}
