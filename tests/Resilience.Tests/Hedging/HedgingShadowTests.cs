namespace Resilience.Hedging;

/// <summary>Hedging in shadow mode: one attempt, and a count of those that would have been.</summary>
public sealed class HedgingShadowTests : IDisposable
{
    private readonly Attempts _attempts = new();

    public void Dispose() => _attempts.Dispose();

    [Theory]
    [InlineData(999, 0)]
    [InlineData(1000, 1)]
    [InlineData(1999, 1)]
    [InlineData(2000, 2)]
    [InlineData(60_000, 3)]
    public async Task Each_delay_that_has_passed_would_have_been_a_hedge(int milliseconds, int hedges)
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = Attempts.Second, MaxAttempts = 4 });
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        _attempts[1].Succeed();
        await call;

        _attempts.Started.Should().Be(1);
        Hedges(pipeline).Should().Be(hedges);
    }

    [Fact]
    public async Task A_handled_failure_would_have_been_one_and_another_would_not()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = Attempts.Second, HandleResult = static result => result == "bad" });

        await pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromException<string>(new TransientException()), _attempts.Caller);
        Hedges(pipeline).Should().Be(1);
        await pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromException<string>(new PermanentException()), _attempts.Caller);
        Hedges(pipeline).Should().Be(1);
        await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<string>("bad"), _attempts.Caller);
        Hedges(pipeline).Should().Be(2);
    }

    [Fact]
    public async Task A_delay_of_zero_would_have_made_all_of_them()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = HedgingDelay.None, MaxAttempts = 3 });
        await pipeline.ExecuteAsync(static _ => new ValueTask<string>(""), _attempts.Caller);

        Hedges(pipeline).Should().Be(2);
    }

    [Fact]
    public async Task A_quantile_learns_in_shadow_mode_too()
    {
        HedgingDelay delay = HedgingDelay.Quantile(0.5, 1, TimeSpan.FromMinutes(1), _attempts.Clock);
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = delay });
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(200));
        _attempts[1].Succeed();
        await call;
        _attempts.Clock.Advance(Attempts.Second);

        delay.Current.Should().BeCloseTo(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public async Task A_generator_is_asked_as_it_would_be()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new()
        {
            MaxAttempts = 5,
            DelayGenerator = static arguments => arguments.Attempt < 4 ? Attempts.Second : Timeout.InfiniteTimeSpan,
        });
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        _attempts.Clock.Advance(TimeSpan.FromHours(1));
        _attempts[1].Succeed();
        await call;

        Hedges(pipeline).Should().Be(2);
    }

    private static long Hedges(ResiliencePipeline<string> pipeline) =>
        pipeline.ShadowReport().Decisions.SingleOrDefault(static decision => decision.Decision == "hedge")?.Count ?? 0;

    private ResiliencePipeline<string> Pipeline(HedgingOptions<string> options) =>
        new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock, ShadowMode = true }.AddHedging(options).Build();
}
