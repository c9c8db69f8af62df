namespace Resilience.Orchestration;

// A parallel group: each branch is a stage with its own copy of the context, and the join is the stage's result.
internal sealed partial class RunLoop<T>
{
    /// <summary>Runs all branches of a group and joins them. When it returns, none of them runs any more.</summary>
    public async ValueTask<Outcome<T>> RunBranchesAsync(StageExecution<T> group, StageContext context, CancellationToken cancellationToken)
    {
        ParallelGroup<T> plan = group.Stage.Group!;
        StageResult[] results = [.. plan.Branches.Select(static branch => branch.NotRun)];
        var contexts = new T[results.Length];
        var ends = new StageEnd<T>[results.Length];
        int next = -1;
        int failed = -1;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(
            Enumerable.Range(0, Math.Min(plan.MaxDegreeOfParallelism, results.Length))
                .Select(_ => Task.Run(WorkAsync, CancellationToken.None))).ConfigureAwait(false);

        cancellationToken.ThrowIfCancellationRequested();
        if (failed >= 0)
        {
            Outcome<T> outcome = FailureOf(ends[failed]);
            group.Fail(results, ends[failed], outcome.Fault);
            return outcome;
        }

        T joined = plan.Merge(group.Input.Copy(), contexts);
        group.Succeed(results);
        return Outcome.Success(joined);

        async Task WorkAsync()
        {
            for (int i = Interlocked.Increment(ref next); i < results.Length; i = Interlocked.Increment(ref next))
            {
                ContextKeeper<T> input = _settings.Keep(group.Input.Copy());
                (results[i], ends[i]) = await RunBranchAsync(plan.Branches[i], input, context, stop.Token).ConfigureAwait(false);
                contexts[i] = ends[i].Context is { } made ? made.Take() : group.Input.Copy();
                if (ends[i].IsDone || Interlocked.CompareExchange(ref failed, i, -1) != -1)
                    continue;
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<(StageResult Result, StageEnd<T> End)> RunBranchAsync(
        Stage<T> branch, ContextKeeper<T> input, StageContext group, CancellationToken cancellationToken)
    {
        long began = TimeProvider.GetTimestamp();
        CircuitState? circuit = branch.Info.CircuitBreaker?.State;
        var context = new StageContext(this, _run, branch.Info, group.Mitigation, group.UtcNow)
        {
            IsDegraded = group.IsDegraded,
            MitigationBase = group.MitigationBase,
        };
        var pass = new StageExecution<T>(this, branch, context, input);
        StageEnd<T> end = cancellationToken.IsCancellationRequested
            ? new(StageStatus.Cancelled)
            : await PassAsync(pass, cancellationToken).ConfigureAwait(false);
        var ordinals = new StageOrdinals(group.Mitigation, group.MitigationBase);
        StageResult result = Describe(pass, end, ordinals, circuit, began, TimeProvider.GetTimestamp());
        Tell(result);
        return (result, end);
    }

    // For the breaker and the pipeline of the group a branch that failed is a call that failed.
    private static Outcome<T> FailureOf(in StageEnd<T> end) => end.Failure switch
    {
        { Rejection: { } rejection } => Outcome.Rejected<T>(rejection),
        { Exception: { } exception } failure => Outcome.Failure<T>(exception, failure.Failure),
        _ => Outcome.Failure<T>(new PermanentException(end.Reason ?? "A branch did not succeed.")),
    };
}
