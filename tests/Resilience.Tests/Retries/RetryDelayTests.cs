namespace Resilience.Retries;

public sealed class RetryDelayTests
{
    private readonly DelayClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Backoff, double[]> Shapes => new()
    {
        { Backoff.None, [] },
        { Backoff.Constant(Ms(100)), [100, 100, 100, 100, 100] },
        { Backoff.Linear(Ms(100), Jitter.None), [100, 200, 300, 400, 500] },
        { Backoff.Exponential(Ms(100), 2, Jitter.None), [100, 200, 400, 800, 1600] },
        { Backoff.Exponential(Ms(100), 3, Jitter.None).WithCeiling(Ms(1000)), [100, 300, 900, 1000, 1000] },
        { Backoff.Fibonacci(Ms(100), Jitter.None), [100, 100, 200, 300, 500] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Delays_follow_the_shape_up_to_the_ceiling(Backoff backoff, double[] expected) =>
        (await WaitsAsync(new() { MaxAttempts = 6, Backoff = backoff })).Should().Equal(expected.Select(Ms));

    [Theory] // 14: the bounds of a jitter are the draws at its ends; theirs is a quarter up or down, ours never goes above the ceiling.
    [InlineData(Jitter.None, 0.5, 400)]
    [InlineData(Jitter.Uniform, 0, 400)]
    [InlineData(Jitter.Uniform, 0.5, 300)]
    [InlineData(Jitter.Full, 0, 400)]
    [InlineData(Jitter.Full, 0.5, 200)]
    [InlineData(Jitter.Full, 0.75, 100)]
    public async Task Jitter_is_what_the_randomizer_draws(Jitter jitter, double draw, double expected) =>
        (await WaitsAsync(new() { MaxAttempts = 2, Backoff = Backoff.Constant(Ms(400), jitter), Randomizer = () => draw }))
            .Should().Equal(Ms(expected));

    [Fact]
    public async Task Every_delay_draws_anew()
    {
        var draws = new Queue<double>([0.5, 0, 0.75]);

        (await WaitsAsync(new() { MaxAttempts = 4, Backoff = Backoff.Exponential(Ms(100)), Randomizer = draws.Dequeue }))
            .Should().Equal(Ms(50), Ms(200), Ms(100));
    }

    [Fact]
    public async Task A_delay_without_jitter_and_hint_draws_nothing() =>
        (await WaitsAsync(new()
        {
            Backoff = Backoff.Constant(Ms(100)),
            Randomizer = static () => throw new NotSupportedException("random")
        }))
            .Should().Equal(Ms(100), Ms(100));

    [Fact]
    public async Task Decorrelated_jitter_grows_from_the_delay_before() =>
        (await WaitsAsync(new() { MaxAttempts = 4, Backoff = Backoff.Constant(Ms(100), Jitter.Decorrelated), Randomizer = static () => 0 }))
            .Should().Equal(Ms(300), Ms(900), Ms(2700));

    [Theory]
    [InlineData(1.0)]
    [InlineData(7.0)]
    [InlineData(-3.0)]
    public async Task A_randomizer_that_leaves_its_range_is_brought_back(double draw)
    {
        TimeSpan delay = TimeSpan.MinValue;
        RetryOptions options = new() { MaxAttempts = 2, Backoff = Backoff.Constant(Ms(400), Jitter.Full), Randomizer = () => draw };
        options.OnRetry = arguments =>
        {
            delay = arguments.Delay;
            return default;
        };

        await WaitsAsync(options);

        delay.Should().BePositive().And.BeLessThanOrEqualTo(Ms(400));
    }

    [Fact]
    public async Task A_randomizer_that_throws_is_the_outcome()
    {
        RetryOptions options = new() { Randomizer = static () => throw new NotSupportedException("random") };

        Outcome<int> outcome = await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        outcome.Exception.Should().BeOfType<NotSupportedException>();
    }

    [Theory] // 9, 15, 17
    [InlineData(Jitter.None)]
    [InlineData(Jitter.Uniform)]
    [InlineData(Jitter.Full)]
    [InlineData(Jitter.Exponential)]
    [InlineData(Jitter.Decorrelated)]
    public async Task No_delay_exceeds_the_ceiling_however_many_attempts(Jitter jitter)
    {
        var random = new Random(42);
        List<TimeSpan> waits = await WaitsAsync(new()
        {
            MaxAttempts = 1200,
            Backoff = Backoff.Exponential(Ms(1), 10, jitter).WithCeiling(Ms(5000)),
            Randomizer = random.NextDouble,
        });

        waits.Should().OnlyContain(static wait => wait >= TimeSpan.Zero && wait <= Ms(5000));
    }

    [Fact] // Their defect 16: beyond the ceiling all clients waited the same.
    public async Task Delays_at_the_ceiling_are_still_spread()
    {
        var random = new Random(42);
        List<TimeSpan> waits = await WaitsAsync(new()
        {
            MaxAttempts = 201,
            Backoff = Backoff.Exponential(TimeSpan.FromSeconds(1), 1000).WithCeiling(TimeSpan.FromSeconds(30)),
            Randomizer = random.NextDouble,
        });

        waits.Distinct().Should().HaveCountGreaterThan(190);
    }

    [Fact] // 7
    public async Task A_delay_of_zero_makes_no_timer()
    {
        Dependency flaky = Dependency.Failing(2);
        RetryOptions options = new() { Backoff = Backoff.None };

        int result = await Retrying.Pipeline(_clock, options).ExecuteAsync(flaky.CallAsync, Token);

        result.Should().Be(3);
        _clock.Waits.Should().BeEmpty();
    }

    [Fact] // 7
    public async Task A_generated_delay_of_zero_makes_no_timer_either() =>
        (await WaitsAsync(new() { DelayGenerator = static _ => TimeSpan.Zero })).Should().BeEmpty();

    [Fact] // 10
    public async Task A_generator_that_returns_null_or_a_negative_time_leaves_it_to_the_backoff()
    {
        RetryOptions options = Retrying.Options(4);
        options.DelayGenerator = static arguments => arguments.Attempt switch
        {
            1 => null,
            2 => TimeSpan.FromTicks(-1),
            _ => Ms(7),
        };

        (await WaitsAsync(options)).Should().Equal(Retrying.Delay, Retrying.Delay, Ms(7));
    }

    [Fact] // 9; their defect 16: a generated delay escaped the cap.
    public async Task A_generated_delay_is_cut_at_the_ceiling() =>
        (await WaitsAsync(new()
        {
            Backoff = Backoff.Constant(Ms(1)).WithCeiling(Ms(250)),
            DelayGenerator = static arguments => arguments.Attempt == 1 ? TimeSpan.MaxValue : Ms(250),
        })).Should().Equal(Ms(250), Ms(250));

    [Fact] // 15
    public async Task The_default_ceiling_holds_for_generated_delays() =>
        (await WaitsAsync(new() { MaxAttempts = 2, DelayGenerator = static _ => TimeSpan.MaxValue }))
            .Should().Equal(TimeSpan.FromSeconds(30));

    [Fact] // 13
    public async Task A_generator_is_told_attempt_failure_and_computed_delay()
    {
        var seen = new List<RetryDelayArguments>();
        RetryOptions options = new()
        {
            Backoff = Backoff.Linear(Ms(100), Jitter.None),
            DelayGenerator = arguments =>
            {
                seen.Add(arguments);
                return null;
            },
        };

        await WaitsAsync(options);

        seen.Select(static arguments => (arguments.Attempt, arguments.Computed)).Should().Equal((1, Ms(100)), (2, Ms(200)));
        seen.Should().OnlyContain(static arguments => arguments.Failure.Exception is TransientException && arguments.Context != null);
    }

    [Fact]
    public async Task A_generator_that_throws_is_the_outcome_and_ends_the_attempts()
    {
        RetryOptions options = Retrying.Options();
        options.DelayGenerator = static _ => throw new NotSupportedException("generator");
        Dependency down = Dependency.Down();

        Outcome<int> outcome = await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(down.CallAsync, Token);

        outcome.Exception.Should().BeOfType<NotSupportedException>();
        down.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_generator_may_use_the_pipeline_itself()
    {
        ResiliencePipeline? pipeline = null;
        RetryOptions options = Retrying.Options(2);
        options.DelayGenerator = _ => pipeline!.Execute(static _ => Ms(33), Token);
        pipeline = Retrying.Pipeline(_clock, options);

        await pipeline.ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        _clock.Waits.Should().Equal(Ms(33));
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private async Task<List<TimeSpan>> WaitsAsync(RetryOptions options)
    {
        Outcome<int> outcome = await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);
        outcome.Exception.Should().BeOfType<TransientException>();
        return _clock.Waits;
    }
}
