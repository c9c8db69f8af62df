using Microsoft.Extensions.Time.Testing;

namespace Resilience.RateLimiting;

public sealed class RateLimitOptionsTests
{
    [Fact]
    public void All_errors_of_a_bucket_are_reported_at_once()
    {
        Func<TokenBucket> create = static () => new TokenBucket(new()
        {
            Name = " ",
            Permits = 0,
            Period = TimeSpan.Zero,
            Burst = -1,
            MaxWait = TimeSpan.FromDays(50),
            QueueLimit = -1,
            DrainCap = TimeSpan.FromSeconds(-1),
        });

        string message = create.Should().Throw<ArgumentException>().Which.Message;
        foreach (string option in (string[])["Name", "Permits", "Period", "Burst", "MaxWait", "QueueLimit", "DrainCap"])
            message.Should().Contain(option);
    }

    [Fact]
    public void All_errors_of_a_window_are_reported_at_once()
    {
        Func<SlidingWindow> create = static () => new SlidingWindow(new()
        {
            Name = null!,
            Permits = 1_000_000_001,
            Window = TimeSpan.FromMilliseconds(9),
            Segments = 1_001,
            QueueLimit = 1_000_001,
        });

        string message = create.Should().Throw<ArgumentException>().Which.Message;
        foreach (string option in (string[])["Name", "Permits", "Window", "Segments", "QueueLimit"])
            message.Should().Contain(option);
    }

    [Theory]
    [InlineData(1_000_000_000, 1, 1)]
    [InlineData(1_001, 1, 1)]
    [InlineData(1, 49L * 24 * 3_600 * 1_000_000, 8)]
    public void Rates_that_no_clock_can_count_are_refused(int permits, long microseconds, int burst)
    {
        Action create = () => _ = new TokenBucket(new()
        {
            Permits = permits,
            Period = TimeSpan.FromMicroseconds(microseconds),
            Burst = burst,
        });

        create.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_pipeline_reports_the_options_of_its_limits_when_it_is_built()
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder { Name = "limited" }
            .AddTokenBucket(permits: 0, Limits.Second)
            .AddSlidingWindow(permits: 10, TimeSpan.Zero);

        builder.Invoking(static it => it.Build()).Should().Throw<InvalidPipelineException>()
            .Which.Errors.Should().HaveCount(2)
            .And.Contain(static error => error.Contains("token bucket") && error.Contains("Permits"))
            .And.Contain(static error => error.Contains("sliding window") && error.Contains("Window"));
    }

    [Fact]
    public void Nothing_is_added_to_no_builder_and_nothing_that_is_null_is_added()
    {
        var builder = new ResiliencePipelineBuilder();
        ResiliencePipelineBuilder none = null!;
        Action[] calls =
        [
            () => none.AddTokenBucket(),
            () => none.AddSlidingWindow(),
            () => none.AddTokenBucket(1, Limits.Second),
            () => none.AddSlidingWindow(1, Limits.Second),
            () => none.AddTokenBucket(new TokenBucket()),
            () => none.AddSlidingWindow(new SlidingWindow()),
            () => builder.AddTokenBucket((TokenBucketOptions)null!),
            () => builder.AddSlidingWindow((SlidingWindowOptions)null!),
            () => builder.AddTokenBucket((TokenBucket)null!),
            () => builder.AddSlidingWindow((SlidingWindow)null!),
        ];

        foreach (Action call in calls)
            call.Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Options_are_copied()
    {
        var options = new TokenBucketOptions { Permits = 1 };
        var bucket = new TokenBucket(options, new FakeTimeProvider());
        options.Permits = 100;
        options.Name = "changed";
        options.ShadowMode = true;

        bucket.TryAcquire().Should().BeTrue();
        bucket.TryAcquire().Should().BeFalse();
        bucket.Name.Should().Be("token bucket");
    }

    [Fact]
    public void Each_pipeline_has_a_limit_of_its_own_and_options_are_read_when_it_is_built()
    {
        var options = new SlidingWindowOptions { Permits = 1 };
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder { TimeProvider = new FakeTimeProvider() }.AddSlidingWindow(options);
        ResiliencePipeline first = builder.Build();
        options.Permits = 2;
        ResiliencePipeline second = builder.Build();

        Passes(first).Should().Be(1);
        Passes(second).Should().Be(2);
    }

    [Fact]
    public void The_defaults_admit_a_hundred_calls_a_second()
    {
        var clock = new FakeTimeProvider();
        Passes(new ResiliencePipelineBuilder { TimeProvider = clock }.AddTokenBucket().Build()).Should().Be(100);
        Passes(new ResiliencePipelineBuilder { TimeProvider = clock }.AddSlidingWindow().Build()).Should().Be(100);
        new ResiliencePipelineBuilder { Name = "p" }.AddTokenBucket().AddSlidingWindow().Build().ToString()
            .Should().Be("pipeline 'p': token bucket (100 per 1 s, burst 100) → sliding window (100 in any 1 s)");
    }

    private static int Passes(ResiliencePipeline pipeline) =>
        Enumerable.Range(0, 200).Count(_ => pipeline.ExecuteOutcome(static _ => 1, TestContext.Current.CancellationToken).IsSuccess);
}
