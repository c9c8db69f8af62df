namespace Resilience.Hedging;

/// <summary>Hedges are extra load, and a budget bounds it together with that of retries.</summary>
public sealed class HedgingBudgetTests : IDisposable
{
    private readonly Attempts _attempts = new();

    public void Dispose() => _attempts.Dispose();

    [Fact]
    public async Task Calls_are_counted_and_hedges_are_spent()
    {
        RetryBudget budget = Budget(5);
        ResiliencePipeline<string> pipeline = Pipeline(budget, maxAttempts: 3);
        for (int i = 0; i < 2; i++)
            await pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromException<string>(new TransientException()), _attempts.Caller);
        await pipeline.ExecuteAsync(static _ => new ValueTask<string>(""), _attempts.Caller);

        RetryBudgetSnapshot snapshot = budget.Snapshot();
        (snapshot.TotalCalls, snapshot.TotalGranted, snapshot.TotalRefused).Should().Be((3, 4, 0));
    }

    [Fact]
    public async Task A_spent_budget_refuses_hedges_and_the_first_attempt_decides()
    {
        RetryBudget budget = Budget(1);
        ResiliencePipeline<string> pipeline = Pipeline(budget, maxAttempts: 5);
        int calls = 0;

        Outcome<string> outcome = await pipeline.ExecuteOutcomeAsync<int>(
            (_, _) => throw new TransientException($"attempt {Interlocked.Increment(ref calls)}"), 0, _attempts.Caller);

        outcome.Exception!.Message.Should().Be("attempt 1");
        calls.Should().Be(2);
        budget.Snapshot().TotalRefused.Should().Be(1);
    }

    [Fact]
    public async Task A_refused_hedge_leaves_the_first_attempt_to_go_on()
    {
        RetryBudget budget = Budget(0);
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddHedging(new() { Delay = Attempts.Second, Budget = budget }).Build();
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        _attempts.Clock.Advance(Attempts.Second);
        while (budget.Snapshot().TotalRefused == 0)
            await Task.Yield();
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
        _attempts.Started.Should().Be(1);
    }

    [Fact]
    public async Task A_retry_and_a_hedge_spend_from_one_budget()
    {
        RetryBudget budget = Budget(2);
        var retry = new RetryOptions<string> { Backoff = Backoff.None, MaxAttempts = 10, Budget = budget };
        ResiliencePipeline<string> retrying = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddRetry(retry).Build();
        int calls = 0;

        await retrying.ExecuteOutcomeAsync<int>(
            (_, _) =>
            {
                calls++;
                throw new TransientException();
            },
            0,
            _attempts.Caller);
        await Pipeline(budget, maxAttempts: 10).ExecuteOutcomeAsync<int>(
            (_, _) =>
            {
                calls++;
                throw new TransientException();
            },
            0,
            _attempts.Caller);

        calls.Should().Be(4, "two calls, and two more for both together");
    }

    private RetryBudget Budget(int minimum) => new(new RetryBudgetOptions { Ratio = 0, MinimumPerWindow = minimum }, _attempts.Clock);

    private ResiliencePipeline<string> Pipeline(RetryBudget budget, int maxAttempts) =>
        new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddHedging(new() { Delay = HedgingDelay.Infinite, MaxAttempts = maxAttempts, Budget = budget }).Build();
}
