using Resilience.Risks;

namespace Resilience.Tests.Orchestration;

/// <summary>Decides as a test tells it to.</summary>
internal sealed class ScriptedRisks : IStageRisks<Trail>
{
    public Func<StageContext, Trail, RiskAssessment> Assess { get; set; } = static (_, _) => RiskAssessment.None;

    public Func<StageContext, Trail, StageFailure, MitigationResult<Trail>> Mitigate { get; set; } = static (_, _, _) => default;

    public ValueTask<RiskAssessment> AssessAsync(StageContext stage, Trail context, CancellationToken cancellationToken) =>
        new(Assess(stage, context));

    public ValueTask<MitigationResult<Trail>> MitigateAsync(
        StageContext stage, Trail context, StageFailure failure, CancellationToken cancellationToken) =>
        new(Mitigate(stage, context, failure));
}
