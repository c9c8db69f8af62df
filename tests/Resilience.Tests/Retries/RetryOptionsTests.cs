namespace Resilience.Retries;

public sealed class RetryOptionsTests
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(49);

    [Fact]
    public void The_defaults_are_three_attempts_after_transient_failures_from_200_ms_to_30_s()
    {
        var options = new RetryOptions();

        options.Name.Should().Be("retry");
        options.MaxAttempts.Should().Be(3);
        options.Handle.Should().BeSameAs(FailureFilter.Transient);
        options.RetryRejections.Should().BeFalse();
        options.Backoff.Should().Be(
            Backoff.Exponential(TimeSpan.FromMilliseconds(200), 2, Jitter.Full).WithCeiling(TimeSpan.FromSeconds(30)));
        options.DelayGenerator.Should().BeNull();
        options.RetryAfterCap.Should().Be(TimeSpan.FromSeconds(60));
        options.MaxDelay.Should().BeNull();
        options.MaxElapsed.Should().BeNull();
        options.Budget.Should().BeNull();
        options.Randomizer.Should().NotBeNull();
        options.OnRetry.Should().BeNull();
        new RetryOptions<string>().HandleResult.Should().BeNull();
    }

    [Fact]
    public void Typed_and_untyped_retries_have_the_same_defaults()
    {
        string untyped = new ResiliencePipelineBuilder().AddRetry().Build().ToString();
        string typed = new ResiliencePipelineBuilder<string>().AddRetry().Build().ToString();

        typed.Should().Be(untyped);
        untyped.Should().Contain("retry (3 attempts on transient failures, exponential 200 ms ×2 ≤ 30 s, full jitter)");
    }

    [Fact]
    public void The_description_says_what_differs_from_the_defaults()
    {
        Describe(new()
        {
            Name = "insist",
            MaxAttempts = int.MaxValue,
            Handle = FailureFilter.Any,
            RetryRejections = true,
            DelayGenerator = static _ => null,
            MaxDelay = TimeSpan.FromSeconds(20),
            MaxElapsed = TimeSpan.FromMinutes(2),
            Budget = new RetryBudget(),
        }).Should().Contain(
            "insist (attempts without end on anything or rejection, delays generated, at most 30 s, no wait over 20 s, within 2 min, "
            + "budget 20 % of calls + 10 per 10 s)");
    }

    [Theory] // 18: randomness that several threads may share.
    [InlineData(Jitter.Uniform)]
    [InlineData(Jitter.Full)]
    [InlineData(Jitter.Exponential)]
    [InlineData(Jitter.Decorrelated)]
    public void The_default_randomizer_spreads_delays_and_serves_many_threads(Jitter jitter)
    {
        var options = new RetryOptions();
        Backoff backoff = Backoff.Default.WithJitter(jitter);
        var delays = new TimeSpan[1000];

        Parallel.For(0, delays.Length, i => delays[i] = backoff.GetDelay(3, TimeSpan.FromMilliseconds(400), options.Randomizer()));

        delays.Distinct().Should().HaveCountGreaterThan(900);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(int.MaxValue, true)]
    public void Attempts_range_from_one_to_for_ever(int attempts, bool valid) =>
        Errors(new() { MaxAttempts = attempts }).Should().HaveCount(valid ? 0 : 1);

    [Fact]
    public void Times_range_from_zero_to_49_days()
    {
        foreach (TimeSpan valid in new[] { TimeSpan.Zero, TimeSpan.FromTicks(1), _longest })
            Errors(new() { RetryAfterCap = valid, MaxDelay = valid, MaxElapsed = valid }).Should().BeEmpty();
        foreach (TimeSpan invalid in
            new[] { TimeSpan.FromTicks(-1), _longest + TimeSpan.FromTicks(1), TimeSpan.MaxValue, TimeSpan.MinValue })
            Errors(new() { RetryAfterCap = invalid, MaxDelay = invalid, MaxElapsed = invalid }).Should().HaveCount(3);
    }

    [Fact]
    public void All_errors_are_reported_at_once_with_option_and_value()
    {
        IReadOnlyList<string> errors = Errors(new()
        {
            Name = " ",
            MaxAttempts = 0,
            Handle = null!,
            Backoff = null!,
            Randomizer = null!,
            RetryAfterCap = TimeSpan.FromSeconds(-1),
            MaxDelay = TimeSpan.FromSeconds(-2),
            MaxElapsed = TimeSpan.FromDays(50),
        });

        errors.Should().HaveCount(8).And.OnlyContain(static error => error.Contains("retry (number 1)", StringComparison.Ordinal));
        string all = string.Join('\n', errors);
        all.Should().Contain("MaxAttempts is 0, but must be between 1 and 2147483647").And.Contain("MaxDelay is -2 s")
            .And.Contain("MaxElapsed is 50 d").And.Contain("Handle is not set").And.Contain("Name is empty")
            .And.Contain("Backoff is not set").And.Contain("Randomizer is not set").And.Contain("RetryAfterCap is -1 s");
    }

    [Fact] // 18: the shape of a delay is a type with factories, so an unknown one cannot be asked for; an unknown jitter is refused.
    public void An_unknown_jitter_is_refused()
    {
        Action act = static () => Backoff.Default.WithJitter((Jitter)99);

        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Options_are_read_once_when_the_pipeline_is_built()
    {
        RetryOptions options = Retrying.Options(2);
        ResiliencePipeline pipeline = Retrying.Pipeline(new DelayClock(), options);
        options.MaxAttempts = 9;
        options.Handle = FailureFilter.None;
        Dependency down = Dependency.Down();

        await pipeline.ExecuteOutcomeAsync(down.CallAsync, TestContext.Current.CancellationToken);

        down.Calls.Should().Be(2);
    }

    [Fact]
    public void A_builder_is_required()
    {
        Action untyped = static () => RetryExtensions.AddRetry(null!);
        Action typed = static () => RetryExtensions.AddRetry<string>(null!);

        untyped.Should().Throw<ArgumentNullException>();
        typed.Should().Throw<ArgumentNullException>();
    }

    private static string Describe(RetryOptions options) => new ResiliencePipelineBuilder().AddRetry(options).Build().ToString();

    private static IReadOnlyList<string> Errors(RetryOptions options)
    {
        try
        {
            new ResiliencePipelineBuilder().AddRetry(options).Build();
            return [];
        }
        catch (InvalidPipelineException exception)
        {
            return exception.Errors;
        }
    }
}
