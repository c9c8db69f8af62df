namespace Resilience.Failures;

public sealed class InvalidPipelineExceptionTests
{
    [Fact]
    public void It_lists_every_error()
    {
        List<string> errors = ["MaxAttempts must be at least 1.", "Timeout must be positive."];
        var exception = new InvalidPipelineException(errors);
        errors.Clear();

        exception.Errors.Should().Equal("MaxAttempts must be at least 1.", "Timeout must be positive.");
        exception.Message.Should().Be(
            "The pipeline cannot be built, for 2 reasons:\n- MaxAttempts must be at least 1.\n- Timeout must be positive.");
        exception.Code.Should().Be("options.invalid");
    }

    [Fact]
    public void One_error_stands_in_the_same_line()
    {
        new InvalidPipelineException(["Timeout must be positive."]).Message.Should()
            .Be("The pipeline cannot be built: Timeout must be positive.");
        new InvalidPipelineException([]).Message.Should().Be("The pipeline cannot be built.");
    }

    [Fact]
    public void A_list_is_needed() =>
        FluentActions.Invoking(() => new InvalidPipelineException(null!)).Should()
            .Throw<ArgumentNullException>().WithParameterName("errors");
}
