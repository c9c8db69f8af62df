namespace Resilience.Risks;

/// <summary>Finds nothing, and mends nothing.</summary>
internal sealed class NoRisks<TContext> : IStageRisks<TContext>
{
    public static NoRisks<TContext> Instance { get; } = new();

    public ValueTask<RiskAssessment> AssessAsync(StageContext stage, TContext context, CancellationToken cancellationToken) =>
        new(RiskAssessment.None);

    public ValueTask<MitigationResult<TContext>> MitigateAsync(
        StageContext stage, TContext context, StageFailure failure, CancellationToken cancellationToken) => default;
}
