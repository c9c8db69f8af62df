namespace Resilience.Failures;

public sealed class RejectedExceptionTests
{
    private static readonly Rejection _open = new(RejectionReason.CircuitOpen, "payments");

    [Fact]
    public void It_carries_the_rejection_and_its_code()
    {
        var inner = new IOException();
        var exception = new RejectedException(_open, TimeSpan.FromSeconds(12), inner);

        exception.Rejection.Should().BeSameAs(_open);
        exception.RetryAfter.Should().Be(TimeSpan.FromSeconds(12));
        exception.InnerException.Should().BeSameAs(inner);
        exception.Code.Should().Be("rejected.circuit_open");
        exception.Message.Should().Be("The call was rejected: circuit open (payments). It may be made again after 12 s.");
    }

    [Fact]
    public void Without_a_time_it_names_none()
    {
        new RejectedException(_open).Message.Should().Be("The call was rejected: circuit open (payments).");
        new RejectedException(_open).RetryAfter.Should().BeNull();
        new RejectedException(_open, TimeSpan.FromSeconds(-1)).RetryAfter.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_rejection_is_needed() =>
        FluentActions.Invoking(() => new RejectedException(null!)).Should().Throw<ArgumentNullException>();
}
