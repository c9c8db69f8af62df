using Resilience.Risks;

namespace Resilience;

/// <summary>Looking for risks before a stage begins.</summary>
public sealed partial class RiskRegistry<TContext>
{
    /// <inheritdoc />
    /// <remarks>
    /// Conditions are asked one after the other, in the order in which their risks were registered; what is found is listed in that order.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="stage"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The caller is a condition, predicate or mitigation of this very stage.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public ValueTask<RiskAssessment> AssessAsync(StageContext stage, TContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        RiskEntry<TContext>[] risks = State.At(stage.Stage.Name).Assessable;
        return risks.Length == 0 ? new(RiskAssessment.None) : AssessAsync(risks, stage, context, cancellationToken);
    }

    private async ValueTask<RiskAssessment> AssessAsync(
        RiskEntry<TContext>[] risks, StageContext stage, TContext context, CancellationToken cancellationToken)
    {
        var visit = StageVisit.Begin(this, stage);
        List<DetectedRisk> detected = [];
        List<FailedCondition> failed = [];
        foreach (RiskEntry<TContext> entry in risks)
        {
            GuardedCall<RiskFinding> call = await AskAsync(entry.Risk, visit, stage, context, cancellationToken).ConfigureAwait(false);
            foreach (RiskCounters counters in entry.AllCounters)
                counters.Assessed(call);
            if (call.Exception is { } exception)
            {
                RiskLog.ConditionFailed(stage.Logger, exception, stage.Run, stage.Stage, entry.Risk.Id, RiskLog.Of(call.End));
                failed.Add(entry.Failed(exception));
            }
            else if (call.Value.IsDetected)
            {
                detected.Add(entry.Detected(call.Value));
            }
        }

        return new()
        {
            Assessed = risks.Length,
            Detected = detected,
            FailedConditions = failed,
            AbortsBecause = _settings.AbortsBefore ? detected.Find(static it => it.Severity == RiskSeverity.Critical) : null,
        };
    }

    private ValueTask<GuardedCall<RiskFinding>> AskAsync(
        RiskDefinition<TContext> risk, StageVisit visit, StageContext stage, TContext context, CancellationToken cancellationToken) =>
        _guard.CallAsync(
            token => risk.ConditionAsync is { } condition ? condition(stage, context, token) : new(risk.Condition!(stage, context)),
            visit,
            $"condition of {risk.Id}",
            risk.ConditionTimeout ?? _settings.ConditionTimeout,
            _settings.ClockOf(stage),
            cancellationToken);
}
