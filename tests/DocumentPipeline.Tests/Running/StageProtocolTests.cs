using DocumentPipeline.Support;

namespace DocumentPipeline.Running;

public sealed class StageProtocolTests
{
    private readonly TestClock _clock = new();
    private readonly StageProtocol _protocol;

    public StageProtocolTests() => _protocol = new StageProtocol("STAGE", _clock);

    [Fact]
    public void An_attempt_fails_once_and_its_timeout_says_it_best()
    {
        _protocol.AttemptStarts();
        _protocol.AttemptTimedOut(TimeSpan.FromMilliseconds(200));
        _protocol.AttemptFailed("transient error");
        _protocol.Retrying();
        _protocol.AttemptStarts();
        _protocol.AttemptFailed("transient error");

        StageRecord record = _protocol.Snapshot();
        record.Events.Should().Equal("timeout after 200 ms", "transient error");
        record.Should().BeEquivalentTo(new { Attempts = 2, Timeouts = 1, Retries = 1, Status = StageStatus.Running });
    }

    [Fact]
    public void The_duration_stands_still_once_the_stage_has_ended()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(120));
        _protocol.Ends(succeeded: true);
        _clock.Advance(TimeSpan.FromSeconds(1));

        _protocol.Snapshot().Duration.Should().Be(TimeSpan.FromMilliseconds(120));
    }

    [Theory]
    [InlineData(true, false, "Ok")]
    [InlineData(true, true, "Degraded")]
    [InlineData(false, true, "Failed")]
    [InlineData(false, false, "Failed")]
    public void The_status_tells_whether_a_fallback_stood_in(bool succeeded, bool fellBack, string status)
    {
        if (fellBack)
        {
            _protocol.FallsBackTo("less");
        }

        _protocol.Ends(succeeded);

        _protocol.Snapshot().Status.ToString().Should().Be(status);
    }

    [Fact]
    public void The_timeout_of_the_whole_stage_is_told_apart()
    {
        _protocol.AttemptStarts();
        _protocol.StageTimedOut(TimeSpan.FromSeconds(30));
        _protocol.AttemptFailed("timeout");

        _protocol.Snapshot().Events.Should().Equal("timeout of the whole stage after 30 s");
    }
}
