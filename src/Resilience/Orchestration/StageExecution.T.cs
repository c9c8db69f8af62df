namespace Resilience.Orchestration;

/// <summary>One pass of a stage's code through its breaker, timeout and pipeline.</summary>
internal sealed class StageExecution<T>(RunLoop<T> loop, Stage<T> stage, StageContext context, ContextKeeper<T> input)
{
    private BranchFailure<T>? _failedBranch;
    private volatile bool _succeeded;
    private int _attempts;

    public int Attempts => Volatile.Read(ref _attempts);

    public Stage<T> Stage => stage;

    public StageContext Context => context;

    public ContextKeeper<T> Input => input;

    /// <summary>What became of the branches of a group: where it was started several times, in the attempt that succeeded.</summary>
    public StageResult[] Branches { get; private set; } = [];

    /// <summary>All branches of a group are done.</summary>
    public void Succeed(StageResult[] branches)
    {
        Branches = branches;
        _failedBranch = null;
        _succeeded = true;
    }

    /// <summary>A branch did not succeed, and so the group fails with this fault.</summary>
    public void Fail(StageResult[] branches, in StageEnd<T> end, object? fault)
    {
        if (_succeeded)
            return;
        Branches = branches;
        _failedBranch = new(end, fault);
    }

    /// <summary>How the branch ended because of which the group did not succeed; null if something else was the reason.</summary>
    public StageEnd<T>? FailedBranch(in Outcome<T> outcome) =>
        _failedBranch is { } failed && ReferenceEquals(failed.Fault, outcome.Fault) ? failed.End : null;

    public ValueTask<Outcome<T>> RunAsync(CancellationToken cancellationToken) => stage.MayRepeat
        ? stage.Guard.ExecuteOutcomeAsync(static (execution, token) => execution.CallAsync(token), this, cancellationToken)
        : stage.Guard.ExecuteOutcomeAsync(static (execution, token) => execution.Start(token), this, cancellationToken);

    private ValueTask<Outcome<T>> CallAsync(CancellationToken token)
    {
        if (stage.Group is not null)
            return CallGroupAsync(token);
        var call = new ResilienceContext(stage.Info.Name, token);
        call.Set(StageContext.Key, context);
        context.Enter(call);
        return stage.TypedPipeline is { } typed
            ? typed.ExecuteOutcomeAsync(static (execution, call) => execution.Start(call.CancellationToken), this, call)
            : stage.Pipeline!.ExecuteOutcomeAsync(static (execution, call) => execution.Start(call.CancellationToken), this, call);
    }

    private ValueTask<Outcome<T>> CallGroupAsync(CancellationToken token)
    {
        if (stage.TypedPipeline is { } typed)
            return typed.ExecuteOutcomeAsync(static (execution, token) => execution.StartGroupAsync(token), this, token);
        return stage.Pipeline is { } pipeline
            ? pipeline.ExecuteOutcomeAsync(static (execution, token) => execution.StartGroupAsync(token), this, token)
            : StartGroupAsync(token);
    }

    private ValueTask<Outcome<T>> StartGroupAsync(CancellationToken token) => loop.RunBranchesAsync(this, NextAttempt(), token);

    private ValueTask<T> Start(CancellationToken token)
    {
        StageContext attempt = NextAttempt();
        Func<StageContext, T, CancellationToken, ValueTask<T>> body =
            context.IsDegraded && stage.DegradedBody is { } degraded ? degraded : stage.Body!;
        return body(attempt, input.Take(), token);
    }

    private StageContext NextAttempt()
    {
        int attempt = Interlocked.Increment(ref _attempts);
        return attempt == 1 ? context : context.ForAttempt(attempt);
    }
}
