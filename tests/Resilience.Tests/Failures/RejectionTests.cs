namespace Resilience.Failures;

public sealed class RejectionTests
{
    [Theory]
    [InlineData(RejectionReason.CircuitOpen, "rejected.circuit_open", FailureCause.Unknown)]
    [InlineData(RejectionReason.CircuitIsolated, "rejected.circuit_isolated", FailureCause.Unknown)]
    [InlineData(RejectionReason.BulkheadFull, "rejected.bulkhead_full", FailureCause.Resource)]
    [InlineData(RejectionReason.QueueTimeout, "rejected.queue_timeout", FailureCause.Resource)]
    [InlineData(RejectionReason.RateLimited, "rejected.rate_limited", FailureCause.RateLimit)]
    [InlineData(RejectionReason.Shed, "rejected.shed", FailureCause.Resource)]
    [InlineData(RejectionReason.DependencyUnhealthy, "rejected.dependency_unhealthy", FailureCause.Unknown)]
    [InlineData(RejectionReason.Custom, "rejected.custom", FailureCause.Unknown)]
    public void Each_reason_has_its_code_and_cause(RejectionReason reason, string code, FailureCause cause)
    {
        var rejection = new Rejection(reason, "payments");

        rejection.Reason.Should().Be(reason);
        rejection.Component.Should().Be("payments");
        rejection.Code.Should().Be(code);
        rejection.ToFailure(TimeSpan.FromSeconds(2)).Should()
            .Be(new Failure(cause, FailureDisposition.Unavailable, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void In_words_it_is_the_reason_and_the_component() =>
        new Rejection(RejectionReason.CircuitOpen, "payments").ToString().Should().Be("circuit open (payments)");

    [Fact]
    public void A_component_and_a_defined_reason_are_needed()
    {
        Action nameless = () => _ = new Rejection(RejectionReason.Shed, null!);
        Action undefined = () => _ = new Rejection((RejectionReason)99, "x");

        nameless.Should().Throw<ArgumentNullException>().WithParameterName("component");
        undefined.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("reason");
    }
}
