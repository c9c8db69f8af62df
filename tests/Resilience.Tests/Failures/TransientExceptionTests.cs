namespace Resilience.Failures;

public sealed class TransientExceptionTests
{
    [Fact]
    public void It_carries_what_the_thrower_said()
    {
        var inner = new IOException();
        var exception = new TransientException("the disk is busy", FailureCause.Resource, inner);

        exception.Message.Should().Be("the disk is busy");
        exception.InnerException.Should().BeSameAs(inner);
        exception.Cause.Should().Be(FailureCause.Resource);
        exception.Code.Should().Be(ErrorCodes.Resource);
    }

    [Fact]
    public void Without_words_it_has_a_general_message_and_an_unknown_cause()
    {
        foreach (TransientException exception in new[] { new TransientException(), new(null), new(null, new IOException()) })
        {
            exception.Message.Should().Be("The call failed, but may succeed when it is made again.");
            exception.Cause.Should().Be(FailureCause.Unknown);
            exception.Code.Should().Be(ErrorCodes.Unknown);
        }
    }
}
