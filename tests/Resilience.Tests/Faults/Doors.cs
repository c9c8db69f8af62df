namespace Resilience.Faults;

internal static class Doors
{
    /// <summary>Calls a pipeline through a door and says how the call ended, in the same words for every door.</summary>
    public static async Task<Ending<T>> CallAsync<T>(
        this ResiliencePipeline<T> pipeline, Door door, Func<CancellationToken, ValueTask<T>> body, CancellationToken caller)
    {
        Task<Outcome<T>> call = door switch
        {
            Door.Sync => OnItsOwnThread(() => Outcome.Success(pipeline.Execute(token => Wait(body(token)), caller))),
            Door.Async => SucceedAsync(pipeline.ExecuteAsync(body, caller)),
            _ => pipeline.ExecuteOutcomeAsync(body, caller).AsTask(),
        };
        return await EndAsync(door, call, caller);
    }

    /// <summary>The same for a pipeline of any result.</summary>
    public static async Task<Ending<T>> CallAsync<T>(
        this ResiliencePipeline pipeline, Door door, Func<CancellationToken, ValueTask<T>> body, CancellationToken caller)
    {
        Task<Outcome<T>> call = door switch
        {
            Door.Sync => OnItsOwnThread(() => Outcome.Success(pipeline.Execute(token => Wait(body(token)), caller))),
            Door.Async => SucceedAsync(pipeline.ExecuteAsync(body, caller)),
            _ => pipeline.ExecuteOutcomeAsync(body, caller).AsTask(),
        };
        return await EndAsync(door, call, caller);
    }

    private static async Task<Ending<T>> EndAsync<T>(Door door, Task<Outcome<T>> call, CancellationToken caller)
    {
        try
        {
            Outcome<T> outcome = await call.ConfigureAwait(false);
            return outcome.IsSuccess ? new(How.Succeeded, outcome.Result, null)
                : new(outcome.IsCancelled ? How.Cancelled : How.Failed, default, outcome.Exception);
        }
        catch (Exception exception) when (door != Door.Outcome)
        {
            bool cancelled = exception is OperationCanceledException { CancellationToken: var token }
                && token == caller && caller.IsCancellationRequested;
            return new(cancelled ? How.Cancelled : How.Failed, default, exception);
        }
        catch (Exception exception)
        {
            return new(How.Escaped, default, exception);
        }
    }

    private static async Task<Outcome<T>> SucceedAsync<T>(ValueTask<T> call) => Outcome.Success(await call.ConfigureAwait(false));

    private static T Wait<T>(ValueTask<T> body) => body.AsTask().GetAwaiter().GetResult();

    private static Task<T> OnItsOwnThread<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
