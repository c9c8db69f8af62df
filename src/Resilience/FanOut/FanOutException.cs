namespace Resilience;

/// <summary>Nobody has succeeded in a fan-out, or what was to combine the answers has failed.</summary>
public sealed class FanOutException : Exception
{
    /// <summary>Makes the exception.</summary>
    public FanOutException()
        : this("The fan-out has failed.")
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    /// <param name="message">What has happened.</param>
    public FanOutException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and a reason.</summary>
    /// <param name="message">What has happened.</param>
    /// <param name="innerException">The reason.</param>
    public FanOutException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The stable error code of each dependency that was asked, by its name; "left_out" for those that did not fail.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>();
}
