using Resilience.Pipelines;
using Resilience.Retries;

namespace Resilience.Regressions;

/// <summary>Retries that multiplied, came back together, or waited for what they could not get (peers, c and i; Polly, 16 and 20).</summary>
public sealed class RetryStormTests
{
    private static readonly TimeSpan _millisecond = TimeSpan.FromMilliseconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // c
    public void No_three_layers_of_retries_are_built_unnoticed()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new() { Name = "a" }).AddRetry(new() { Name = "b" }).AddRetry(new() { Name = "c" }).AddTimeout(_millisecond).Build();

        pipeline.Hazards.Where(static hazard => hazard.Code == HazardCodes.RetriesMultiply).Should().HaveCount(3);
    }

    [Fact] // c
    public async Task No_three_layers_that_share_a_budget_make_twenty_seven_calls_of_one()
    {
        var budget = new RetryBudget(new() { MinimumPerWindow = 2, Ratio = 0 });
        ResiliencePipeline[] layers = [.. Enumerable.Range(0, 3).Select(_ => new ResiliencePipelineBuilder()
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.None, Budget = budget }).Build())];
        Dependency down = Dependency.Down();

        await layers[0].ExecuteOutcomeAsync(
            outer => layers[1].ExecuteAsync(middle => layers[2].ExecuteAsync(down.CallAsync, middle), outer), Token);

        down.Calls.Should().Be(3, "a call, and two retries between all of them");
    }

    [Fact] // c
    public async Task No_refusal_by_a_layer_inside_is_tried_again_by_the_layers_outside()
    {
        ResiliencePipeline inner = new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreaker(CircuitBreakerOptions.Consecutive(1, TimeSpan.FromHours(1)))).Build();
        ResiliencePipeline outer = new ResiliencePipelineBuilder().AddRetry(new() { MaxAttempts = 9, Backoff = Backoff.None }).Build();
        Dependency down = Dependency.Down();
        int entered = 0;

        Outcome<int> outcome = await outer.ExecuteOutcomeAsync(
            token =>
            {
                entered++;
                return inner.ExecuteAsync(down.CallAsync, token);
            }, Token);

        entered.Should().Be(2, "the first failed, the second was refused");
        down.Calls.Should().Be(1);
        outcome.Code.Should().Be(ErrorCodes.CircuitOpen);
    }

    [Fact] // i
    public async Task No_bad_endpoint_uses_up_the_retries_of_another()
    {
        RetryBudget bad = new(new() { MinimumPerWindow = 1, Ratio = 0 });
        RetryBudget good = new(new() { MinimumPerWindow = 1, Ratio = 0 });
        Dependency blips = Dependency.Failing(1);

        for (int i = 0; i < 100; i++)
            await Budgeted(bad).ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);
        Outcome<int> outcome = await Budgeted(good).ExecuteOutcomeAsync(blips.CallAsync, Token);

        outcome.Result.Should().Be(2);
        bad.Snapshot().TotalGranted.Should().Be(1);
        good.Snapshot().TotalRefused.Should().Be(0);
    }

    [Fact] // 16
    public async Task No_two_retries_beyond_the_ceiling_wait_equally_long()
    {
        var clock = new DelayClock();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new()
            {
                MaxAttempts = 30,
                Backoff = Backoff.Exponential(TimeSpan.FromSeconds(1), 2, Jitter.Full).WithCeiling(TimeSpan.FromSeconds(4)),
                Randomizer = new Random(1).NextDouble,
            }).Build();

        await pipeline.ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        TimeSpan[] atCeiling = [.. clock.Waits.Skip(3)];
        atCeiling.Should().HaveCount(26).And.OnlyHaveUniqueItems().And.OnlyContain(static wait => wait <= TimeSpan.FromSeconds(4));
    }

    [Fact] // 16
    public async Task No_generated_delay_escapes_the_ceiling()
    {
        var clock = new DelayClock();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new()
            {
                Backoff = Backoff.Constant(TimeSpan.FromSeconds(1)).WithCeiling(TimeSpan.FromSeconds(4)),
                DelayGenerator = static _ => TimeSpan.FromHours(1),
            }).Build();

        await pipeline.ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        clock.Waits.Should().HaveCount(2).And.OnlyContain(static wait => wait == TimeSpan.FromSeconds(4));
    }

    [Fact] // 20
    public async Task No_answer_is_lost_by_waiting_for_a_hint_beyond_the_deadline()
    {
        var clock = new DelayClock();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(TimeSpan.FromMilliseconds(300)).AddRetry().Build();
        var limited = new RateLimitException(TimeSpan.FromSeconds(2));

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(_ => ValueTask.FromException<int>(limited), Token);

        outcome.Exception.Should().BeSameAs(limited);
        clock.Waits.Should().BeEmpty();
    }

    private static ResiliencePipeline Budgeted(RetryBudget budget) =>
        new ResiliencePipelineBuilder().AddRetry(new() { Backoff = Backoff.None, Budget = budget }).Build();
}
