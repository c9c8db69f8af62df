namespace DocumentPipeline.Reporting;

/// <summary>Where the two forms of a report lie: beside each other, with the same name.</summary>
/// <param name="Markdown">The Markdown file.</param>
/// <param name="Html">The HTML file.</param>
internal sealed record ReportPaths(string Markdown, string Html)
{
    /// <summary>The paths for what the user named: the Markdown file, or the HTML file if its name says so.</summary>
    public static ReportPaths Of(string path) => Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm"
        ? new ReportPaths(Path.ChangeExtension(path, ".md"), path)
        : new ReportPaths(path, Path.ChangeExtension(path, ".html"));
}
