namespace Resilience;

public sealed class OutcomeTests
{
    private static readonly Rejection _rejection = new(RejectionReason.CircuitOpen, "breaker");

    [Fact]
    public void A_success_has_its_result_and_nothing_else()
    {
        Outcome<string?> outcome = Outcome.Success<string?>("value");

        outcome.Status.Should().Be(OutcomeStatus.Success);
        outcome.IsSuccess.Should().BeTrue();
        (outcome.IsFailure || outcome.IsCancelled || outcome.IsRejected).Should().BeFalse();
        outcome.Result.Should().Be("value");
        outcome.TryGetResult(out string? result).Should().BeTrue();
        result.Should().Be("value");
        outcome.Exception.Should().BeNull();
        outcome.Rejection.Should().BeNull();
        outcome.RetryAfter.Should().BeNull();
        outcome.Failure.Should().BeNull();
        outcome.Code.Should().BeNull();
        outcome.Invoking(static outcome => outcome.ThrowIfNotSuccess()).Should().NotThrow();
    }

    [Fact]
    public void Null_is_a_result_and_the_default_is_a_success()
    {
        Outcome.Success<string?>(null).IsSuccess.Should().BeTrue();
        default(Outcome<int>).IsSuccess.Should().BeTrue();
        default(Outcome<int>).Result.Should().Be(0);
    }

    [Fact]
    public void A_failure_throws_its_own_exception_when_the_result_is_read()
    {
        var exception = new TestException();
        Outcome<int> outcome = Outcome.Failure<int>(exception);

        outcome.Status.Should().Be(OutcomeStatus.Failure);
        outcome.IsFailure.Should().BeTrue();
        outcome.IsSuccess.Should().BeFalse();
        outcome.Exception.Should().BeSameAs(exception);
        outcome.TryGetResult(out int result).Should().BeFalse();
        result.Should().Be(0);
        outcome.Invoking(static outcome => outcome.Result).Should().ThrowExactly<TestException>().Which.Should().BeSameAs(exception);
        outcome.Invoking(static outcome => outcome.ThrowIfNotSuccess()).Should().ThrowExactly<TestException>();
    }

    [Fact]
    public void A_failure_keeps_the_classification_it_was_given()
    {
        Failure failure = new(FailureCause.RateLimit, FailureDisposition.Unavailable, TimeSpan.FromSeconds(3));
        Outcome<int> outcome = Outcome.Failure<int>(new TestException(), failure);

        outcome.Failure.Should().Be(failure);
        outcome.RetryAfter.Should().Be(TimeSpan.FromSeconds(3));
        outcome.Code.Should().Be(ErrorCodes.RateLimit);
    }

    [Fact]
    public async Task A_given_classification_passes_a_pipeline_and_a_missing_one_is_made_there()
    {
        ResiliencePipeline pipeline = ResiliencePipeline.Empty;
        Failure data = new(FailureCause.Data, FailureDisposition.Permanent);

        Outcome<int> given = await pipeline.ExecuteOutcomeAsync(
            async _ => Outcome.Failure<int>(new TimeoutException(), data), TestContext.Current.CancellationToken);
        Outcome<int> made = await pipeline.ExecuteOutcomeAsync(
            static async _ => Outcome.Failure<int>(new TimeoutException()), TestContext.Current.CancellationToken);

        given.Failure.Should().Be(data);
        made.Failure.Should().Be(new Failure(FailureCause.Timeout, FailureDisposition.Transient));
    }

    [Fact]
    public void A_failure_that_we_threw_keeps_its_own_code()
    {
        Outcome.Failure<int>(new InvalidPipelineException(["wrong"])).Code.Should().Be(ErrorCodes.InvalidOptions);
        Outcome.Failure<int>(new TestException()).Code.Should().Be(ErrorCodes.Unknown);
    }

    [Fact]
    public void A_rejection_is_a_value_and_becomes_an_exception_when_it_is_asked_for()
    {
        Outcome<int> outcome = Outcome.Rejected<int>(_rejection, TimeSpan.FromSeconds(5));

        outcome.Status.Should().Be(OutcomeStatus.Rejected);
        outcome.IsRejected.Should().BeTrue();
        outcome.IsFailure.Should().BeFalse();
        outcome.Rejection.Should().BeSameAs(_rejection);
        outcome.RetryAfter.Should().Be(TimeSpan.FromSeconds(5));
        outcome.Code.Should().Be(ErrorCodes.CircuitOpen);
        RejectedException exception = outcome.Exception.Should().BeOfType<RejectedException>().Which;
        exception.Rejection.Should().BeSameAs(_rejection);
        exception.RetryAfter.Should().Be(TimeSpan.FromSeconds(5));
        outcome.Invoking(static outcome => outcome.Result).Should().ThrowExactly<RejectedException>();
    }

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(0, 0)]
    [InlineData(1.0001, 2)]
    public void A_retry_after_is_rounded_up_to_milliseconds(double given, double expected) =>
        Outcome.Rejected<int>(_rejection, TimeSpan.FromMilliseconds(given)).RetryAfter.Should().Be(TimeSpan.FromMilliseconds(expected));

    [Fact]
    public void A_retry_after_that_never_ends_does_not_overflow() =>
        Outcome.Rejected<int>(_rejection, TimeSpan.MaxValue).RetryAfter.Should().Be(TimeSpan.FromMilliseconds(int.MaxValue));

    [Fact]
    public void A_cancellation_carries_the_callers_token()
    {
        using var source = new CancellationTokenSource();
        Outcome<int> outcome = Outcome.Cancelled<int>(source.Token);

        outcome.Status.Should().Be(OutcomeStatus.Cancelled);
        outcome.IsCancelled.Should().BeTrue();
        outcome.IsFailure.Should().BeFalse();
        outcome.Code.Should().Be(ErrorCodes.Cancelled);
        outcome.Invoking(static outcome => outcome.Result).Should().ThrowExactly<OperationCanceledException>()
            .Which.CancellationToken.Should().Be(source.Token);
    }

    [Fact]
    public void Its_text_holds_neither_result_nor_message()
    {
        Outcome.Success("secret").ToString().Should().Be("success");
        Outcome.Failure<int>(new TestException("secret")).ToString().Should().Be("failure.unknown (TestException)");
        Outcome.Rejected<int>(_rejection).ToString().Should().Be("rejected.circuit_open by 'breaker'");
        Outcome.Cancelled<int>(CancellationToken.None).ToString().Should().Be("cancelled by the caller");
    }

    [Fact]
    public void Nothing_is_no_fault()
    {
        Action failure = static () => Outcome.Failure<int>(null!);
        Action classified = static () => Outcome.Failure<int>(null!, default);
        Action rejected = static () => Outcome.Rejected<int>(null!);

        failure.Should().Throw<ArgumentNullException>();
        classified.Should().Throw<ArgumentNullException>();
        rejected.Should().Throw<ArgumentNullException>();
    }
}
