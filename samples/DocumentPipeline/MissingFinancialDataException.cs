namespace DocumentPipeline;

/// <summary>No table has amounts that could be audited.</summary>
internal sealed class MissingFinancialDataException : Exception
{
    /// <summary>Creates the error with a message of one line.</summary>
    public MissingFinancialDataException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
