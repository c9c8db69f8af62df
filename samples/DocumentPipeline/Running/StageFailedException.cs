namespace DocumentPipeline.Running;

/// <summary>A stage failed for good, and the run with it.</summary>
internal sealed class StageFailedException : Exception
{
    /// <summary>Creates the error with a message of one line.</summary>
    public StageFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
