using Resilience.Pipelines;

namespace Resilience.Bulkheads;

public sealed class AdaptiveLimitOptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        ErrorsOf(new AimdLimitOptions(), 100).Should().BeEmpty();
        ErrorsOf(new Gradient2LimitOptions(), 20).Should().BeEmpty();
        ErrorsOf(new ScriptedLimitOptions(), 100).Should().BeEmpty();
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        ErrorsOf(
            new AimdLimitOptions
            {
                Min = 0,
                Max = 1_000_001,
                Window = TimeSpan.FromMilliseconds(99),
                MinimumCalls = 0,
                MinimumTime = TimeSpan.FromTicks(-1),
                Drops = null!,
                DropTolerance = double.NaN,
                HistoryLength = -1,
                DropFactor = 1,
                SlowCallThreshold = TimeSpan.Zero,
            },
            100).Should().Equal(
            "limit: Max is 1000001, but must be between 1 and 1000000.",
            "limit: Min is 0, but must be between 1 and 1000001.",
            "limit: Window is 99 ms, but must be between 100 ms and 1 min.",
            "limit: MinimumCalls is 0, but must be between 1 and 1000000.",
            "limit: MinimumTime is -100 ns, but must be between 0 ms and 1 min.",
            "limit: Drops is not set, but must be set.",
            "limit: DropTolerance is NaN, but must be between 0 and 0.5.",
            "limit: HistoryLength is -1, but must be between 0 and 10000.",
            "limit: DropFactor is 1, but must be between 0.1 and 0.99.",
            "limit: SlowCallThreshold is 0 ms, but must be between 1 ms and 49 d.");
        ErrorsOf(
            new Gradient2LimitOptions
            {
                Tolerance = 2,
                QueueSize = 0,
                Smoothing = 0,
                BaselineWindows = 9,
                ProbeInterval = 9,
                DropFactor = 0,
            },
            100).Should().HaveCount(6);
    }

    [Theory]
    [InlineData(20, null, null, 20, null)]
    [InlineData(20, null, null, 19, "limit: Min is 20, but must be between 1 and 19.")]
    [InlineData(20, null, 200, 19, null)]
    [InlineData(20, 20, null, 100, null)]
    [InlineData(20, 19, null, 100, "limit: Initial is 19, but must be between 20 and 100.")]
    [InlineData(20, 101, null, 100, "limit: Initial is 101, but must be between 20 and 100.")]
    public void The_bounds_must_agree_with_each_other_and_with_the_fixed_limit(
        int min, int? initial, int? max, int fixedLimit, string? error)
    {
        List<string> errors = ErrorsOf(new AimdLimitOptions { Min = min, Initial = initial, Max = max }, fixedLimit);
        errors.Should().Equal(error is null ? [] : [error]);
    }

    [Fact]
    public void They_say_what_they_are()
    {
        new AimdLimitOptions().ToString().Should().Be("AIMD +1 ×0.9");
        new Gradient2LimitOptions().ToString().Should().Be("Gradient2 ×1.5 +4");
        new ScriptedLimitOptions().ToString().Should().Be("ScriptedLimitOptions");
    }

    [Fact]
    public void Each_limit_has_an_algorithm_of_its_own()
    {
        var options = new Gradient2LimitOptions();
        options.CreateAlgorithm().Should().NotBeSameAs(options.CreateAlgorithm());
    }

    [Fact]
    public void Drops_are_described_in_words() =>
        new AimdLimitOptions().Drops.ToString().Should().Be("cause timeout/rate limit/resource or disposition unavailable");

    private static List<string> ErrorsOf(AdaptiveLimitOptions options, int fixedLimit)
    {
        var messages = new List<string>();
        options.Validate(fixedLimit, new OptionErrors("limit", messages));
        return messages;
    }
}
