namespace DocumentPipeline.CommandLine;

/// <summary>The arguments make no sense; the message says which and what would.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Creates the error with a message of one line.</summary>
    public UsageException(string message)
        : base(message)
    {
    }
}
