namespace DocumentPipeline;

/// <summary>No sentence says confidently enough that one thing leads to another.</summary>
internal sealed class EmptyCausalGraphException : Exception
{
    /// <summary>Creates the error with a message of one line.</summary>
    public EmptyCausalGraphException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
