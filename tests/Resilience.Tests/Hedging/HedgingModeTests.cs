namespace Resilience.Hedging;

/// <summary>When attempts start: by time, all at once, after failures, as a generator says.</summary>
public sealed class HedgingModeTests : IDisposable
{
    private readonly Attempts _attempts = new();

    public void Dispose() => _attempts.Dispose();

    [Fact]
    public async Task Another_attempt_starts_when_the_delay_has_passed_and_not_before()
    {
        Task<string> call = Call(new() { Delay = Attempts.Second });

        _attempts.Clock.Advance(Attempts.Second - TimeSpan.FromTicks(1));
        _attempts.Started.Should().Be(1);
        _attempts.Clock.Advance(TimeSpan.FromTicks(1));
        await _attempts[2].Begun;
        _attempts[2].Succeed();

        (await call).Should().Be("attempt 2");
    }

    [Fact]
    public async Task Each_attempt_is_given_the_delay_anew()
    {
        Task<string> call = Call(new() { Delay = Attempts.Second, MaxAttempts = 3 });

        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[2].Begun;
        _attempts.Clock.Advance(Attempts.Second - TimeSpan.FromMilliseconds(1));
        _attempts.Started.Should().Be(2);
        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _attempts[3].Begun;
        _attempts.Clock.Advance(TimeSpan.FromDays(1));
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
        _attempts.Started.Should().Be(3);
    }

    [Fact]
    public async Task A_first_attempt_that_answers_in_time_stays_alone()
    {
        Task<string> call = Call(new() { Delay = Attempts.Second });
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
        _attempts.Clock.Advance(TimeSpan.FromDays(1));
        _attempts.Started.Should().Be(1);
    }

    [Fact]
    public async Task A_delay_of_zero_starts_all_attempts_at_once()
    {
        Task<string> call = Call(new() { Delay = HedgingDelay.None, MaxAttempts = 4 });

        for (int i = 1; i <= 4; i++)
            await _attempts[i].Begun;
        _attempts[3].Succeed();

        (await call).Should().Be("attempt 3");
        _attempts.Started.Should().Be(4);
    }

