using Resilience.Timeouts;

namespace Resilience.Bulkheads;

/// <summary>A permit stands for work that runs, not for a caller that waits.</summary>
public sealed class BulkheadAbandonTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly TaskCompletionSource<int> _work = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Bulkhead _bulkhead = new(new() { PermitLimit = 2, QueueLimit = 1 });

    public void Dispose() => _bench.Dispose();

    public static TheoryData<string> Orders => ["timeout outside", "timeout inside", "middleware between"];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Work_that_was_left_behind_keeps_its_permit_until_it_ends(string order)
    {
        ResiliencePipeline pipeline = Pipeline(order);
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(async _ => await _work.Task, _bench.Caller).AsTask();
        await _bench.AdvanceUntilAsync(call, Bench.Second);
        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        _bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.InFlight == 1 && now.Abandoned == 1 && now.Peak == 1);

        _work.SetResult(1);
        await _bench.Events.AbandonedWorkEnded;
        SpinWait.SpinUntil(() => _bulkhead.Snapshot().Abandoned == 0);
        _bulkhead.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public async Task Work_that_was_left_behind_counts_beside_the_attempt_that_follows_it()
    {
        int attempts = 0;
        int inFlight = 0;
        ResiliencePipeline pipeline = _bench.Builder()
            .AddRetry(new() { MaxAttempts = 2, Backoff = Backoff.None })
            .AddBulkhead(_bulkhead)
            .AddTimeout(new TimeoutOptions
            {
                TimeoutGenerator = _ => attempts == 0 ? Bench.Second : TimeSpan.FromDays(10),
                Abandon = true,
            })
            .Build();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            async _ =>
            {
                if (++attempts == 1)
                {
                    begun.SetResult();
                    return await _work.Task;
                }

                inFlight = _bulkhead.Snapshot().InFlight;
                return 2;
            },
            _bench.Caller).AsTask();
        await begun.Task;
        await _bench.AdvanceUntilAsync(call, Bench.Second);
        (await call).Result.Should().Be(2);
        inFlight.Should().Be(2);
        _bulkhead.Snapshot().InFlight.Should().Be(1);
        _work.SetResult(1);
        SpinWait.SpinUntil(() => _bulkhead.Snapshot().InFlight == 0);
    }

    [Fact]
    public async Task Whoever_waits_gets_the_permit_of_abandoned_work_when_that_ends()
    {
        _bulkhead.Resize(1);
        ResiliencePipeline pipeline = Pipeline("timeout inside");
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(async _ => await _work.Task, _bench.Caller).AsTask();
        await _bench.AdvanceUntilAsync(call, Bench.Second);
        ValueTask<BulkheadPermit> waiting = _bulkhead.EnterAsync(cancellationToken: TestContext.Current.CancellationToken);
        waiting.IsCompleted.Should().BeFalse();
        _work.SetException(new TestException("late"));
        using BulkheadPermit permit = await waiting;
        _bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.InFlight == 1 && now.Abandoned == 0);
    }

    [Fact]
    public async Task A_caller_that_leaves_abandoned_work_behind_does_not_free_its_permit()
    {
        ResiliencePipeline pipeline = Pipeline("timeout inside");
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            async _ =>
            {
                started.SetResult();
                return await _work.Task;
            },
            _bench.Caller).AsTask();
        await started.Task;
        _bench.CancelCaller();
        (await call).IsCancelled.Should().BeTrue();
        _bulkhead.Snapshot().InFlight.Should().Be(1);
        _work.SetResult(1);
        SpinWait.SpinUntil(() => _bulkhead.Snapshot().InFlight == 0);
        _bulkhead.Snapshot().Abandoned.Should().Be(0);
    }

    private ResiliencePipeline Pipeline(string order)
    {
        var abandon = new TimeoutOptions { Timeout = Bench.Second, Abandon = true };
        return order switch
        {
            "timeout outside" => _bench.Builder().AddTimeout(abandon).AddBulkhead(_bulkhead).Build(),
            "timeout inside" => _bench.Builder().AddBulkhead(_bulkhead).AddTimeout(abandon).Build(),
            _ => _bench.Builder().AddBulkhead(_bulkhead).Use(new Pipelines.PassingMiddleware()).AddTimeout(abandon).Build(),
        };
    }
}
