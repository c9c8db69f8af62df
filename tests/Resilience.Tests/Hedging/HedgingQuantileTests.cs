namespace Resilience.Hedging;

/// <summary>A delay that follows how long answers take.</summary>
public sealed class HedgingQuantileTests : IDisposable
{
    private readonly Attempts _attempts = new();

    public void Dispose() => _attempts.Dispose();

    [Fact]
    public async Task Until_enough_answers_were_measured_time_starts_no_attempt()
    {
        HedgingDelay delay = Quantile(0.5, warmUp: 3);
        delay.Current.Should().Be(Timeout.InfiniteTimeSpan);
        ResiliencePipeline<string> pipeline = Pipeline(delay);
        await AnswerAsync(pipeline, TimeSpan.FromSeconds(10));
        await AnswerAsync(pipeline, TimeSpan.FromSeconds(10));
        _attempts.Started.Should().Be(2);
        delay.Current.Should().Be(Timeout.InfiniteTimeSpan);

        await AnswerAsync(pipeline, TimeSpan.FromSeconds(10));
        Rest();

        delay.Current.Should().BeCloseTo(TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task Afterwards_an_attempt_that_takes_longer_than_most_is_joined_by_another()
    {
        HedgingDelay delay = Quantile(0.9, warmUp: 10);
        ResiliencePipeline<string> pipeline = Pipeline(delay);
        for (int i = 0; i < 10; i++)
            await AnswerAsync(pipeline, TimeSpan.FromMilliseconds(100));
        Rest();

        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(95));
        _attempts.Started.Should().Be(11);
        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(10));
        await _attempts[12].Begun;
        _attempts[12].Succeed();

        (await call).Should().Be("attempt 12");
    }

    [Fact]
    public async Task It_is_never_shorter_than_a_millisecond()
    {
        HedgingDelay delay = Quantile(0.5, warmUp: 1);
        ResiliencePipeline<string> pipeline = Pipeline(delay);
        await pipeline.ExecuteAsync(static _ => new ValueTask<string>(""), _attempts.Caller);
        Rest();

        delay.Current.Should().Be(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Failures_and_cancelled_calls_are_not_measured()
    {
        HedgingDelay delay = Quantile(0.5, warmUp: 1);
        ResiliencePipeline<string> pipeline = Pipeline(delay, maxAttempts: 1);
        await pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromException<string>(new TransientException()), _attempts.Caller);
        Task<Outcome<string>> call = pipeline.ExecuteOutcomeAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        _attempts.Clock.Advance(Attempts.Second);
        _attempts.CancelCaller();
        await call;
        Rest();

        delay.Current.Should().Be(Timeout.InfiniteTimeSpan);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.95)]
    public void Hedges_do_not_make_the_next_hedge_come_earlier(double quantile)
    {
        // If losers were merely left out, the slow ones would be missing from the measurements: each estimate would be a little shorter than
        // the one before, until every call was made twice.
        HedgingDelay delay = Quantile(quantile, warmUp: 100);
        var random = new Random(1);
        int hedges = 0;
        const int Calls = 20_000;
        for (int i = 0; i < Calls; i++)
        {
            _attempts.Clock.Advance(TimeSpan.FromMilliseconds(10));
            TimeSpan first = Draw();
            TimeSpan current = delay.Current;
            if (current < TimeSpan.Zero || first <= current)
            {
                delay.RecordAnswer(first);
                continue;
            }

            hedges++;
            TimeSpan second = Draw();
            if (current + second < first)
            {
                delay.RecordAnswer(second);
                delay.RecordLoss(current + second);
            }
            else
            {
                delay.RecordAnswer(first);
                delay.RecordLoss(first - current);
            }
        }

        ((double)hedges / Calls).Should().BeInRange((1 - quantile) * 0.7, (1 - quantile) * 1.3);

        // Mostly short, sometimes very long.
        TimeSpan Draw() => TimeSpan.FromMilliseconds(20 * Math.Pow(1 - random.NextDouble(), -1));
    }

