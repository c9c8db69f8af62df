namespace Resilience.Failures;

public sealed class OperationTimedOutExceptionTests
{
    [Fact]
    public void It_says_which_limit_of_which_component_has_passed()
    {
        var inner = new OperationCanceledException();
        var exception = new OperationTimedOutException(TimeSpan.FromMilliseconds(250), "attempt", inner);

        exception.Should().BeAssignableTo<TimeoutException>();
        exception.Message.Should().Be("The operation did not finish within 250 ms (timeout 'attempt').");
        exception.Timeout.Should().Be(TimeSpan.FromMilliseconds(250));
        exception.Component.Should().Be("attempt");
        exception.InnerException.Should().BeSameAs(inner);
        exception.Code.Should().Be(ErrorCodes.Timeout);
    }

    [Fact]
    public void Without_a_component_it_has_the_message_given_or_a_general_one()
    {
        new OperationTimedOutException().Message.Should().Be("The operation did not finish in time.");
        new OperationTimedOutException("late").Message.Should().Be("late");
        new OperationTimedOutException("late", new IOException()).InnerException.Should().BeOfType<IOException>();
        new OperationTimedOutException("late").Component.Should().BeEmpty();
        new OperationTimedOutException("late").Timeout.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_component_is_needed_with_a_limit() =>
        FluentActions.Invoking(() => new OperationTimedOutException(TimeSpan.Zero, null!, null)).Should()
            .Throw<ArgumentNullException>().WithParameterName("component");
}
