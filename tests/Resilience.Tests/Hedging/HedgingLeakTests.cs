using Resilience.Faults;
using Resilience.Timing;

namespace Resilience.Hedging;

/// <summary>A million calls that end in every way leave nothing behind.</summary>
[Collection(nameof(OneAtATime))]
public sealed class HedgingLeakTests
{
    private const int Calls = 1_000_000;

    private readonly Turnstile _inside = new();
    private int _number;

    [Fact]
    public async Task A_million_calls_leave_memory_registrations_and_permits_where_they_were()
    {
        // One caller for all of them: what is not taken back gathers there.
        using var caller = new CancellationTokenSource();
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddTimeout(TimeSpan.FromMinutes(10))
            .AddHedging(new()
            {
                MaxAttempts = 3,
                HandleResult = static result => result < 0,
                DelayGenerator = arguments => arguments.Context.Attempt == 0 && _number % 500 == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1),
            })
            .AddStrategy(() => _inside)
            .Build();
        await RunAsync(pipeline, Calls / 100, caller.Token);
        await _inside.EmptyAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int cells = CellRegistry.Shared.Count;

        (int succeeded, int failed, int cancelled) = await RunAsync(pipeline, Calls, caller.Token);

        await _inside.EmptyAsync();
        new[] { succeeded, failed, cancelled }.Should().OnlyContain(static count => count > 0);
        _inside.Entered.Should().Be(_inside.LeftOnes);
        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(4_000_000);
        (CellRegistry.Shared.Count - cells).Should().BeLessThan(1_000);
    }

    private async Task<(int Succeeded, int Failed, int Cancelled)> RunAsync(
        ResiliencePipeline<int> pipeline, int calls, CancellationToken caller)
    {
        int succeeded = 0;
        int failed = 0;
        int cancelled = 0;
        for (int i = 0; i < calls; i++)
        {
            _number = i;
            Outcome<int> outcome = i % 1_000 == 999
                ? await pipeline.ExecuteOutcomeAsync(CancelledAsync, i, new CancellationToken(canceled: true))
                : await pipeline.ExecuteOutcomeAsync(CallAsync, i, caller);
            if (outcome.IsSuccess)
                succeeded++;
            else if (outcome.IsCancelled)
                cancelled++;
            else
                failed++;
        }

        return (succeeded, failed, cancelled);
    }

    private static ValueTask<int> CancelledAsync(int number, CancellationToken token) => new(number);

    private static ValueTask<int> CallAsync(int number, CancellationToken token) => (number % 200) switch
    {
        7 => new(-1),
        8 => ValueTask.FromException<int>(new TransientException()),
        9 => ValueTask.FromException<int>(new PermanentException()),
        < 20 => YieldAsync(number),
        _ => new(number),
    };

    private static async ValueTask<int> YieldAsync(int number)
    {
        await Task.Yield();
        return number;
    }
}
