namespace Resilience.Bulkheads;

public sealed class AimdAlgorithmTests
{
    private static readonly AimdLimitOptions _options = new() { DropFactor = 0.9, SlowCallThreshold = TimeSpan.FromSeconds(5) };

    [Theory]
    [InlineData(20, 100, 20, 0, 21, LimitReasons.ProbeUpward)]
    [InlineData(20, 100, 10, 0, 21, LimitReasons.ProbeUpward)]
    [InlineData(20, 100, 9, 0, 20, LimitReasons.NotLimited)]
    [InlineData(21, 100, 11, 0, 22, LimitReasons.ProbeUpward)]
    [InlineData(21, 100, 10, 0, 21, LimitReasons.NotLimited)]
    [InlineData(20, 5_000, 20, 0, 21, LimitReasons.ProbeUpward)]
    [InlineData(20, 5_001, 20, 0, 18, LimitReasons.Slow)]
    [InlineData(20, 5_001, 1, 0, 18, LimitReasons.Slow)]
    [InlineData(20, 100, 20, 1, 18, LimitReasons.Drop)]
    [InlineData(20, 100, 1, 1, 18, LimitReasons.Drop)]
    [InlineData(20, 9_000, 20, 1, 18, LimitReasons.Drop)]
    [InlineData(5, 100, 5, 1, 4, LimitReasons.Drop)]
    [InlineData(2, 100, 2, 1, 1, LimitReasons.Drop)]
    [InlineData(1, 100, 1, 1, 1, LimitReasons.AtMinimum)]
    [InlineData(1_000, 100, 1_000, 0, 1_000, LimitReasons.AtMaximum)]
    [InlineData(1_000, 100, 1_000, 7, 900, LimitReasons.Drop)]
    public void It_grows_by_one_and_falls_by_a_tenth(int limit, int milliseconds, int inFlight, int drops, int then, string reason)
    {
        LimitWindow window = Windows.Full(limit, milliseconds) with { MaxInFlight = inFlight, Drops = drops };
        _options.CreateAlgorithm().Decide(window).Should().Be(new LimitDecision(then - limit, reason));
    }

    [Fact]
    public void Without_a_threshold_no_call_is_slow()
    {
        LimitAlgorithm algorithm = new AimdLimitOptions { SlowCallThreshold = null }.CreateAlgorithm();
        algorithm.Decide(Windows.Full(20, 1e9)).Should().Be(new LimitDecision(1, LimitReasons.ProbeUpward));
    }

    [Fact]
    public void A_factor_close_to_one_lowers_the_limit_all_the_same()
    {
        LimitAlgorithm algorithm = new AimdLimitOptions { DropFactor = 0.99 }.CreateAlgorithm();
        algorithm.Decide(Windows.Full(20, 1) with { Drops = 1 }).Change.Should().Be(-1);
    }

    [Fact]
    public void Drops_that_are_put_up_with_change_nothing()
    {
        LimitWindow window = Windows.Full(20, 1) with { Drops = 3, ToleratedDrops = 3 };
        _options.CreateAlgorithm().Decide(window).Reason.Should().Be(LimitReasons.ProbeUpward);
    }
}
