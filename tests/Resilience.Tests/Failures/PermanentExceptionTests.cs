namespace Resilience.Failures;

public sealed class PermanentExceptionTests
{
    [Fact]
    public void It_carries_what_the_thrower_said()
    {
        var inner = new IOException();
        var exception = new PermanentException("the document is empty", FailureCause.Data, inner);

        exception.Message.Should().Be("the document is empty");
        exception.InnerException.Should().BeSameAs(inner);
        exception.Cause.Should().Be(FailureCause.Data);
        exception.Code.Should().Be(ErrorCodes.Data);
    }

    [Fact]
    public void Without_words_it_has_a_general_message_and_an_unknown_cause()
    {
        foreach (PermanentException exception in new[] { new PermanentException(), new(null), new(null, new IOException()) })
        {
            exception.Message.Should().Be("The call failed, and will fail again.");
            exception.Cause.Should().Be(FailureCause.Unknown);
            exception.Code.Should().Be(ErrorCodes.Permanent);
        }
    }
}
