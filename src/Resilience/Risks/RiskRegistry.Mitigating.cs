using Resilience.Risks;

namespace Resilience;

/// <summary>Doing something about a stage that has failed.</summary>
public sealed partial class RiskRegistry<TContext>
{
    // No risk has an empty id: failures that no risk matches are counted under it.
    private const string NoRisk = "";

    /// <inheritdoc />
    /// <remarks>
    /// A failure that no risk matches fails the run, unless <see cref="RiskRegistryOptions.UnmatchedMitigation"/> says otherwise. A
    /// critical risk aborts it, unless its mitigation may run. A mitigation that throws, takes too long or was tried too often fails it, or
    /// aborts it where the risk is critical: the result says why.
    /// </remarks>
    /// <exception cref="ArgumentNullException">The stage or the failure is null.</exception>
    /// <exception cref="InvalidOperationException">The caller is a condition, predicate or mitigation of this very stage.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async ValueTask<MitigationResult<TContext>> MitigateAsync(
        StageContext stage, TContext context, StageFailure failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(failure);
        RiskState<TContext> state = State;
        var visit = StageVisit.Begin(this, stage);
        RiskEntry<TContext>? entry =
            await MatchAsync(state.After(stage, failure), visit, stage, failure, cancellationToken).ConfigureAwait(false);
        if (entry is null)
        {
            Interlocked.Increment(ref _unmatched);
            if (_settings.UnmatchedMitigation is null)
                return default;
        }

        string? wanted = entry is null ? _settings.UnmatchedMitigation : entry.Risk.Mitigation;
        var it = new MitigationCase<TContext>(stage, failure, entry, state.MitigationOf(entry?.Risk, wanted), _settings.ClockOf(stage));
        it.CountMatch();
        if (entry is { Risk: { Severity: RiskSeverity.Critical } risk } && !risk.MitigateCritical && !_settings.MitigateCritical)
        {
            Remember(it, MitigationOutcome.Critical, MitigationAction.Abort, TimeSpan.Zero);
            return MitigationResult.Abort<TContext>($"risk '{risk.Id}' is critical") with { RiskId = risk.Id };
        }

        if (wanted is not null && wanted != it.Mitigation.Name)
            RiskLog.MitigationMissing(stage.Logger, stage.Run, stage.Stage, it.RiskId, wanted, it.Mitigation.Name);
        RunMitigations run = RunMitigations.Of(_runs, stage.Run);
        int limit = entry?.Risk.MaxMitigations ?? _settings.MaxMitigations;
        bool mayRun = run.TryBegin(stage, it.RiskId ?? NoRisk, limit, out int attempt);
        it = it with { Attempt = attempt };
        if (!mayRun)
        {
            MitigationResult<TContext> given = it.GiveUp($"{it.What} may be mitigated {limit} time(s)");
            Remember(it, MitigationOutcome.Exhausted, given.Action, TimeSpan.Zero);
            return given with { RiskId = it.RiskId };
        }

        MitigationResult<TContext> result = await RunAsync(it, visit, context, cancellationToken).ConfigureAwait(false);
        if (result.Action == MitigationAction.Retry)
            run.CountRerun(stage);
        return result;
    }

    private async ValueTask<MitigationResult<TContext>> RunAsync(
        MitigationCase<TContext> it, StageVisit visit, TContext context, CancellationToken cancellationToken)
    {
        long begun = it.Clock.GetTimestamp();
        GuardedCall<MitigationResult<TContext>> call;
        try
        {
            call = await _guard.CallAsync(
                token => it.Mitigation.MitigateAsync(new(it.Stage, context, it.Failure, it.Entry?.Risk, it.Attempt), token),
                visit,
                $"mitigation {it.Mitigation.Name}",
                it.Mitigation.Timeout ?? _settings.MitigationTimeout,
                it.Clock,
                cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Remember(it, MitigationOutcome.RunCancelled, MitigationAction.Fail, it.Clock.GetElapsedTime(begun));
            throw;
        }

        MitigationResult<TContext> result = call.Value;
        if (call.End != CallEnd.Returned)
        {
            string end = RiskLog.Of(call.End);
            RiskLog.MitigationFailed(it.Stage.Logger, call.Exception, it.Stage.Run, it.Stage.Stage, it.Mitigation.Name, it.RiskId, end);
            result = it.GiveUp($"mitigation '{it.Mitigation.Name}' {end}");
        }

        Remember(it, OutcomeOf(call.End), result.Action, call.Duration);
        return result with { RiskId = it.RiskId ?? result.RiskId, Mitigation = it.Mitigation.Name, Exception = call.Exception };
    }

    private static MitigationOutcome OutcomeOf(CallEnd end) => end switch
    {
        CallEnd.Threw => MitigationOutcome.Threw,
        CallEnd.TimedOut => MitigationOutcome.TimedOut,
        CallEnd.Cancelled => MitigationOutcome.Cancelled,
        _ => MitigationOutcome.Decided,
    };

    private void Remember(MitigationCase<TContext> it, MitigationOutcome outcome, MitigationAction action, TimeSpan duration)
    {
        foreach (RiskCounters counters in it.Entry?.AllCounters ?? [])
            counters.Mitigated(outcome, action, duration);
        _history.Add(new()
        {
            At = it.Clock.GetUtcNow(),
            Pipeline = it.Stage.Run.Pipeline,
            RunId = it.Stage.RunId,
            Stage = it.Stage.Stage.Name,
            Code = it.Failure.Code,
            RiskId = it.RiskId,
            Mitigation = it.Mitigation.Name,
            Attempt = it.Attempt,
            Outcome = outcome,
            Action = action,
            Duration = duration,
        });
    }
}
