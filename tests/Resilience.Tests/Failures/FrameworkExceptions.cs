using System.Reflection;
using System.Runtime.CompilerServices;

namespace Resilience.Failures;

/// <summary>Every exception type of the framework's assemblies that the library can meet, and an instance of each.</summary>
internal static class FrameworkExceptions
{
    private static readonly Assembly[] _assemblies =
    [
        typeof(Exception).Assembly, typeof(HttpRequestException).Assembly, typeof(System.Net.Sockets.SocketException).Assembly,
        typeof(System.Data.DataException).Assembly, typeof(System.Text.Json.JsonException).Assembly,
        typeof(System.Xml.XmlException).Assembly,
        typeof(System.Net.WebException).Assembly, typeof(System.Net.WebSockets.WebSocketException).Assembly,
        typeof(System.Net.Mail.SmtpException).Assembly, typeof(System.Net.NetworkInformation.PingException).Assembly,
        typeof(System.Security.Authentication.AuthenticationException).Assembly, typeof(InvalidDataException).Assembly,
        typeof(System.Security.Cryptography.CryptographicException).Assembly,
        typeof(System.Threading.Channels.ChannelClosedException).Assembly,
        typeof(System.Text.RegularExpressions.RegexMatchTimeoutException).Assembly, typeof(System.Net.Quic.QuicException).Assembly,
        typeof(ResilienceException).Assembly,
    ];

    public static Type[] Types() =>
    [
        .. _assemblies.Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(Exception)) && !type.IsAbstract && !type.ContainsGenericParameters)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Made with (message, inner) or () where there is such a constructor, and otherwise blank, as a hostile deserializer would.
    /// </summary>
    public static Exception Make(Type type, Exception? inner)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        ConstructorInfo? full = type.GetConstructor(Any, [typeof(string), typeof(Exception)]);
        ConstructorInfo? empty = type.GetConstructor(Any, []);
        try
        {
            if (full is not null)
                return (Exception)full.Invoke(["x", inner]);
            if (empty is not null)
                return (Exception)empty.Invoke([]);
        }
        catch (TargetInvocationException)
        {
            // Some constructors insist on more; a blank one tests as much.
        }

        return (Exception)RuntimeHelpers.GetUninitializedObject(type);
    }
}
