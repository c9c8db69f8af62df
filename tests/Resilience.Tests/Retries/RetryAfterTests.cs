namespace Resilience.Retries;

public sealed class RetryAfterTests
{
    private readonly DelayClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.0, 2000)]
    [InlineData(0.5, 2100)]
    [InlineData(0.999, 2199)]
    public async Task The_hint_is_a_floor_with_up_to_a_tenth_on_top(double draw, double expected) =>
        (await WaitAsync(TimeSpan.FromSeconds(2), new() { Backoff = Backoff.Constant(Ms(100)), Randomizer = () => draw }))
            .Should().Be(Ms(expected));

    [Fact]
    public async Task A_longer_delay_of_our_own_stays() =>
        (await WaitAsync(Ms(50), new() { Backoff = Backoff.Constant(Ms(100)) })).Should().Be(Ms(100));

    [Theory]
    [InlineData(0.0, 60)]
    [InlineData(0.5, 63)]
    public async Task The_hint_is_believed_up_to_the_cap(double draw, double seconds) =>
        (await WaitAsync(TimeSpan.FromHours(1), new() { Backoff = Backoff.None, Randomizer = () => draw }))
            .Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public async Task A_cap_of_zero_ignores_hints() =>
        (await WaitAsync(TimeSpan.FromHours(1), new() { Backoff = Backoff.Constant(Ms(100)), RetryAfterCap = TimeSpan.Zero }))
            .Should().Be(Ms(100));

    [Fact]
    public async Task A_hint_may_exceed_the_ceiling_of_the_backoff() =>
        (await WaitAsync(TimeSpan.FromSeconds(45), new() { Randomizer = static () => 0 })).Should().Be(TimeSpan.FromSeconds(45));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task A_hint_in_the_past_asks_for_nothing(double seconds) =>
        (await WaitAsync(TimeSpan.FromSeconds(seconds), new() { Backoff = Backoff.Constant(Ms(100)) })).Should().Be(Ms(100));

    [Fact]
    public async Task A_generator_sees_the_hint_and_may_wait_less()
    {
        RetryDelayArguments seen = default;
        RetryOptions options = new()
        {
            Randomizer = static () => 0,
            DelayGenerator = arguments =>
            {
                seen = arguments;
                return Ms(10);
            },
        };

        (await WaitAsync(TimeSpan.FromSeconds(2), options)).Should().Be(Ms(10));
        seen.Computed.Should().Be(TimeSpan.FromSeconds(2));
        seen.Failure.Failure.RetryAfter.Should().Be(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_hint_beyond_the_longest_delay_ends_the_attempts()
    {
        Dependency limited = Dependency.Down(static () => new RateLimitException(TimeSpan.FromSeconds(9)));
        RetryOptions options = new() { MaxDelay = TimeSpan.FromSeconds(8) };

        Outcome<int> outcome = await Retrying.Pipeline(_clock, options).ExecuteOutcomeAsync(limited.CallAsync, Token);

        outcome.RetryAfter.Should().Be(TimeSpan.FromSeconds(9));
        limited.Calls.Should().Be(1);
        _clock.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task A_judged_result_may_carry_a_hint()
    {
        int calls = 0;
        ResiliencePipelineBuilder<int> builder = Retrying.Builder<int>(_clock);
        builder.ClassifyResult = static status =>
            status == 429 ? new Failure(FailureCause.RateLimit, FailureDisposition.Transient, TimeSpan.FromSeconds(3)) : null;

        int status = await builder.AddRetry(new() { Randomizer = static () => 0 }).Build()
            .ExecuteAsync(_ => new ValueTask<int>(++calls == 1 ? 429 : 200), Token);

        status.Should().Be(200);
        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(3));
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private async Task<TimeSpan> WaitAsync(TimeSpan hint, RetryOptions options)
    {
        Dependency limited = Dependency.Failing(1, () => new RateLimitException(null, hint));
        (await Retrying.Pipeline(_clock, options).ExecuteAsync(limited.CallAsync, Token)).Should().Be(2);
        return _clock.Waits.Should().ContainSingle().Which;
    }
}
