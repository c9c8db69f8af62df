namespace Resilience.Risks;

public sealed class FailureMatchTests
{
    private readonly RiskRig _rig = new();

    [Fact]
    public void The_more_specific_a_match_the_higher_it_ranks()
    {
        StageFailure failure = _rig.Failure(new InvalidDataException());

        int[] ranks =
        [
            FailureMatch.Exception<InvalidDataException>().SpecificityFor(failure),
            FailureMatch.Exception<SystemException>().SpecificityFor(failure),
            FailureMatch.Exception<Exception>().SpecificityFor(failure),
            FailureMatch.Code(ErrorCodes.Data).SpecificityFor(failure),
            FailureMatch.Cause(FailureCause.Data, FailureDisposition.Permanent).SpecificityFor(failure),
            FailureMatch.Cause(FailureCause.Data).SpecificityFor(failure),
            FailureMatch.Disposition(FailureDisposition.Permanent).SpecificityFor(failure),
            0,
        ];

        ranks.Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void What_is_not_meant_does_not_match()
    {
        StageFailure failure = _rig.Failure(new InvalidDataException());

        FailureMatch[] others =
        [
            FailureMatch.Exception<TimeoutException>(),
            FailureMatch.Code(ErrorCodes.Timeout),
            FailureMatch.Rejection(RejectionReason.CircuitOpen),
            FailureMatch.Cause(FailureCause.Timeout),
            FailureMatch.Cause(FailureCause.Data, FailureDisposition.Transient),
            FailureMatch.Disposition(FailureDisposition.Unavailable),
        ];
        others.Should().AllSatisfy(match => match.SpecificityFor(failure).Should().Be(0));
    }

    [Fact]
    public void A_rejection_is_matched_by_its_reason_and_its_code_and_never_by_cause_or_disposition()
    {
        StageFailure refusal = _rig.Refusal(RejectionReason.BulkheadFull);
        StageFailure thrown = _rig.Failure(new RejectedException(new Rejection(RejectionReason.BulkheadFull, "inner")));

        FailureMatch.Rejection(RejectionReason.BulkheadFull).SpecificityFor(refusal).Should().BePositive();
        FailureMatch.Rejection(RejectionReason.CircuitOpen).SpecificityFor(refusal).Should().Be(0);
        FailureMatch.Code(ErrorCodes.BulkheadFull).SpecificityFor(refusal).Should().BePositive();
        FailureMatch.Code(ErrorCodes.BulkheadFull).SpecificityFor(thrown).Should().BePositive("the stage ran into a rejection inside it");
        foreach (StageFailure failure in new[] { refusal, thrown })
        {
            failure.Failure.Cause.Should().Be(FailureCause.Resource);
            FailureMatch.Cause(FailureCause.Resource).SpecificityFor(failure).Should().Be(0);
            FailureMatch.Disposition(FailureDisposition.Unavailable).SpecificityFor(failure).Should().Be(0);
        }
    }

    [Fact]
    public void An_aggregate_counts_as_what_is_in_it()
    {
        StageFailure failure = _rig.Failure(new AggregateException(new TestException(), new AggregateException(new InvalidDataException())));

        FailureMatch.Exception<InvalidDataException>().SpecificityFor(failure).Should().Be(FailureMatch.OfType);
        FailureMatch.Exception<AggregateException>().SpecificityFor(failure).Should().Be(FailureMatch.OfType);
        FailureMatch.Exception<TimeoutException>().SpecificityFor(failure).Should().Be(0);
        FailureMatch.Exception<InvalidDataException>(_ => true).Predicate!(failure).Should().BeTrue();
        FailureMatch.Exception<InvalidDataException>(_ => false).Predicate!(failure).Should().BeFalse();
    }

    [Fact]
    public void A_failure_that_was_read_from_a_record_is_matched_by_its_code_and_classification()
    {
        var failure = new StageFailure(
            _rig.Stage().Stage, null, new(FailureCause.Data, FailureDisposition.Permanent), ErrorCodes.Data, null);

        FailureMatch.Exception<Exception>().SpecificityFor(failure).Should().Be(0);
        FailureMatch.Exception<Exception>(_ => true).Predicate!(failure).Should().BeFalse();
        FailureMatch.Code(ErrorCodes.Data).SpecificityFor(failure).Should().BePositive();
        FailureMatch.Cause(FailureCause.Data).SpecificityFor(failure).Should().BePositive();
    }

    [Fact]
    public void It_says_what_it_matches()
    {
        FailureMatch.When(_ => true).ToString().Should().Be("predicate");
        FailureMatch.Exception<InvalidDataException>().ToString().Should().Be("exception InvalidDataException");
        FailureMatch.Code("a.b").ToString().Should().Be("code a.b");
        FailureMatch.Rejection(RejectionReason.Shed).ToString().Should().Be("rejection shed");
        FailureMatch.Cause(FailureCause.Data).ToString().Should().Be("cause data");
        FailureMatch.Cause(FailureCause.Data, FailureDisposition.Transient).ToString().Should().Be("cause data, transient");
        FailureMatch.Disposition(FailureDisposition.Permanent).ToString().Should().Be("disposition permanent");
    }

    [Fact]
    public void What_cannot_match_is_refused()
    {
        FluentActions.Invoking(() => FailureMatch.When(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => FailureMatch.Code(" ")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => FailureMatch.Cause((FailureCause)99)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => FailureMatch.Disposition((FailureDisposition)99)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => FailureMatch.Rejection((RejectionReason)99)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
