using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using System.Security;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using static Resilience.FailureCause;
using static Resilience.FailureDisposition;

namespace Resilience.Failures;

public sealed class KnownFailuresTests
{
    public static TheoryData<Exception, FailureCause, FailureDisposition> Table => new()
    {
        { new TimeoutException(), FailureCause.Timeout, Transient },
        { new OperationTimedOutException(TimeSpan.FromSeconds(1), "attempt"), FailureCause.Timeout, Transient },
        { new OperationCanceledException(), Cancelled, Permanent },
        { new TaskCanceledException(), Cancelled, Permanent },
        { new OperationCanceledException("x", new IOException()), Cancelled, Permanent },
        { new TaskCanceledException("HttpClient.Timeout", new TimeoutException()), FailureCause.Timeout, Transient },
        { new TransientException(), Unknown, Transient },
        { new TransientException("x", Connection), Connection, Transient },
        { new PermanentException(), Unknown, Permanent },
        { new PermanentException("x", Data), Data, Permanent },
        { new RateLimitException(), FailureCause.RateLimit, Transient },
        { new ServiceUnavailableException(), Unknown, Unavailable },
        { new InvalidPipelineException(["x"]), Validation, Permanent },
        { new RejectedException(new Rejection(RejectionReason.CircuitOpen, "c")), Unknown, Unavailable },
        { new RejectedException(new Rejection(RejectionReason.RateLimited, "c")), FailureCause.RateLimit, Unavailable },
        { new RejectedException(new Rejection(RejectionReason.BulkheadFull, "c")), Resource, Unavailable },
        { new AuthenticationException(), Connection, Permanent },
        { new ArgumentException("x"), Validation, Permanent },
        { new ArgumentNullException("x"), Validation, Permanent },
        { new ArgumentOutOfRangeException("x"), Validation, Permanent },
        { new InvalidEnumArgumentException(), Validation, Permanent },
        { new DecoderFallbackException(), Validation, Permanent },
        { new NotSupportedException(), Validation, Permanent },
        { new PlatformNotSupportedException(), Validation, Permanent },
        { new NotImplementedException(), Validation, Permanent },
        { new ObjectDisposedException("x"), Validation, Permanent },
        { new UnauthorizedAccessException(), Validation, Permanent },
        { new SecurityException(), Validation, Permanent },
        { new NullReferenceException(), Validation, Permanent },
        { new InvalidCastException(), Validation, Permanent },
        { new IndexOutOfRangeException(), Validation, Permanent },
        { new KeyNotFoundException(), Validation, Permanent },
        { new DivideByZeroException(), Validation, Permanent },
        { new OverflowException(), Validation, Permanent },
        { new ArrayTypeMismatchException(), Validation, Permanent },
        { new RankException(), Validation, Permanent },
        { new MissingMethodException(), Validation, Permanent },
        { new TypeLoadException(), Validation, Permanent },
        { new DllNotFoundException(), Validation, Permanent },
        { new System.Diagnostics.UnreachableException(), Validation, Permanent },
        { new JsonException(), Data, Permanent },
        { new FormatException(), Data, Permanent },
        { new InvalidDataException(), Data, Permanent },
        { new BadImageFormatException(), Data, Permanent },
        { new SerializationException(), Data, Permanent },
        { new OutOfMemoryException(), Resource, Transient },
        { new InsufficientMemoryException(), Resource, Transient },
        { new InsufficientExecutionStackException(), Resource, Permanent },
        { new InvalidOperationException(), Unknown, Transient },
        { new SwitchExpressionException(), Unknown, Transient },
        { new Win32Exception(5), Unknown, Transient },
        { new Exception(), Unknown, Transient },
        { new ApplicationException(), Unknown, Transient },
    };

    [Theory]
    [MemberData(nameof(Table), DisableDiscoveryEnumeration = true)]
    public void Each_known_exception_has_its_cause_and_disposition(
        Exception exception, FailureCause cause, FailureDisposition disposition) =>
        FailureClassifier.Default.Classify(exception).Should().Be(new Failure(cause, disposition));

    [Fact]
    public void The_time_to_wait_comes_from_the_exceptions_that_carry_one()
    {
        var wait = TimeSpan.FromSeconds(7);
        var rejected = new RejectedException(new Rejection(RejectionReason.CircuitOpen, "c"), wait);

        FailureClassifier.Default.Classify(new RateLimitException(wait)).RetryAfter.Should().Be(wait);
        FailureClassifier.Default.Classify(new ServiceUnavailableException(wait)).RetryAfter.Should().Be(wait);
        FailureClassifier.Default.Classify(rejected).RetryAfter.Should().Be(wait);
    }
}
