namespace Resilience.Bulkheads;

public sealed class LimitAlgorithmTests
{
    [Theory]
    [InlineData(10, 5, 5, "because")]
    [InlineData(10, -5, -5, "because")]
    [InlineData(10, 0, 0, "because")]
    [InlineData(18, 5, 2, "because")]
    [InlineData(20, 5, 0, LimitReasons.AtMaximum)]
    [InlineData(20, int.MaxValue, 0, LimitReasons.AtMaximum)]
    [InlineData(7, -5, -2, "because")]
    [InlineData(5, -5, 0, LimitReasons.AtMinimum)]
    [InlineData(5, int.MinValue, 0, LimitReasons.AtMinimum)]
    [InlineData(3, 0, 2, "because")]
    [InlineData(30, 0, -10, "because")]
    public void Whatever_is_proposed_the_limit_stays_within_its_bounds(int limit, int proposed, int change, string reason) =>
        new Stubborn(new(proposed, "because")).Decide(Windows.Full(limit, 1, min: 5, max: 20)).Should().Be(new LimitDecision(change, reason));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_decision_without_a_reason_says_so(string? reason) =>
        new Stubborn(new(1, reason!)).Decide(Windows.Full(10, 1)).Should().Be(new LimitDecision(1, LimitReasons.Unexplained));

    [Fact]
    public void Bounds_that_contradict_each_other_meet_at_the_lower_one() =>
        new Stubborn(new(0, "because")).Decide(Windows.Full(10, 1, min: 5, max: 3)).Change.Should().Be(-5);

    [Fact]
    public void A_window_knows_whether_drops_count_and_whether_the_limit_was_in_use()
    {
        LimitWindow window = Windows.Full(10, 1) with { Drops = 2, ToleratedDrops = 2, MaxInFlight = 4 };
        window.HasDrops.Should().BeFalse();
        window.IsLimited.Should().BeFalse();
        (window with { ToleratedDrops = 1 }).HasDrops.Should().BeTrue();
        (window with { MaxInFlight = 5 }).IsLimited.Should().BeTrue();
        (window with { MaxInFlight = int.MaxValue, Limit = int.MaxValue }).IsLimited.Should().BeTrue();
        new LimitWindow().Should().Be(new LimitWindow { Limit = 1, Min = 1, Max = 1 });
    }

    private sealed class Stubborn(LimitDecision decision) : LimitAlgorithm
    {
        protected override LimitDecision Propose(in LimitWindow window) => decision;
    }
}
