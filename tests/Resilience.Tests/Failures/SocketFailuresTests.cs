using System.Net.Sockets;
using static Resilience.FailureCause;
using static Resilience.FailureDisposition;

namespace Resilience.Failures;

public sealed class SocketFailuresTests
{
    [Theory]
    [InlineData(SocketError.TimedOut, FailureCause.Timeout, Transient)]
    [InlineData(SocketError.ConnectionRefused, Connection, Unavailable)]
    [InlineData(SocketError.HostDown, Connection, Unavailable)]
    [InlineData(SocketError.HostUnreachable, Connection, Unavailable)]
    [InlineData(SocketError.NetworkDown, Connection, Unavailable)]
    [InlineData(SocketError.NetworkUnreachable, Connection, Unavailable)]
    [InlineData(SocketError.HostNotFound, Connection, Unavailable)]
    [InlineData(SocketError.TryAgain, Connection, Unavailable)]
    [InlineData(SocketError.NoRecovery, Connection, Unavailable)]
    [InlineData(SocketError.NoData, Connection, Unavailable)]
    [InlineData(SocketError.ConnectionReset, Connection, Transient)]
    [InlineData(SocketError.ConnectionAborted, Connection, Transient)]
    [InlineData(SocketError.NetworkReset, Connection, Transient)]
    [InlineData(SocketError.Shutdown, Connection, Transient)]
    [InlineData(SocketError.OperationAborted, Connection, Transient)]
    [InlineData(SocketError.SocketError, Connection, Transient)]
    [InlineData(SocketError.NoBufferSpaceAvailable, Resource, Transient)]
    [InlineData(SocketError.TooManyOpenSockets, Resource, Transient)]
    [InlineData(SocketError.AddressAlreadyInUse, Resource, Transient)]
    [InlineData(SocketError.AddressNotAvailable, Resource, Transient)]
    [InlineData(SocketError.AccessDenied, Validation, Permanent)]
    [InlineData(SocketError.InvalidArgument, Validation, Permanent)]
    [InlineData(SocketError.AddressFamilyNotSupported, Validation, Permanent)]
    [InlineData(SocketError.NotSocket, Validation, Permanent)]
    public void The_error_decides(SocketError error, FailureCause cause, FailureDisposition disposition) =>
        FailureClassifier.Default.Classify(new SocketException((int)error)).Should().Be(new Failure(cause, disposition));

    [Fact]
    public void Every_error_of_the_framework_has_an_answer_that_is_defined() =>
        Enum.GetValues<SocketError>().Should().NotBeEmpty().And.OnlyContain(
            error => Enum.IsDefined(SocketFailures.FromError(error).Cause) && SocketFailures.FromError(error).Cause != Unknown);
}
