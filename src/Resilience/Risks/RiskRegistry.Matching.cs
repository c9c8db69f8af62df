using Resilience.Risks;

namespace Resilience;

/// <summary>Finding the risk that a failure stands for.</summary>
public sealed partial class RiskRegistry<TContext>
{
    private async ValueTask<RiskEntry<TContext>?> MatchAsync(
        StageRisks<TContext> risks, StageVisit visit, StageContext stage, StageFailure failure, CancellationToken cancellationToken)
    {
        // Predicates go before everything else: the first of them that says yes, in the order of precedence, settles it.
        foreach (RiskEntry<TContext> entry in risks.ByPrecedence)
        {
            foreach (FailureMatch match in entry.Risk.Failures)
            {
                if (match.Predicate is { } predicate
                    && await HoldsAsync(predicate, entry, visit, stage, failure, cancellationToken).ConfigureAwait(false))
                {
                    return entry;
                }
            }
        }

        // MaxBy keeps the first of equals.
        (RiskEntry<TContext>? best, int specificity) = risks.ByPrecedence
            .Select(entry => (Entry: (RiskEntry<TContext>?)entry, Specificity: entry.Risk.Failures.Max(it => it.SpecificityFor(failure))))
            .DefaultIfEmpty()
            .MaxBy(static it => it.Specificity);
        return specificity > 0 ? best : null;
    }

    private async ValueTask<bool> HoldsAsync(
        Func<StageFailure, bool> predicate,
        RiskEntry<TContext> entry,
        StageVisit visit,
        StageContext stage,
        StageFailure failure,
        CancellationToken cancellationToken)
    {
        GuardedCall<bool> call = await _guard.CallAsync(
            _ => new ValueTask<bool>(predicate(failure)),
            visit,
            $"predicate of {entry.Risk.Id}",
            _settings.ConditionTimeout,
            _settings.ClockOf(stage),
            cancellationToken).ConfigureAwait(false);
        if (call.Exception is not null)
        {
            foreach (RiskCounters counters in entry.AllCounters)
                counters.PredicateFailed();
            RiskLog.PredicateFailed(stage.Logger, call.Exception, stage.Run, stage.Stage, entry.Risk.Id, RiskLog.Of(call.End));
        }

        return call.Value;
    }
}
