using static Resilience.FailureCause;

namespace Resilience.Failures;

public sealed class FailureFilterTests
{
    private static readonly FailedAttempt _timeout = Thrown(new TimeoutException());
    private static readonly FailedAttempt _format = Thrown(new FormatException());
    private static readonly FailedAttempt _down = Thrown(new ServiceUnavailableException());
    private static readonly FailedAttempt _open = FailedAttempt.FromRejection(new Rejection(RejectionReason.CircuitOpen, "c"), null);
    private static readonly FailedAttempt _limited = FailedAttempt.FromRejection(new Rejection(RejectionReason.RateLimited, "l"), null);
    private static readonly FailedAttempt _judged = FailedAttempt.FromResult(new Failure(Data, FailureDisposition.Permanent));

    public static TheoryData<FailureFilter, string> Chosen => new()
    {
        { FailureFilter.Any, "timeout format down open limited judged" },
        { FailureFilter.None, "" },
        { FailureFilter.Transient, "timeout down" },
        { FailureFilter.Failures, "timeout format down judged" },
        { FailureFilter.Rejections, "open limited" },
        { FailureFilter.Cause(FailureCause.Timeout), "timeout" },
        { FailureFilter.Cause(FailureCause.RateLimit, Data), "format limited judged" },
        { FailureFilter.Disposition(FailureDisposition.Unavailable), "down open limited" },
        { FailureFilter.Disposition(FailureDisposition.Permanent, FailureDisposition.Transient), "timeout format judged" },
        { FailureFilter.Rejected(RejectionReason.CircuitOpen), "open" },
        { FailureFilter.Rejected(RejectionReason.CircuitOpen, RejectionReason.RateLimited), "open limited" },
        { FailureFilter.Exception<Exception>(), "timeout format down" },
        { FailureFilter.Exception<SystemException>(), "timeout format" },
        { FailureFilter.Exception<SystemException>(exception => exception is FormatException), "format" },
        { FailureFilter.When(attempt => attempt.Failure.Cause == Data), "format judged" },
        { FailureFilter.Transient | FailureFilter.Rejected(RejectionReason.RateLimited), "timeout down limited" },
        { FailureFilter.Transient & FailureFilter.Cause(Unknown), "down" },
        { !FailureFilter.Failures, "open limited" },
        { FailureFilter.Any & !FailureFilter.Cause(Unknown) & !FailureFilter.Rejections, "timeout format judged" },
    };

    [Theory]
    [MemberData(nameof(Chosen), DisableDiscoveryEnumeration = true)]
    public void A_filter_chooses_these(FailureFilter filter, string expected)
    {
        (string Name, FailedAttempt Attempt)[] attempts =
        [
            ("timeout", _timeout), ("format", _format), ("down", _down), ("open", _open), ("limited", _limited), ("judged", _judged),
        ];

        string.Join(' ', attempts.Where(candidate => filter.Matches(candidate.Attempt)).Select(candidate => candidate.Name))
            .Should().Be(expected);
    }

    public static TheoryData<FailureFilter, string> Words => new()
    {
        { FailureFilter.Any, "anything" },
        { FailureFilter.None, "nothing" },
        { FailureFilter.Transient, "transient failures" },
        { FailureFilter.Failures, "failures" },
        { FailureFilter.Rejections, "rejections" },
        { FailureFilter.Cause(FailureCause.Timeout, FailureCause.RateLimit), "cause timeout/rate limit" },
        { FailureFilter.Disposition(FailureDisposition.Permanent), "disposition permanent" },
        { FailureFilter.Rejected(RejectionReason.CircuitOpen, RejectionReason.Shed), "rejection circuit open/shed" },
        { FailureFilter.Exception<IOException>(), "exception IOException" },
        { FailureFilter.Exception<IOException>(_ => true), "exception IOException by a predicate" },
        { FailureFilter.InnerException<IOException>(), "inner exception IOException" },
        { FailureFilter.When(_ => true), "a predicate" },
        { FailureFilter.Failures | FailureFilter.Rejections | FailureFilter.None, "failures or rejections or nothing" },
        { FailureFilter.Failures & (FailureFilter.Rejections | FailureFilter.None), "failures and (rejections or nothing)" },
        { (FailureFilter.Failures & FailureFilter.Any) | FailureFilter.None, "(failures and anything) or nothing" },
        { !FailureFilter.Failures & FailureFilter.Any, "not failures and anything" },
        { !(FailureFilter.Failures | FailureFilter.Rejections), "not (failures or rejections)" },
        {
            FailureFilter.Transient & !FailureFilter.Cause(FailureCause.RateLimit) | FailureFilter.Rejected(RejectionReason.BulkheadFull),
            "(transient failures and not cause rate limit) or rejection bulkhead full"
        },
        { !!FailureFilter.Failures, "not not failures" },
    };

    [Theory]
    [MemberData(nameof(Words), DisableDiscoveryEnumeration = true)]
    public void A_filter_says_in_words_what_it_chooses(FailureFilter filter, string words) => filter.ToString().Should().Be(words);

    [Fact]
    public void Inner_exceptions_are_found_at_any_depth_but_not_outside()
    {
        var filter = FailureFilter.InnerException<IOException>(exception => exception.Message == "disk");

        filter.Matches(Thrown(new Exception("x", new Exception("y", new IOException("disk"))))).Should().BeTrue();
        filter.Matches(Thrown(new AggregateException(new FormatException(), new IOException("disk")))).Should().BeTrue();
        filter.Matches(Thrown(new Exception("x", new IOException("net")))).Should().BeFalse();
        filter.Matches(Thrown(new IOException("disk"))).Should().BeFalse();
        filter.Matches(_open).Should().BeFalse();
        filter.Matches(_judged).Should().BeFalse();
    }

    [Fact]
    public void The_right_side_is_asked_only_when_it_matters()
    {
        var explosive = FailureFilter.When(_ => throw new FormatException("asked"));

        (FailureFilter.Any | explosive).Matches(_timeout).Should().BeTrue();
        (FailureFilter.None & explosive).Matches(_timeout).Should().BeFalse();
        FluentActions.Invoking(() => explosive.Matches(_timeout)).Should().Throw<FormatException>().WithMessage("asked");
    }

    [Fact]
    public void Empty_and_undefined_choices_are_refused()
    {
        FluentActions.Invoking(() => FailureFilter.Cause()).Should().Throw<ArgumentException>().WithParameterName("causes");
        FluentActions.Invoking(() => FailureFilter.Disposition()).Should().Throw<ArgumentException>().WithParameterName("dispositions");
        FluentActions.Invoking(() => FailureFilter.Rejected()).Should().Throw<ArgumentException>().WithParameterName("reasons");
        FluentActions.Invoking(() => FailureFilter.Cause((FailureCause)99)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => FailureFilter.Disposition((FailureDisposition)99)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => FailureFilter.Rejected((RejectionReason)99)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Null_is_refused()
    {
        FluentActions.Invoking(() => FailureFilter.When(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => FailureFilter.Any | null!).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => null! & FailureFilter.Any).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => !((FailureFilter)null!)).Should().Throw<ArgumentNullException>();
    }

    private static FailedAttempt Thrown(Exception exception) =>
        FailedAttempt.FromException(exception, FailureClassifier.Default.Classify(exception));
}
