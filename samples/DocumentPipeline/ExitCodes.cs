namespace DocumentPipeline;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>The run is done, now or before, and its report is written; or what was asked for was shown.</summary>
    public const int Success = 0;

    /// <summary>Nothing was run: another process owns the run, it belongs to something else, or its records are damaged.</summary>
    public const int Refused = 1;

    /// <summary>The document or the arguments are at fault.</summary>
    public const int BadInput = 2;

    /// <summary>The run failed or was aborted: a stage failed although it was protected.</summary>
    public const int RunFailed = 3;

    /// <summary>The run was interrupted; the same command goes on with it.</summary>
    public const int Interrupted = 4;

    /// <summary>Ctrl+C, as shells report it; the same command goes on with the run.</summary>
    public const int Cancelled = 130;
}
