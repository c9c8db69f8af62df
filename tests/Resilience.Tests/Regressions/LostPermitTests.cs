using Resilience.Faults;

namespace Resilience.Regressions;

/// <summary>Permits of bulkheads that were lost when a call was cancelled, ignored, or a predicate threw (peers, a).</summary>
[Collection(nameof(OneAtATime))]
public sealed class LostPermitTests
{
    private static readonly TestException _own = new("the user's own");

    public static TheoryData<string, bool> Endings
    {
        get
        {
            TheoryData<string, bool> endings = [];
            foreach (string ending in (string[])
                ["success", "failure", "cancelled", "judged", "filter", "result", "refused inside", "deadline"])
            {
                endings.Add(ending, true);
                endings.Add(ending, false);
            }

            return endings;
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task No_permit_is_lost_however_a_call_ends(string ending, bool asynchronous)
    {
        using var bench = new Timeouts.Bench();
        var outer = new Bulkhead(new() { Name = "outer", PermitLimit = 1 });
        var inner = new Bulkhead(new() { Name = "inner", PermitLimit = 1 });
        ResiliencePipeline<int> pipeline = Pipeline(bench, ending, outer, inner);
        for (int i = 0; i < 3; i++)
        {
            Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
                async token =>
                {
                    if (asynchronous)
                        await Task.Yield();
                    return await BodyAsync(bench, ending, token);
                },
                bench.Caller).AsTask();
            await bench.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(10));
            (await call).IsSuccess.Should().Be(ending is "success" or "judged");
            outer.Snapshot().InFlight.Should().Be(0);
            inner.Snapshot().InFlight.Should().Be(0);
        }

        outer.Snapshot().Admitted.Should().BePositive();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_million_calls_of_every_ending_leave_everything_where_it_was(bool waits)
    {
        // Of four endings each: one that succeeds, fails, is cancelled, is refused; with permits at once, or after a wait.
        const int calls = 125_000;
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = waits ? 1 : 0 });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        var failure = new TransientException("busy");
        using var caller = new CancellationTokenSource();
        long before = 0;
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < calls; i++)
            {
                pipeline.ExecuteOutcome(static (number, _) => number, i, caller.Token);
                pipeline.ExecuteOutcome<TransientException, int>(static (fault, _) => Outcome.Failure<int>(fault), failure, caller.Token);
                if (waits)
                    await WaitAsync(bulkhead, caller.Token);
                else
                    Refuse(bulkhead, pipeline, caller.Token);
                if (i % 100 == 0)
                    await CancelAsync(bulkhead, pipeline);
            }

            long now = GC.GetTotalMemory(forceFullCollection: true);
            if (round == 0)
                before = now;
            else
                (now - before).Should().BeLessThan(1_000_000, "half a million calls must not leave two bytes each");
        }

        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(now =>
            now.InFlight == 0 && now.Queued == 0 && now.Abandoned == 0 && now.Peak == 1
            && now.Waited == (waits ? 2L * calls : 0)
            && now.RejectedFull == (waits ? 0 : 2L * calls)
            && now.CancelledInQueue == (waits ? 2L * calls / 100 : 0));
    }

    [Fact]
    public void A_queue_of_hundreds_of_thousands_is_left_from_any_end()
    {
        // In a peer each departure went through the whole queue: this would then take minutes.
        const int count = 200_000;
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = count, QueueTimeout = TimeSpan.FromDays(1) });
        bulkhead.TryEnter(out _).Should().BeTrue();
        var calls = new Bulkheads.WaitingCall[count];
        for (int i = 0; i < count; i++)
        {
            calls[i] = new(bulkhead, i % 5);
            bulkhead.Join(calls[i]);
        }

        for (int i = count / 2; i < count; i++)
            bulkhead.GiveUp(calls[i], Bulkheads.WaitAnswer.Cancelled);
        for (int i = (count / 2) - 1; i >= count / 4; i--)
            bulkhead.GiveUp(calls[i], Bulkheads.WaitAnswer.Cancelled);
        for (int i = 0; i < count / 4; i++)
            bulkhead.Release();
        calls.Count(static call => call.Answer == Bulkheads.WaitAnswer.Granted).Should().Be(count / 4);
        bulkhead.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.Queued == 0 && now.InFlight == 1);
    }

    private static async Task WaitAsync(Bulkhead bulkhead, CancellationToken token)
    {
        bulkhead.TryEnter(out BulkheadPermit first);
        ValueTask<BulkheadPermit> waiting = bulkhead.EnterAsync(cancellationToken: token);
        first.Dispose();
        (await waiting).Dispose();
    }

    private static void Refuse(Bulkhead bulkhead, ResiliencePipeline pipeline, CancellationToken token)
    {
        bulkhead.TryEnter(out BulkheadPermit first);
        pipeline.ExecuteOutcome(static (number, _) => number, 1, token);
        first.Dispose();
    }

    private static async Task CancelAsync(Bulkhead bulkhead, ResiliencePipeline pipeline)
    {
        using var caller = new CancellationTokenSource();
        bulkhead.TryEnter(out BulkheadPermit first);
        if (bulkhead.QueueLimit > 0)
        {
            ValueTask<Outcome<int>> waiting = pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), caller.Token);
            await caller.CancelAsync();
            await waiting;
        }

        first.Dispose();
        await pipeline.ExecuteOutcomeAsync(
            async token =>
            {
                await caller.CancelAsync();
                token.ThrowIfCancellationRequested();
                return 1;
            },
            caller.Token);
    }

    private static ResiliencePipeline<int> Pipeline(Timeouts.Bench bench, string ending, Bulkhead outer, Bulkhead inner)
    {
        var refusing = new CircuitBreaker();
        if (ending == "refused inside")
            refusing.Trip();
        return new ResiliencePipelineBuilder<int> { TimeProvider = bench.Clock }
            .AddBulkhead(outer)
            .AddTimeout(Timeouts.Bench.Second)
            .AddRetry(new RetryOptions<int>
            {
                Backoff = Backoff.Constant(TimeSpan.FromMilliseconds(10)),
                Handle = FailureFilter.When(_ => ending == "filter" ? throw _own : true),
                HandleResult = result => ending == "result" ? throw _own : result < 0,
            })
            .AddBulkhead(inner)
            .AddCircuitBreaker(refusing)
            .Build();
    }

    private static async ValueTask<int> BodyAsync(Timeouts.Bench bench, string ending, CancellationToken token)
    {
        switch (ending)
        {
            case "cancelled":
                bench.CancelCaller();
                throw new OperationCanceledException(token);
            case "deadline":
                return await Timeouts.Bench.HangAsync(token);
            case "success" or "result":
                return 1;
            case "judged":
                return -1;
            default:
                throw new IOException();
        }
    }
}
