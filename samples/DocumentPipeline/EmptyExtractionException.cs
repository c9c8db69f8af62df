namespace DocumentPipeline;

/// <summary>Pages were read, but no text is on them: they may be scanned images.</summary>
internal sealed class EmptyExtractionException : Exception
{
    /// <summary>Creates the error with a message of one line.</summary>
    public EmptyExtractionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
