namespace DocumentPipeline;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>The report was written.</summary>
    public const int Success = 0;

    /// <summary>A stage failed although it was protected.</summary>
    public const int StageFailed = 1;

    /// <summary>The document or the arguments are at fault.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl+C, as shells report it.</summary>
    public const int Cancelled = 130;
}
