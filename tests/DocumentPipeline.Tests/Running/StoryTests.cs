namespace DocumentPipeline.Running;

public sealed class StoryTests
{
    private readonly StageRecord _record = new("S", StageStatus.Ok, TimeSpan.Zero, 1, 0, 0, Fallback: null, []);

    [Fact]
    public void An_uneventful_stage_needs_no_story() => Story.Of(_record).Should().Be("1 attempt");

    [Fact]
    public void Events_are_told_in_order() =>
        Story.Of(_record with { Attempts = 3, Events = ["timeout after 200 ms", "transient error"] })
            .Should().Be("3 attempts (timeout after 200 ms, then transient error, then success)");

    [Fact]
    public void Equal_events_in_a_row_are_counted() =>
        Story.Of(_record with { Attempts = 3, Status = StageStatus.Degraded, Fallback = "less", Events = ["a", "a", "b"] })
            .Should().Be("3 attempts (2 × a, then b, then fallback: less)");

    [Fact]
    public void A_fallback_that_failed_is_told() =>
        Story.Of(_record with { Status = StageStatus.Failed, Fallback = "less", Events = ["permanent error"] })
            .Should().Be("1 attempt (permanent error, then its fallback failed too: less)");

    [Fact]
    public void A_failed_stage_ends_with_its_last_failure() =>
        Story.Of(_record with { Status = StageStatus.Failed, Events = ["permanent error"] }).Should().Be("1 attempt (permanent error)");
}
