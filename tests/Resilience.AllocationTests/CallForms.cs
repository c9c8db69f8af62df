namespace Resilience.AllocationTests;

/// <summary>Every way to call a pipeline, with a callback that succeeds at once.</summary>
internal static class CallForms
{
    private static readonly Task<int> _done = Task.FromResult(42);

    public static IReadOnlyDictionary<string, Action<ResiliencePipeline, CancellationToken>> Untyped { get; } =
        new Dictionary<string, Action<ResiliencePipeline, CancellationToken>>
        {
            ["ValueTask"] = (pipeline, token) => Complete(pipeline.ExecuteAsync(static _ => new ValueTask<int>(42), token)),
            ["ValueTask, state"] = (pipeline, token) =>
                Complete(pipeline.ExecuteAsync(static (state, _) => new ValueTask<int>(state), 42, token)),
            ["async ValueTask, state"] = (pipeline, token) =>
                Complete(pipeline.ExecuteAsync(static (state, ct) => CallAsync(state, ct), 42, token)),
            ["Task"] = (pipeline, token) => Complete(pipeline.ExecuteAsync(static _ => _done, token)),
            ["Task, state"] = (pipeline, token) => Complete(pipeline.ExecuteAsync(static (task, _) => task, _done, token)),
            ["void ValueTask"] = (pipeline, token) => Complete(pipeline.ExecuteAsync(static _ => ValueTask.CompletedTask, token)),
            ["void Task, state"] = (pipeline, token) =>
                Complete(pipeline.ExecuteAsync(static (_, _) => Task.CompletedTask, 42, token)),
            ["outcome of a ValueTask, state"] = (pipeline, token) =>
                Complete(pipeline.ExecuteOutcomeAsync(static (state, _) => new ValueTask<int>(state), 42, token)),
            ["outcome of a Task"] = (pipeline, token) => Complete(pipeline.ExecuteOutcomeAsync(static _ => _done, token)),
            ["outcome of an outcome, state"] = (pipeline, token) => Complete(pipeline.ExecuteOutcomeAsync(
                static (state, _) => new ValueTask<Outcome<int>>(Outcome.Success(state)), 42, token)),
            ["outcome of a void ValueTask"] = (pipeline, token) =>
                Complete(pipeline.ExecuteOutcomeAsync(static _ => ValueTask.CompletedTask, token)),
            ["synchronous"] = (pipeline, token) => pipeline.Execute(static _ => 42, token),
            ["synchronous, state"] = (pipeline, token) => pipeline.Execute(static (state, _) => state, 42, token),
            ["synchronous void, state"] = (pipeline, token) => pipeline.Execute(static (_, _) => { }, 42, token),
            ["synchronous outcome, state"] = (pipeline, token) => pipeline.ExecuteOutcome(static (state, _) => state, 42, token),
        };

    public static IReadOnlyDictionary<string, Action<ResiliencePipeline<int>, CancellationToken>> Typed { get; } =
        new Dictionary<string, Action<ResiliencePipeline<int>, CancellationToken>>
        {
            ["ValueTask"] = (pipeline, token) => Complete(pipeline.ExecuteAsync(static _ => new ValueTask<int>(42), token)),
            ["ValueTask, state"] = (pipeline, token) =>
                Complete(pipeline.ExecuteAsync(static (state, _) => new ValueTask<int>(state), 42, token)),
            ["Task, state"] = (pipeline, token) => Complete(pipeline.ExecuteAsync(static (task, _) => task, _done, token)),
            ["outcome of a ValueTask, state"] = (pipeline, token) =>
                Complete(pipeline.ExecuteOutcomeAsync(static (state, _) => new ValueTask<int>(state), 42, token)),
            ["outcome of an outcome, state"] = (pipeline, token) => Complete(pipeline.ExecuteOutcomeAsync(
                static (state, _) => new ValueTask<Outcome<int>>(Outcome.Success(state)), 42, token)),
            ["synchronous, state"] = (pipeline, token) => pipeline.Execute(static (state, _) => state, 42, token),
            ["synchronous outcome, state"] = (pipeline, token) => pipeline.ExecuteOutcome(static (state, _) => state, 42, token),
        };

    // async that completes at once: in optimised code its state machine stays on the stack
    private static async ValueTask<int> CallAsync(int state, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        return state;
    }

    private static void Complete(ValueTask task)
    {
        Assert.True(task.IsCompletedSuccessfully);
        task.GetAwaiter().GetResult();
    }

    private static void Complete<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully);
        task.GetAwaiter().GetResult();
    }
}
