using System.Net;

namespace Resilience.Failures;

public sealed class FailureTests
{
    [Theory]
    [InlineData(FailureCause.Timeout, "failure.timeout")]
    [InlineData(FailureCause.Connection, "failure.connection")]
    [InlineData(FailureCause.Http, "failure.http")]
    [InlineData(FailureCause.RateLimit, "failure.rate_limit")]
    [InlineData(FailureCause.Validation, "failure.validation")]
    [InlineData(FailureCause.Resource, "failure.resource")]
    [InlineData(FailureCause.Data, "failure.data")]
    [InlineData(FailureCause.Cancelled, "cancelled")]
    public void The_cause_gives_the_code(FailureCause cause, string code)
    {
        foreach (FailureDisposition disposition in Enum.GetValues<FailureDisposition>())
            new Failure(cause, disposition).Code.Should().Be(code);
    }

    [Theory]
    [InlineData(FailureDisposition.Transient, "failure.unknown")]
    [InlineData(FailureDisposition.Permanent, "failure.permanent")]
    [InlineData(FailureDisposition.Unavailable, "failure.unavailable")]
    public void Without_a_cause_the_disposition_gives_the_code(FailureDisposition disposition, string code) =>
        new Failure(FailureCause.Unknown, disposition).Code.Should().Be(code);

    [Fact]
    public void Values_that_are_not_defined_have_the_code_of_the_unknown() =>
        new Failure((FailureCause)200, (FailureDisposition)200).Code.Should().Be("failure.unknown");

    [Fact]
    public void The_default_is_unknown_and_transient() =>
        default(Failure).Should().Be(new Failure(FailureCause.Unknown, FailureDisposition.Transient));

    [Fact]
    public void A_negative_wait_is_no_wait()
    {
        var failure = new Failure(FailureCause.RateLimit, FailureDisposition.Transient, TimeSpan.FromSeconds(-1));

        failure.RetryAfter.Should().Be(TimeSpan.Zero);
        (failure with { RetryAfter = TimeSpan.MinValue }).RetryAfter.Should().Be(TimeSpan.Zero);
        (failure with { RetryAfter = null }).RetryAfter.Should().BeNull();
        (failure with { RetryAfter = TimeSpan.MaxValue }).RetryAfter.Should().Be(TimeSpan.MaxValue);
    }

    [Fact]
    public void A_status_comes_with_its_wait() =>
        Failure.FromHttpStatus(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(3)).Should()
            .Be(new Failure(FailureCause.RateLimit, FailureDisposition.Transient, TimeSpan.FromSeconds(3)));
}
