namespace DocumentPipeline;

/// <summary>
/// The document itself is at fault: missing, empty, corrupt, protected. Trying again cannot help, and the message is meant for
/// the person who named the file.
/// </summary>
internal sealed class DocumentException : Exception
{
    /// <summary>Creates the error with a message of one line.</summary>
    public DocumentException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Whether the file is damaged, so that an older copy of it may be whole. Default false.</summary>
    public bool IsDamage { get; init; }
}
