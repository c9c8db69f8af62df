using Resilience.Telemetry;
using Resilience.Timeouts;

namespace Resilience.Pipelines;

/// <summary>A strategy is told of work that is left behind, and may hold what it gave it until the work ends.</summary>
public sealed class LeftBehindTests
{
    private readonly TaskCompletionSource<int> _work = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_holds_something_for_an_attempt_is_told_what_it_belongs_to(bool isBehindMiddleware)
    {
        using var bench = new Bench();
        var holder = new Holder();
        ResiliencePipelineBuilder builder = bench.Builder().AddStrategy(() => holder);
        if (isBehindMiddleware)
            builder.Use(new PassingMiddleware());
        ResiliencePipeline pipeline = builder.AddTimeout(new TimeoutOptions { Timeout = Bench.Second, Abandon = true }).Build();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(_work.Task), Token).AsTask();
        await bench.AdvanceUntilAsync(call, Bench.Second);

        holder.Told.Should().BeTrue();
        holder.Held.Should().Be(isBehindMiddleware ? null : "lease");
        holder.Work!.IsCompleted.Should().BeFalse();
        _work.SetResult(1);
        await holder.Work;
    }

    [Fact]
    public async Task A_strategy_that_cannot_bear_it_harms_no_call()
    {
        using var bench = new Bench();
        ResiliencePipeline pipeline = bench.Builder()
            .AddStrategy(static () => new Holder { Throws = true })
            .AddTimeout(new TimeoutOptions { Timeout = Bench.Second, Abandon = true })
            .Build();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(_work.Task), Token).AsTask();
        await bench.AdvanceUntilAsync(call, Bench.Second);

        (await call).Code.Should().Be(ErrorCodes.Timeout);
        bench.Events.Events.Should().ContainSingle(static told => told.Kind == ResilienceEventKind.CallbackFailed)
            .Which.Exception.Should().BeOfType<TestException>();
        _work.SetResult(1);
    }

    private sealed class Holder() : ResilienceStrategy("holder", StrategySteps.Enter | StrategySteps.Leave)
    {
        public bool Throws { get; init; }

        public bool Told { get; private set; }

        public object? Held { get; private set; }

        public Task? Work { get; private set; }

        public override string ToString() => Name;

        protected internal override EntryVerdict Enter(ExecutionFrame frame)
        {
            frame.Slot(this).Item.Should().BeNull();
            frame.Slot(this).Item = "lease";
            return EntryVerdict.Proceed;
        }

        protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
        {
            frame.Slot(this).Item = null;
            return FailureVerdict.Propagate;
        }

        protected internal override void LeftBehind(ExecutionFrame? frame, Task work)
        {
            if (Throws)
                throw new TestException("left behind");
            (Told, Held, Work) = (true, frame?.Slot(this).Item, work);
        }
    }
}
