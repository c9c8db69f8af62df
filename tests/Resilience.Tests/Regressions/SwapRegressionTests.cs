using Resilience.Pipelines;

namespace Resilience.Regressions;

/// <summary>Reloads that ended all reloads, forgot a circuit's state, or failed without a word (Polly, 1, 9 and 10, and by its code).</summary>
public sealed class SwapRegressionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // 1
    public async Task No_failed_swap_ends_all_swaps()
    {
        ResiliencePipeline pipeline = Retrying(2).Build();

        for (int i = 0; i < 3; i++)
            pipeline.Invoking(static it => it.Swap(Retrying(-1))).Should().Throw<InvalidPipelineException>();
        pipeline.Invoking(static it => it.Swap(new ResiliencePipelineBuilder().AddStrategy(static () => throw new TestException())))
            .Should().Throw<TestException>();
        (await AttemptsAsync(pipeline)).Should().Be(2);
        pipeline.Swap(Retrying(5));

        (await AttemptsAsync(pipeline)).Should().Be(5);
    }

    [Fact] // 9
    public async Task No_swap_closes_a_circuit_that_both_insides_share()
    {
        var breaker = new CircuitBreaker(CircuitBreakerOptions.Consecutive(1, TimeSpan.FromHours(1)));
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();
        await pipeline.ExecuteOutcomeAsync(static _ => throw new IOException(), Token);

        pipeline.Swap(Retrying(3).AddCircuitBreaker(breaker));

        (await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).Code.Should().Be(ErrorCodes.CircuitOpen);
        breaker.State.Should().Be(CircuitState.Open);
    }

    [Fact] // 9
    public async Task No_swap_refills_a_budget_that_both_insides_share()
    {
        var budget = new RetryBudget(new() { MinimumPerWindow = 1, Ratio = 0 });
        ResiliencePipeline pipeline = Budgeted(budget).Build();
        (await AttemptsAsync(pipeline)).Should().Be(2);

        pipeline.Swap(Budgeted(budget));

        (await AttemptsAsync(pipeline)).Should().Be(1);
    }

    [Fact] // 10
    public void No_component_that_somebody_holds_makes_a_swap_fail()
    {
        var breaker = new CircuitBreaker();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();

        for (int i = 0; i < 10; i++)
        {
            pipeline.Swap(new ResiliencePipelineBuilder { Name = $"inside {i}" }.AddCircuitBreaker(breaker));
            breaker.Trip(TimeSpan.Zero);
            breaker.Reset();
        }

        pipeline.Name.Should().Be("inside 9");
        breaker.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public async Task No_call_that_begins_while_the_inside_is_swapped_is_left_half_inside()
    {
        int entered = 0;
        int left = 0;
        using var done = new CancellationTokenSource();
        ResiliencePipeline pipeline = Counting().Build();
        Task swapping = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                pipeline.Swap(Counting());
        }, Token);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 2_000; i++)
                await pipeline.ExecuteAsync(static async _ => await Task.Yield(), Token);
        })));
        await done.CancelAsync();
        await swapping;

        entered.Should().Be(4_000);
        left.Should().Be(4_000);

        ResiliencePipelineBuilder Counting() => new ResiliencePipelineBuilder().AddStrategy(() => new RecordingStrategy("counting", [])
        {
            OnEnter = (frame, self) =>
            {
                Interlocked.Increment(ref entered);
                frame.SetDeadline(self, TimeSpan.Zero);
                return EntryVerdict.Proceed;
            },
            OnSuccess = (_, _) => Interlocked.Increment(ref left),
        });
    }

    private static ResiliencePipelineBuilder Retrying(int attempts) =>
        new ResiliencePipelineBuilder().AddRetry(new() { MaxAttempts = attempts, Backoff = Backoff.None });

    private static ResiliencePipelineBuilder Budgeted(RetryBudget budget) =>
        new ResiliencePipelineBuilder().AddRetry(new() { MaxAttempts = 2, Backoff = Backoff.None, Budget = budget });

    private static async Task<int> AttemptsAsync(ResiliencePipeline pipeline)
    {
        int attempts = 0;
        await pipeline.ExecuteOutcomeAsync(_ => ++attempts > 0 ? throw new TransientException() : default, Token);
        return attempts;
    }
}
