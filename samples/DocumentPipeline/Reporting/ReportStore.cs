namespace DocumentPipeline.Reporting;

/// <summary>Puts reports on disk.</summary>
internal static class ReportStore
{
    /// <summary>Writes beside the target and renames, so that a report is there whole or not at all.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        string target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string draft = target + ".draft";
        try
        {
            await File.WriteAllTextAsync(draft, text, cancellationToken);
            File.Move(draft, target, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
