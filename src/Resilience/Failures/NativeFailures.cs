using System.Data.Common;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Resilience.Failures;

/// <summary>What is known of exceptions that stand for an error outside the runtime.</summary>
internal static class NativeFailures
{
    public static bool TryClassify(ExternalException exception, out Failure failure)
    {
        switch (exception)
        {
            case SocketException socket:
                failure = SocketFailures.FromError(socket.SocketErrorCode);
                return true;

            case DbException database:
                return DatabaseFailures.TryClassify(database, out failure);

            default:
                failure = default;
                return false;
        }
    }
}
