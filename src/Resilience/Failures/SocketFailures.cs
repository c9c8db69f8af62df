using System.Net.Sockets;

namespace Resilience.Failures;

/// <summary>What the error code of a socket means.</summary>
internal static class SocketFailures
{
    public static Failure FromError(SocketError error)
    {
        switch (error)
        {
            case SocketError.TimedOut:
                return new(FailureCause.Timeout, FailureDisposition.Transient);

            // Nobody is there. A name that does not resolve belongs here: while a service moves, names come and go.
            case SocketError.ConnectionRefused:
            case SocketError.HostDown:
            case SocketError.HostUnreachable:
            case SocketError.NetworkDown:
            case SocketError.NetworkUnreachable:
            case SocketError.HostNotFound:
            case SocketError.TryAgain:
            case SocketError.NoRecovery:
            case SocketError.NoData:
                return new(FailureCause.Connection, FailureDisposition.Unavailable);

            // Addresses are used up as well when a process runs out of ports for outgoing connections.
            case SocketError.NoBufferSpaceAvailable:
            case SocketError.TooManyOpenSockets:
            case SocketError.ProcessLimit:
            case SocketError.AddressAlreadyInUse:
            case SocketError.AddressNotAvailable:
                return new(FailureCause.Resource, FailureDisposition.Transient);

            case SocketError.AccessDenied:
            case SocketError.AddressFamilyNotSupported:
            case SocketError.DestinationAddressRequired:
            case SocketError.Fault:
            case SocketError.InvalidArgument:
            case SocketError.IsConnected:
            case SocketError.MessageSize:
            case SocketError.NotInitialized:
            case SocketError.NotSocket:
            case SocketError.OperationNotSupported:
            case SocketError.ProtocolFamilyNotSupported:
            case SocketError.ProtocolNotSupported:
            case SocketError.ProtocolOption:
            case SocketError.ProtocolType:
            case SocketError.SocketNotSupported:
            case SocketError.VersionNotSupported:
                return new(FailureCause.Validation, FailureDisposition.Permanent);

            // Reset, aborted, shut down, or a code nobody has named: the next connection may do.
            default:
                return new(FailureCause.Connection, FailureDisposition.Transient);
        }
    }
}
