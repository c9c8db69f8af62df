using Resilience.Stages;

namespace Resilience.Orchestration;

// One pass through a stage or a branch: is it wanted, may it begin, what may go wrong, and then its code.
internal sealed partial class RunLoop<T>
{
    private ValueTask<StageEnd<T>> PassAsync(StageExecution<T> pass, CancellationToken cancellationToken)
    {
        bool asks = pass.Stage.Condition is not null || pass.Stage.MayRepeat || _asks;
        return asks ? AskAndStartAsync(pass, cancellationToken) : StartAsync(pass, cancellationToken);
    }

    private async ValueTask<StageEnd<T>> AskAndStartAsync(StageExecution<T> pass, CancellationToken cancellationToken)
    {
        Stage<T> stage = pass.Stage;
        StageContext context = pass.Context;
        try
        {
            if (stage.Condition is not null && !stage.Condition(pass.Input.Look()))
                return new(StageStatus.Skipped, Reason: "its condition does not hold");
            if (_settings.Gate is not null && await AskGateAsync(context, cancellationToken).ConfigureAwait(false) is { } refused)
                return refused;
            if (_settings.Circuits is not null && await LookAheadAsync(stage, cancellationToken).ConfigureAwait(false) is { } held)
                return held;
            if (_settings.Risks is not null && await AssessAsync(context, pass.Input, cancellationToken).ConfigureAwait(false) is { } given)
                return given;
            if (stage.MayRepeat || _settings.Risks is not null)
                pass.Input.PrepareCopies();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return new(StageStatus.Cancelled);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Fail(stage, error);
        }

        return await StartAsync(pass, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<StageEnd<T>> StartAsync(StageExecution<T> pass, CancellationToken cancellationToken)
    {
        Observers.StageStarting(pass.Context);
        pass.Context.Begin(pass.Stage.Timeout);
        ValueTask<Outcome<T>> call = pass.RunAsync(cancellationToken);
        return call.IsCompletedSuccessfully
            ? new(Judge(pass, call.Result, cancellationToken))
            : AwaitAsync(pass, call, cancellationToken);
    }

    private async ValueTask<StageEnd<T>> AwaitAsync(
        StageExecution<T> pass, ValueTask<Outcome<T>> call, CancellationToken cancellationToken) =>
        Judge(pass, await call.ConfigureAwait(false), cancellationToken);

    private StageEnd<T> Judge(StageExecution<T> pass, in Outcome<T> outcome, CancellationToken cancellationToken)
    {
        Stage<T> stage = pass.Stage;
        if (!outcome.TryGetResult(out T? result))
            return Failed(pass, outcome, cancellationToken);
        if (result is null)
            return Fail(stage, new InvalidOperationException($"The stage {stage.Info} returned no context."));
        ContextKeeper<T> kept = _settings.Keep(result);
        if (_journal is not null)
        {
            try
            {
                _ = kept.Payload;
            }
            catch (CheckpointException error)
            {
                return Fail(stage, error);
            }
        }

        StageContext context = pass.Context;
        string? less = context.Degradation ?? (context.IsDegraded ? "the gate asked for less" : LessOf(pass.Branches));
        return new(less is null ? StageStatus.Completed : StageStatus.Degraded, kept, less);
    }

    // A group's record is the only one: what its branches did less would be forgotten with the run.
    private static string? LessOf(StageResult[] branches)
    {
        foreach (StageResult branch in branches)
        {
            if (branch.Status == StageStatus.Degraded)
                return $"{branch.Stage.Name}: {branch.Reason}";
        }

        return null;
    }

    private static StageEnd<T> Failed(StageExecution<T> pass, in Outcome<T> outcome, CancellationToken cancellationToken)
    {
        // What was stopped may fail in any way.
        if (outcome.IsCancelled || cancellationToken.IsCancellationRequested)
            return new(StageStatus.Cancelled);
        return pass.FailedBranch(outcome) ?? new(StageStatus.Failed, Failure: StageFailure.Of(pass.Stage.Info, outcome));
    }

    private StageEnd<T> Fail(Stage<T> stage, Exception error)
    {
        try
        {
            return new(StageStatus.Failed, Failure: StageFailure.FromException(stage.Info, error, _settings.Classifier));
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // A broken classifier must not replace the failure that it was asked about.
            return new(StageStatus.Failed, Failure: StageFailure.FromException(stage.Info, error));
        }
    }

    private async ValueTask<StageEnd<T>?> AskGateAsync(StageContext context, CancellationToken cancellationToken)
    {
        while (true)
        {
            StageGateDecision decision = await _settings.Gate!.CheckAsync(context, cancellationToken).ConfigureAwait(false);
            switch (decision.Action)
            {
                case StageGateAction.Skip:
                    return new(StageStatus.Skipped, Reason: decision.Reason);
                case StageGateAction.Refuse:
                    return Refuse(context.Stage, decision.Rejection!, decision.Reason);
                case StageGateAction.Degrade:
                    context.IsDegraded = true;
                    return null;
                case StageGateAction.Wait:
                    string? reason = _settings.Redaction.Redact(decision.Reason);
                    RunLog.GateWaits(Logger, _run.Pipeline, _run.RunId, context.Stage, decision.Delay, reason);
                    await Task.Delay(decision.Delay, TimeProvider, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    return null;
            }
        }
    }

    private async ValueTask<StageEnd<T>?> LookAheadAsync(Stage<T> stage, CancellationToken cancellationToken)
    {
        if (stage.Info.Group is not null)
            return null;
        CircuitBreaker? open = await _settings.Circuits!.CheckAsync(stage.Info.Position, cancellationToken).ConfigureAwait(false);
        return open is null
            ? null
            : Refuse(stage.Info, new Rejection(RejectionReason.CircuitOpen, open.Name), $"the circuit {open.Name} is open");
    }

    private static StageEnd<T> Refuse(StageInfo stage, Rejection rejection, string? reason) => new(
        StageStatus.Failed, Reason: reason, Failure: new(stage, null, rejection.ToFailure(null), rejection.Code, rejection));
}
