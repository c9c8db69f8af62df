namespace DocumentPipeline;

/// <summary>The document breaks a rule of municipal development plans.</summary>
internal sealed class PlanInvalidException : Exception
{
    /// <summary>Creates the error with a message of one line.</summary>
    public PlanInvalidException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
