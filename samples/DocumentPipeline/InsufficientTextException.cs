namespace DocumentPipeline;

/// <summary>There is text, but too little of it to analyse.</summary>
internal sealed class InsufficientTextException : Exception
{
    /// <summary>Creates the error with a message of one line.</summary>
    public InsufficientTextException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
