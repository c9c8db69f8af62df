namespace DocumentPipeline.Output;

/// <summary>How a line is meant: what a terminal shows by its colour. The words say it as well.</summary>
internal enum Tone
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>Less important than the rest.</summary>
    Quiet,

    /// <summary>It went well.</summary>
    Good,

    /// <summary>It went well enough, or may not.</summary>
    Warning,

    /// <summary>It went wrong.</summary>
    Bad,
}
