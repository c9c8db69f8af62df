using Resilience.Risks;

namespace Resilience.Tests.Orchestration;

/// <summary>Mitigates as it is told.</summary>
internal sealed class Judge(Func<StageContext, Trail, CancellationToken, MitigationResult<Trail>> mitigate) : IStageRisks<Trail>
{
    public ValueTask<RiskAssessment> AssessAsync(StageContext stage, Trail context, CancellationToken cancellationToken) => new(RiskAssessment.None);

    public ValueTask<MitigationResult<Trail>> MitigateAsync(
        StageContext stage, Trail context, StageFailure failure, CancellationToken cancellationToken) =>
        new(mitigate(stage, context, cancellationToken));
}
