using Resilience.Pipelines;

namespace Resilience.Regressions;

/// <summary>Permits that were lost when a call ended in an unusual way (peers, a): whatever has entered is left, exactly once.</summary>
public sealed class LostEntryTests
{
    private static readonly TestException _own = new("the user's own");

    private int _held;

    public static TheoryData<string, bool> Endings
    {
        get
        {
            TheoryData<string, bool> endings = [];
            foreach (string ending in (string[])
                ["success", "failure", "cancelled", "judged", "filter", "result", "action", "deadline", "late entry", "refused inside"])
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
        ResiliencePipeline<int> pipeline = Pipeline(bench, ending);

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

            Outcome<int> outcome = await call;
            outcome.IsSuccess.Should().Be(ending is "success" or "judged");
            _held.Should().Be(0);
        }
    }

    private ResiliencePipeline<int> Pipeline(Timeouts.Bench bench, string ending)
    {
        var refusing = new CircuitBreaker();
        if (ending == "refused inside")
            refusing.Trip();
        return new ResiliencePipelineBuilder<int> { TimeProvider = bench.Clock }
            .AddStrategy(() => new Permits(this, waits: false))
            .AddFallback(new FallbackOptions<int>
            {
                Handle = ending == "action" ? FailureFilter.Any : FailureFilter.None,
                Action = static (_, _) => throw _own,
            })
            .AddTimeout(Timeouts.Bench.Second)
            .AddRetry(new RetryOptions<int>
            {
                Backoff = Backoff.Constant(TimeSpan.FromMilliseconds(10)),
                Handle = FailureFilter.When(_ => ending == "filter" ? throw _own : true),
                HandleResult = result => ending == "result" ? throw _own : result < 0,
            })
            .AddStrategy(() => new Permits(this, waits: ending == "late entry"))
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

    /// <summary>Holds a permit from entry to leaving; where it waits, it waits too long.</summary>
    private sealed class Permits(LostEntryTests counts, bool waits)
        : ResilienceStrategy("permits", StrategySteps.Enter | StrategySteps.Leave)
    {
        public override string ToString() => Name;

        protected internal override EntryVerdict Enter(ExecutionFrame frame)
        {
            if (waits)
                return EntryVerdict.Wait;
            Interlocked.Increment(ref counts._held);
            return EntryVerdict.Proceed;
        }

        protected internal override async ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
        {
            await Task.Delay(Timeouts.Bench.Second * 2, frame.TimeProvider, CancellationToken.None);
            Interlocked.Increment(ref counts._held);
            return EntryVerdict.Proceed;
        }

        protected internal override void Success(ExecutionFrame frame) => Interlocked.Decrement(ref counts._held);

        protected internal override void Cancelled(ExecutionFrame frame) => Interlocked.Decrement(ref counts._held);

        protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
        {
            Interlocked.Decrement(ref counts._held);
            return FailureVerdict.Propagate;
        }
    }
}
