using Resilience.Risks;

namespace Resilience.Tests.Orchestration;

/// <summary>Runs a stage that failed again, from a context that says so.</summary>
internal sealed class Repairs : IStageRisks<Trail>
{
    public ValueTask<RiskAssessment> AssessAsync(StageContext stage, Trail context, CancellationToken cancellationToken) => new(RiskAssessment.None);

    public ValueTask<MitigationResult<Trail>> MitigateAsync(
        StageContext stage, Trail context, StageFailure failure, CancellationToken cancellationToken) =>
        new(MitigationResult.RetryWith(new Trail { Steps = context.Steps, Text = "repaired" }));
}
