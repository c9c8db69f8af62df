namespace Resilience.Failures;

public sealed class RateLimitExceptionTests
{
    [Fact]
    public void It_carries_what_the_thrower_said()
    {
        var inner = new IOException();
        var exception = new RateLimitException("slow down", TimeSpan.FromSeconds(3), inner);

        exception.Message.Should().Be("slow down");
        exception.RetryAfter.Should().Be(TimeSpan.FromSeconds(3));
        exception.InnerException.Should().BeSameAs(inner);
        exception.Code.Should().Be(ErrorCodes.RateLimit);
    }

    [Fact]
    public void Without_words_it_has_a_general_message()
    {
        RateLimitException[] wordless = [new(), new(null), new(TimeSpan.Zero), new(null, new IOException())];

        foreach (RateLimitException exception in wordless)
            exception.Message.Should().Be("The rate limit of the called service is used up.");
        new RateLimitException().RetryAfter.Should().BeNull();
    }

    [Fact]
    public void A_negative_wait_is_no_wait() =>
        new RateLimitException(TimeSpan.FromSeconds(-1)).RetryAfter.Should().Be(TimeSpan.Zero);
}