    [Fact]
    public async Task Nothing_joins_a_first_attempt_that_answers_at_once()
    {
        int calls = 0;
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = HedgingDelay.None, MaxAttempts = 4 });

        (await pipeline.ExecuteAsync(_ => new ValueTask<string>($"{++calls}"), _attempts.Caller)).Should().Be("1");
        calls.Should().Be(1);
    }

    [Fact]
    public async Task Without_end_the_delay_never_runs_two_attempts_at_the_same_time()
    {
        Task<string> call = Call(new() { Delay = HedgingDelay.Infinite, MaxAttempts = 3 });

        _attempts.Clock.Advance(TimeSpan.FromDays(30));
        _attempts.Started.Should().Be(1);
        _attempts[1].Fail();
        await _attempts[2].Begun;
        _attempts.Clock.Advance(TimeSpan.FromDays(30));
        _attempts.Started.Should().Be(2);
        _attempts[2].Fail();
        await _attempts[3].Begun;
        _attempts[3].Succeed();

        (await call).Should().Be("attempt 3");
    }

    [Fact]
    public async Task A_failed_attempt_is_followed_by_the_next_without_waiting_for_the_delay()
    {
        Task<string> call = Call(new() { Delay = Attempts.Second, MaxAttempts = 3 });

        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(900));
        _attempts[1].Fail();
        await _attempts[2].Begun;
        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(999));
        _attempts.Started.Should().Be(2, "the delay counts from the start of the second attempt");
        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _attempts[3].Begun;
        _attempts[3].Succeed();

        (await call).Should().Be("attempt 3");
    }

    [Fact]
    public async Task A_first_attempt_that_fails_at_once_is_followed_at_once()
    {
        int calls = 0;
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = Attempts.Second });

        string result = await pipeline.ExecuteAsync(
            _ => Interlocked.Increment(ref calls) == 1 ? throw new TransientException() : new ValueTask<string>("second"), _attempts.Caller);

        result.Should().Be("second");
    }

    [Fact]
    public async Task A_failed_hedge_is_followed_too_while_the_first_attempt_goes_on()
    {
        Task<string> call = Call(new() { Delay = Attempts.Second, MaxAttempts = 3 });

        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[2].Begun;
        _attempts[2].Fail();
        await _attempts[3].Begun;
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
    }

    [Fact]
    public async Task Attempts_are_counted_with_the_first_one_however_they_are_caused()
    {
        Task<string> call = Call(new() { Delay = Attempts.Second, MaxAttempts = 2 });

        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[2].Begun;
        _attempts[1].Fail();
        _attempts.Clock.Advance(TimeSpan.FromDays(1));
        _attempts[2].Succeed();

        (await call).Should().Be("attempt 2");
        _attempts.Started.Should().Be(2);
    }

    [Fact]
    public async Task One_attempt_is_no_hedging()
    {
        Task<string> call = Call(new() { Delay = HedgingDelay.None, MaxAttempts = 1 });
        _attempts[1].Fail();

        await ((Func<Task>)(() => call)).Should().ThrowAsync<TransientException>();
        _attempts.Started.Should().Be(1);
    }

    [Fact]
    public async Task A_generator_decides_attempt_by_attempt()
    {
        var asked = new List<(int, TimeSpan)>();
        Task<string> call = Call(new()
        {
            Delay = TimeSpan.FromSeconds(7),
            MaxAttempts = 5,
            DelayGenerator = arguments =>
            {
                asked.Add((arguments.Attempt, arguments.Computed));
                return arguments.Attempt switch
                {
                    2 => TimeSpan.FromSeconds(3),
                    3 => TimeSpan.Zero,
                    4 => null,
                    _ => Timeout.InfiniteTimeSpan,
                };
            },
        });

        _attempts.Clock.Advance(TimeSpan.FromSeconds(2));
        _attempts.Started.Should().Be(1);
        _attempts.Clock.Advance(TimeSpan.FromSeconds(1));
        await _attempts[2].Begun;
        await _attempts[3].Begun;
        _attempts.Clock.Advance(TimeSpan.FromSeconds(6));
        _attempts.Started.Should().Be(3);
        _attempts.Clock.Advance(TimeSpan.FromSeconds(1));
        await _attempts[4].Begun;
        _attempts.Clock.Advance(TimeSpan.FromDays(1));
        _attempts.Started.Should().Be(4);
        _attempts[2].Fail();
        await _attempts[5].Begun;
        _attempts[5].Succeed();

        (await call).Should().Be("attempt 5");
        asked.Should().Equal(
            (2, TimeSpan.FromSeconds(7)), (3, TimeSpan.FromSeconds(7)), (4, TimeSpan.FromSeconds(7)), (5, TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public async Task A_generator_that_throws_ends_the_call_and_the_attempts_that_run()
    {
        var fault = new InvalidDataException("generator");
        Task<string> call = Call(new() { MaxAttempts = 3, DelayGenerator = arguments => arguments.Attempt == 2 ? Attempts.Second : throw fault });

        _attempts.Clock.Advance(Attempts.Second);

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<InvalidDataException>()).Which.Should().BeSameAs(fault);
        await _attempts[1].Left;
        _attempts.Started.Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_generator_that_throws_at_first_ends_the_call_and_its_first_attempt()
    {
        Task<string> call = Call(new() { DelayGenerator = static _ => throw new InvalidDataException("generator") });

        await ((Func<Task>)(() => call)).Should().ThrowAsync<InvalidDataException>();
        await _attempts[1].Left;
    }

    [Fact]
    public async Task An_untyped_pipeline_hedges_calls_with_any_result_and_with_none()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _attempts.Clock }
            .AddHedging(new() { Delay = HedgingDelay.None }).Build();

        Task<int> length = pipeline.ExecuteAsync(async token => (await _attempts.CallAsync(token)).Length, _attempts.Caller).AsTask();
        await _attempts[2].Begun;
        _attempts[2].Succeed("123");
        (await length).Should().Be(3);

        Task nothing = pipeline.ExecuteAsync(async token => { await _attempts.CallAsync(token); }, _attempts.Caller).AsTask();
        await _attempts[4].Begun;
        _attempts[4].Succeed();
        await nothing;
    }

    private Task<string> Call(HedgingOptions<string> options) =>
        Pipeline(options).ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();

    private ResiliencePipeline<string> Pipeline(HedgingOptions<string> options) =>
        new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }.AddHedging(options).Build();
}
