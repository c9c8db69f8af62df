using System.Runtime.CompilerServices;

namespace Resilience.Orchestration;

/// <summary>One pass of a stage's code through its breaker, timeout and pipeline.</summary>
internal sealed class StageExecution<T>(RunLoop<T> loop, Stage<T> stage, StageContext context, ContextKeeper<T> input)
{
    // Boxed, for only groups have one.
    private StrongBox<StageEnd<T>>? _failedBranch;
    private int _attempts;

    public int Attempts => Volatile.Read(ref _attempts);

    public Stage<T> Stage => stage;

    public ContextKeeper<T> Input => input;

    /// <summary>What became of the branches of a group, the last time that they ran.</summary>
    public StageResult[] Branches { get; set; } = [];

    /// <summary>How the branch ended because of which the group did not succeed.</summary>
    public StageEnd<T>? FailedBranch
    {
        get => _failedBranch?.Value;
        set => _failedBranch = value is { } end ? new(end) : null;
    }

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
