using System.Runtime.InteropServices;
using System.Runtime.Serialization;
using System.Security;
using System.Security.Authentication;
using System.Text.Json;

namespace Resilience.Failures;

/// <summary>What this library knows of its own exceptions and of .NET's. docs/failures.md has the same as a table.</summary>
internal static class KnownFailures
{
    private static readonly Failure _wrongCall = new(FailureCause.Validation, FailureDisposition.Permanent);
    private static readonly Failure _badData = new(FailureCause.Data, FailureDisposition.Permanent);

    /// <summary>True: the answer is final. False: an exception inside may know better, and the failure holds if it does not.</summary>
    public static bool TryClassify(Exception exception, out Failure failure)
    {
        switch (exception)
        {
            case OperationCanceledException:
                // HttpClient reports its own timeout this way.
                failure = exception.InnerException is TimeoutException
                    ? new(FailureCause.Timeout, FailureDisposition.Transient)
                    : new(FailureCause.Cancelled, FailureDisposition.Permanent);
                return true;

            case TimeoutException:
                failure = new(FailureCause.Timeout, FailureDisposition.Transient);
                return true;

            case ResilienceException { Classification: { } own }:
                failure = own;
                return true;

            case HttpRequestException http:
                return HttpFailures.TryClassify(http, out failure);

            case IOException io:
                return IOFailures.TryClassify(io, out failure);

            case ExternalException native:
                // Sockets and databases, apart: their assemblies are not loaded for anything else.
                return NativeFailures.TryClassify(native, out failure);

            case AuthenticationException:
                // A certificate or a handshake that the other side got wrong: its fault, and no retry mends it.
                failure = new(FailureCause.Connection, FailureDisposition.Permanent);
                return false;

            case ObjectDisposedException:
            case ArgumentException:
            case NotSupportedException:
            case NotImplementedException:
            case UnauthorizedAccessException:
            case SecurityException:
                failure = _wrongCall;
                return true;

            case NullReferenceException:
            case InvalidCastException:
            case IndexOutOfRangeException:
            case KeyNotFoundException:
            case ArithmeticException:
            case ArrayTypeMismatchException:
            case RankException:
            case MemberAccessException:
            case TypeLoadException:
            case System.Diagnostics.UnreachableException:
                failure = _wrongCall;
                return true;

            case JsonException:
            case FormatException:
            case InvalidDataException:
            case BadImageFormatException:
            case SerializationException:
                failure = _badData;
                return true;

            case OutOfMemoryException:
                failure = new(FailureCause.Resource, FailureDisposition.Transient);
                return true;

            case InsufficientExecutionStackException:
                // The same call nests as deep again.
                failure = new(FailureCause.Resource, FailureDisposition.Permanent);
                return true;

            default:
                failure = default;
                return false;
        }
    }
}
