namespace Resilience.Failures;

public sealed class FailedAttemptTests
{
    private static readonly Rejection _open = new(RejectionReason.CircuitOpen, "c");

    [Fact]
    public void An_exception_is_neither_rejected_nor_a_result()
    {
        var exception = new TimeoutException();
        var failure = new Failure(FailureCause.Timeout, FailureDisposition.Transient);

        var attempt = FailedAttempt.FromException(exception, failure);

        attempt.Exception.Should().BeSameAs(exception);
        attempt.Failure.Should().Be(failure);
        attempt.Rejection.Should().BeNull();
        attempt.IsRejected.Should().BeFalse();
        attempt.IsResult.Should().BeFalse();
        attempt.Code.Should().Be(ErrorCodes.Timeout);
    }

    [Fact]
    public void A_rejection_has_its_own_code_and_no_exception()
    {
        var attempt = FailedAttempt.FromRejection(_open, TimeSpan.FromSeconds(5));

        attempt.Exception.Should().BeNull();
        attempt.Rejection.Should().BeSameAs(_open);
        attempt.IsRejected.Should().BeTrue();
        attempt.IsResult.Should().BeFalse();
        attempt.Failure.Should().Be(new Failure(FailureCause.Unknown, FailureDisposition.Unavailable, TimeSpan.FromSeconds(5)));
        attempt.Code.Should().Be(ErrorCodes.CircuitOpen);
    }

    [Fact]
    public void A_judged_result_has_the_code_of_its_failure()
    {
        var attempt = FailedAttempt.FromResult(new Failure(FailureCause.Http, FailureDisposition.Unavailable));

        attempt.IsResult.Should().BeTrue();
        attempt.IsRejected.Should().BeFalse();
        attempt.Exception.Should().BeNull();
        attempt.Code.Should().Be(ErrorCodes.Http);
    }

    [Fact]
    public void The_rejection_of_an_inner_pipeline_is_still_a_rejection()
    {
        var exception = new RejectedException(_open);

        var attempt = FailedAttempt.FromException(exception, FailureClassifier.Default.Classify(exception));

        attempt.IsRejected.Should().BeTrue();
        attempt.Exception.Should().BeSameAs(exception);
        attempt.Rejection.Should().BeSameAs(_open);
        attempt.Code.Should().Be(ErrorCodes.CircuitOpen);
        attempt.Failure.Disposition.Should().Be(FailureDisposition.Unavailable);
    }
}
