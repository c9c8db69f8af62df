namespace Resilience.Failures;

public sealed class ServiceUnavailableExceptionTests
{
    [Fact]
    public void It_carries_what_the_thrower_said()
    {
        var inner = new IOException();
        var exception = new ServiceUnavailableException("in maintenance", TimeSpan.FromSeconds(3), inner);

        exception.Message.Should().Be("in maintenance");
        exception.RetryAfter.Should().Be(TimeSpan.FromSeconds(3));
        exception.InnerException.Should().BeSameAs(inner);
        exception.Code.Should().Be(ErrorCodes.Unavailable);
    }

    [Fact]
    public void Without_words_it_has_a_general_message()
    {
        ServiceUnavailableException[] wordless = [new(), new(null), new(TimeSpan.Zero), new(null, new IOException())];

        foreach (ServiceUnavailableException exception in wordless)
            exception.Message.Should().Be("The called service is unavailable.");
        new ServiceUnavailableException().RetryAfter.Should().BeNull();
    }

    [Fact]
    public void A_negative_wait_is_no_wait() =>
        new ServiceUnavailableException(TimeSpan.FromSeconds(-1)).RetryAfter.Should().Be(TimeSpan.Zero);
}
