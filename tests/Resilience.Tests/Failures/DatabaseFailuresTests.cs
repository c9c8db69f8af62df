using System.Net.Sockets;
using static Resilience.FailureCause;
using static Resilience.FailureDisposition;

namespace Resilience.Failures;

public sealed class DatabaseFailuresTests
{
    [Theory]
    [InlineData("08006", false, Connection, Unavailable)]
    [InlineData("57P01", false, Connection, Unavailable)]
    [InlineData("57014", false, FailureCause.Timeout, Transient)]
    [InlineData("HYT00", false, FailureCause.Timeout, Transient)]
    [InlineData("53300", false, Resource, Unavailable)]
    [InlineData("40P01", false, Resource, Transient)]
    [InlineData("40001", true, Resource, Transient)]
    [InlineData("55P03", false, Resource, Transient)]
    [InlineData("23505", false, Data, Permanent)]
    [InlineData("22001", false, Data, Permanent)]
    [InlineData("42601", false, Validation, Permanent)]
    [InlineData("28P01", false, Validation, Permanent)]
    [InlineData("3D000", false, Validation, Permanent)]
    [InlineData("XX000", false, Unknown, Permanent)]
    [InlineData("XX000", true, Unknown, Transient)]
    [InlineData("23505", true, Data, Transient)]
    [InlineData(null, true, Connection, Transient)]
    [InlineData("", true, Connection, Transient)]
    [InlineData(null, false, Unknown, Transient)]
    public void The_state_and_the_provider_decide(string? state, bool transient, FailureCause cause, FailureDisposition disposition) =>
        FailureClassifier.Default.Classify(new FakeDbException(state, transient)).Should().Be(new Failure(cause, disposition));

    [Fact]
    public void Without_a_state_an_exception_inside_decides()
    {
        var refused = new FakeDbException(inner: new SocketException((int)SocketError.ConnectionRefused));
        var late = new FakeDbException(transient: true, inner: new TimeoutException());

        FailureClassifier.Default.Classify(refused).Should().Be(new Failure(Connection, Unavailable));
        FailureClassifier.Default.Classify(late).Should().Be(new Failure(FailureCause.Timeout, Transient));
    }

    [Fact]
    public void A_mapper_that_wraps_a_transient_error_is_looked_through()
    {
        var exception = new InvalidOperationException("likely transient", new FakeDbException("40001", transient: true));

        FailureClassifier.Default.Classify(exception).Should().Be(new Failure(Resource, Transient));
    }
}