    [Fact]
    public async Task The_time_after_which_a_loser_was_cancelled_is_not_taken_for_an_answers()
    {
        HedgingDelay delay = Quantile(0.5, warmUp: 1);
        ResiliencePipeline<string> pipeline = Pipeline(delay);
        await AnswerAsync(pipeline, TimeSpan.FromMilliseconds(100));
        Rest();
        // Each hedge answers after one second, when the first attempt has run for 1.1 s and more: nobody answered after so long.
        for (int i = 0; i < 10; i++)
            await HedgeAsync(pipeline, delay, TimeSpan.FromSeconds(1));
        Rest();

        delay.Current.Should().BeCloseTo(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task When_nothing_was_measured_for_a_while_time_starts_no_attempt()
    {
        HedgingDelay delay = Quantile(0.5, warmUp: 1);
        await AnswerAsync(Pipeline(delay), TimeSpan.FromMilliseconds(100));
        Rest();
        delay.Current.Should().BePositive();

        _attempts.Clock.Advance(TimeSpan.FromMinutes(2));

        delay.Current.Should().Be(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task Pipelines_that_share_it_share_what_it_measures()
    {
        HedgingDelay delay = Quantile(0.5, warmUp: 2);
        await AnswerAsync(Pipeline(delay), TimeSpan.FromMilliseconds(100));
        ResiliencePipeline other = new ResiliencePipelineBuilder { TimeProvider = _attempts.Clock }
            .AddHedging(new() { Delay = delay }).Build();
        await other.ExecuteAsync(
            _ =>
            {
                _attempts.Clock.Advance(TimeSpan.FromMilliseconds(100));
                return ValueTask.CompletedTask;
            },
            _attempts.Caller);
        Rest();

        delay.Current.Should().BeCloseTo(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(3));
    }

    [Theory]
    [InlineData(0, 100, 60)]
    [InlineData(1, 100, 60)]
    [InlineData(double.NaN, 100, 60)]
    [InlineData(0.9, 0, 60)]
    [InlineData(0.9, 1_000_001, 60)]
    [InlineData(0.9, 100, 0)]
    [InlineData(0.9, 100, 100_000)]
    public void What_is_out_of_range_is_refused(double quantile, int warmUp, int seconds)
    {
        Action make = () => HedgingDelay.Quantile(quantile, warmUp, TimeSpan.FromSeconds(seconds));

        make.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void It_says_what_it_is()
    {
        HedgingDelay.Quantile().ToString().Should().Be("after the 0.95 quantile of 1 min");
        HedgingDelay.None.ToString().Should().Be("at once");
        HedgingDelay.Infinite.ToString().Should().Be("after failures alone");
        ((HedgingDelay)TimeSpan.FromMilliseconds(200)).ToString().Should().Be("after 200 ms");
        HedgingDelay.FromTimeSpan(TimeSpan.Zero).Should().BeSameAs(HedgingDelay.None);
        HedgingDelay.FromTimeSpan(Timeout.InfiniteTimeSpan).Should().BeSameAs(HedgingDelay.Infinite);
        ((Action)(() => HedgingDelay.FromTimeSpan(TimeSpan.FromSeconds(-2)))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => HedgingDelay.FromTimeSpan(TimeSpan.FromDays(50)))).Should().Throw<ArgumentOutOfRangeException>();
    }

    private HedgingDelay Quantile(double quantile, int warmUp) =>
        HedgingDelay.Quantile(quantile, warmUp, TimeSpan.FromMinutes(1), _attempts.Clock);

    /// <summary>An estimate is repeated for a hundredth of the window.</summary>
    private void Rest() => _attempts.Clock.Advance(TimeSpan.FromMilliseconds(700));

    private async Task AnswerAsync(ResiliencePipeline<string> pipeline, TimeSpan after)
    {
        Attempt attempt = _attempts[_attempts.Started + 1];
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        _attempts.Clock.Advance(after);
        attempt.Succeed();
        await call;
    }

    /// <summary>A first attempt that is joined, and loses some time after it was.</summary>
    private async Task HedgeAsync(ResiliencePipeline<string> pipeline, HedgingDelay delay, TimeSpan after)
    {
        int first = _attempts.Started + 1;
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        // In one step: while the second attempt is on its way to its thread, the clock must not go on.
        _attempts.Clock.Advance(delay.Current + TimeSpan.FromMilliseconds(1));
        await _attempts[first + 1].Begun;
        _attempts.Clock.Advance(after);
        _attempts[first + 1].Succeed();
        await call;
        await _attempts[first].Left;
    }

    private ResiliencePipeline<string> Pipeline(HedgingDelay delay, int maxAttempts = 2) =>
        new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddHedging(new() { Delay = delay, MaxAttempts = maxAttempts }).Build();
}
