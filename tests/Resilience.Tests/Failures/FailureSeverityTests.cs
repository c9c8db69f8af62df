using static Resilience.FailureCause;
using static Resilience.FailureDisposition;

namespace Resilience.Failures;

public sealed class FailureSeverityTests
{
    [Theory]
    [InlineData(Transient, Permanent, Permanent)]
    [InlineData(Permanent, Transient, Permanent)]
    [InlineData(Transient, Unavailable, Unavailable)]
    [InlineData(Unavailable, Transient, Unavailable)]
    [InlineData(Unavailable, Permanent, Permanent)]
    [InlineData(Permanent, Unavailable, Permanent)]
    public void Permanent_is_worse_than_unavailable_and_that_worse_than_transient(
        FailureDisposition first, FailureDisposition second, FailureDisposition worse) =>
        FailureSeverity.Worse(new(Http, first), new(Http, second)).Disposition.Should().Be(worse);

    [Fact]
    public void Among_equals_the_first_known_cause_stays()
    {
        FailureSeverity.Worse(new(Http, Transient), new(Data, Transient)).Cause.Should().Be(Http);
        FailureSeverity.Worse(new(Unknown, Transient), new(Data, Transient)).Cause.Should().Be(Data);
        FailureSeverity.Worse(new(Http, Transient), new(Unknown, Transient)).Cause.Should().Be(Http);
    }

    [Fact]
    public void A_cancelled_neighbour_does_not_hide_the_reason()
    {
        var cancelled = new Failure(Cancelled, Permanent);
        var reset = new Failure(Connection, Transient);

        FailureSeverity.Worse(cancelled, reset).Should().Be(reset);
        FailureSeverity.Worse(reset, cancelled).Should().Be(reset);
        FailureSeverity.Worse(cancelled, cancelled).Should().Be(cancelled);
    }

    [Fact]
    public void The_longer_wait_stays()
    {
        var one = new Failure(FailureCause.RateLimit, Transient, TimeSpan.FromSeconds(1));
        var two = new Failure(FailureCause.RateLimit, Transient, TimeSpan.FromSeconds(2));
        var none = new Failure(Http, Unavailable);

        FailureSeverity.Worse(one, two).RetryAfter.Should().Be(TimeSpan.FromSeconds(2));
        FailureSeverity.Worse(two, one).RetryAfter.Should().Be(TimeSpan.FromSeconds(2));
        FailureSeverity.Worse(one, none).Should().Be(none with { RetryAfter = TimeSpan.FromSeconds(1) });
    }
}
