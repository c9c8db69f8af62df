namespace Resilience;

/// <summary>Whether the same call may succeed later.</summary>
public enum FailureDisposition : byte
{
    /// <summary>The same call may well succeed when it is made again.</summary>
    Transient,

    /// <summary>The same call will fail again, however often it is made.</summary>
    Permanent,

    /// <summary>What is called says or shows that it is down: transient, but worth a longer pause.</summary>
    Unavailable,
}
