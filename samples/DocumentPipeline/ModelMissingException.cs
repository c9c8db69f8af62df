namespace DocumentPipeline;

/// <summary>A language model is not in its folder, or damaged there. <c>LanguageModelStore.Install</c> puts it there.</summary>
internal sealed class ModelMissingException : Exception
{
    /// <summary>Creates the error with a message of one line.</summary>
    public ModelMissingException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
